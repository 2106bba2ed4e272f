"""What a figure's owner can be told by: who has been named where, and what the figure counts."""

from dataclasses import dataclass

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.readings import clause_at
from kg.extraction.observations.rules import rules
from kg.extraction.observations.subjects import no_subject, opening
from kg.model import Entity, Span

# So many sentences back a name still counts as near.
_NEAR = 2
# A clause's first words, which say of whom it goes on to speak.
_OPENING = 8
_BARRED = ("tells", "begins", "listed", "beside")


@dataclass(frozen=True, slots=True)
class Sight:
    """Where an entity was last named before a figure, or first behind it: ``where`` from the figure, how it stands."""

    line: Line
    place: Place
    where: str

    @property
    def role(self) -> str:
        """How the name stands: who tells it, the start of a longer name, one of a list, the head of its clause …"""
        text, start, end = self.line.masked, self.place.span.start, self.place.span.end
        clause = clause_at(self.line, start).span
        if named := no_subject(self.line, self.place, clause.end):
            return named
        head = opening(self.line, clause.start, end)
        if head and head.span.start == start:
            return "head"
        before, table = text[clause.start : start].rstrip("“《"), rules("owners")
        if table.words("prepositions").at_end.search(before):
            return "prep"
        if text[end : end + 2].lstrip("”》").startswith("的"):
            return "of"
        last = next((t for t in reversed(self.line.tokens) if t.end <= start), None)
        return "object" if last and last.tag == "v" and last.start >= clause.start else "inside"


    @property
    def barred(self) -> bool:
        """Whether the name cannot be what is measured: it tells of it, or is part of the name of something else."""
        return self.role in _BARRED


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure in its line with all that was named around it; ``order`` is by nearness, the last named first."""

    line: Line
    draft: Draft
    clause: Span
    sights: dict[str, Sight]
    order: tuple[str, ...]
    heads: dict[str, bool]
    kinds: tuple[str, ...]
    first: frozenset[str]
    leading: frozenset[str]


def scene(before: list[Line], line: Line, draft: Draft) -> Scene:
    """The scene of a figure: ``before`` are the lines already read."""
    clause = clause_at(line, draft.span.start).span
    sights: dict[str, Sight] = {}
    inside = [p for p in line.places if p.span.start < draft.span.start]
    for place in reversed(inside):
        sights.setdefault(place.entity.id, Sight(line, place, _where(place, draft, clause)))
    for back, earlier in enumerate(reversed(before)):
        for place in reversed(earlier.places):
            sights.setdefault(place.entity.id, Sight(earlier, place, _back(back, earlier, line)))
    for place in line.places:
        if place.span.start >= draft.span.start:
            near = place.span.end <= clause.end
            noun = draft.noun.start <= place.span.start < draft.noun.end
            sights.setdefault(place.entity.id, Sight(line, place, "counted" if noun else "behind" if near else "later"))
    return Scene(line, draft, clause, sights, tuple(sights), {i: s.role == "head" for i, s in sights.items()},
                 _kinds(draft), _named_in(before[:1] or [line]),
                 _named_in([*(b for b in before if b.sentence.paragraph == line.sentence.paragraph), line][:1]))


def _named_in(lines: list[Line]) -> frozenset[str]:
    return frozenset(p.entity.id for one in lines for p in one.places)


def _where(place: Place, draft: Draft, clause: Span) -> str:
    if draft.noun.start <= place.span.start < draft.noun.end:
        return "noun"
    return "clause" if clause.start <= place.span.start else "sentence"


def _back(count: int, earlier: Line, line: Line) -> str:
    if earlier.sentence.paragraph != line.sentence.paragraph:
        return "paragraph" if count < _NEAR else "far"
    return "previous" if count == 0 else "near" if count < _NEAR else "same"


def _kinds(draft: Draft) -> tuple[str, ...]:
    """What sort of figure it is, and the groups of words that its indicator holds."""
    sort = "rank" if draft.quantity is None else "growth" if draft.growth else draft.quantity.kind
    groups = rules("owners").table("indicators")
    return (sort, *(name for name in groups if rules("owners").words(f"indicators.{name}").inside(draft.indicator)))


def bound(entity: Entity, scene: Scene) -> list[str]:
    """How a name is bound to the figure: ``subject`` (甲产业实现产值9亿元), ``whole`` (9亿元的甲基金), by its end."""
    found, sight, draft = [], scene.sights.get(entity.id), scene.draft
    noun = scene.line.between(draft.noun.start, draft.span.start).strip("“”、，（ ")
    if len(noun) > 1 and entity.name.rstrip("”").endswith(noun):
        found.append("name")
    if sight and sight.line is scene.line:
        start, end = sight.place.span.start, sight.place.span.end
        if end <= draft.noun.start and rules("owners").words("links").whole(scene.line.between(end, draft.noun.start)):
            found.append("subject")
        if start >= draft.span.end and scene.line.between(draft.span.end, start).strip("“《") == "的":
            found.append("whole")
    return found


def taken_up(entity: Entity, scene: Scene) -> list[str]:
    """Where the last two characters of a name (大赛, 基金) are taken up: in the indicator, its clause, its sentence."""
    word, start = entity.name.rstrip("”》）)")[-2:], scene.clause.start
    places = {"indicator": scene.draft.indicator, "clause": scene.line.masked[start : start + _OPENING],
              "sentence": scene.line.masked[:_OPENING]}
    return [place for place, text in places.items() if word in text]
