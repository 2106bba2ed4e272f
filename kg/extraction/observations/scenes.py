"""What a figure's owner can be told by: who has been named where, and what the figure counts."""

from dataclasses import dataclass, field, replace

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.readings import clause_at
from kg.extraction.observations.rules import rules
from kg.extraction.observations.subjects import no_subject, opening
from kg.model import Entity, Span

# So many sentences back a name still counts as near.
_NEAR = 2
# No more names than this are held against each other.
_MOST = 40
# A clause's first words, which say of whom it goes on to speak.
_OPENING = 8
_BARRED = ("tells", "begins", "listed", "beside")


@dataclass(frozen=True, slots=True)
class Sight:
    """Where an entity was last named before a figure, or first behind it: ``where`` from the figure, how it stands."""

    line: Line
    place: Place
    role: str
    where: str = ""
    number: int = 0

    @property
    def barred(self) -> bool:
        """Whether the name cannot be what is measured: it tells of it, or is part of the name of something else."""
        return self.role in _BARRED


@dataclass(slots=True)
class Trail:
    """What the lines already read name: each entity where it was named last, the last named at the end."""

    seen: dict[str, Sight] = field(default_factory=dict)
    count: int = 0
    first: frozenset[str] | None = None
    paragraph: int = -1
    leading: frozenset[str] = frozenset()
    here: list[Sight] = field(default_factory=list)

    def begin(self, line: Line) -> None:
        """Go on to a line."""
        self.here = [Sight(line, p, _role(line, p), number=self.count) for p in line.places]
        names = frozenset(s.place.entity.id for s in self.here)
        self.first = names if self.first is None else self.first
        if line.sentence.paragraph != self.paragraph:
            self.paragraph, self.leading = line.sentence.paragraph, names

    def finish(self) -> None:
        """Take note of what the line names."""
        for sight in self.here:
            self.seen.pop(sight.place.entity.id, None)
            self.seen[sight.place.entity.id] = sight
        self.count, self.here = self.count + 1, []


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A figure in its line with all that was named around it; ``order`` is by nearness, the last named first."""

    line: Line
    draft: Draft
    clause: Span
    sights: dict[str, Sight]
    order: tuple[str, ...]
    kinds: tuple[str, ...]
    first: frozenset[str]
    leading: frozenset[str]


def scene(trail: Trail, line: Line, draft: Draft) -> Scene:
    """The scene of a figure of the line that ``trail`` has begun."""
    clause = clause_at(line, draft.span.start).span
    sights: dict[str, Sight] = {}
    for sight in reversed(trail.here):
        if sight.place.span.start < draft.span.start:
            sights.setdefault(sight.place.entity.id, replace(sight, where=_where(sight.place, draft, clause)))
    for name in reversed(trail.seen):
        if len(sights) >= _MOST:
            break
        if name not in sights:
            sights[name] = replace(trail.seen[name], where=_back(trail, trail.seen[name], line))
    for sight in trail.here:
        if sight.place.span.start >= draft.span.start:
            sights.setdefault(sight.place.entity.id, replace(sight, where=_ahead(sight.place, draft, clause)))
    return Scene(line, draft, clause, sights, tuple(sights), _kinds(draft), trail.first or frozenset(), trail.leading)


def _role(line: Line, place: Place) -> str:
    """How a name stands: who tells it, the start of a longer name, one of a list, the head of its clause …"""
    text, start, end = line.masked, place.span.start, place.span.end
    clause = clause_at(line, start).span
    if named := no_subject(line, place, clause.end):
        return named
    head = opening(line, clause.start, end)
    if head and head.span.start == start:
        return "head"
    before, table = text[clause.start : start].rstrip("“《"), rules("owners")
    if table.words("prepositions").at_end.search(before):
        return "prep"
    if text[end : end + 2].lstrip("”》").startswith("的"):
        return "of"
    last = next((t for t in reversed(line.tokens) if t.end <= start), None)
    return "object" if last and last.tag == "v" and last.start >= clause.start else "inside"


def _ahead(place: Place, draft: Draft, clause: Span) -> str:
    if draft.noun.start <= place.span.start < draft.noun.end:
        return "counted"
    return "behind" if place.span.end <= clause.end else "later"


def _where(place: Place, draft: Draft, clause: Span) -> str:
    if draft.noun.start <= place.span.start < draft.noun.end:
        return "noun"
    return "clause" if clause.start <= place.span.start else "sentence"


def _back(trail: Trail, sight: Sight, line: Line) -> str:
    count = trail.count - sight.number - 1
    if sight.line.sentence.paragraph != line.sentence.paragraph:
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
