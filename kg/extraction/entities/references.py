"""Words that stand for an entity without naming it: 我市, 全省, 我局, 该校, 公司."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import places
from kg.extraction.entities import names
from kg.extraction.entities.forms import place_of_level
from kg.extraction.entities.occurrences import Taken
from kg.model import Context, Document, Entity, Span
from kg.tables import table, wrong
from kg.vocabulary import vocabulary

_FILE = ("lexicon", "references")
# Further back than this many sentences a reader no longer looks for what 该校 stands for.
_REACH = 4


@dataclass(frozen=True, slots=True)
class Back:
    """Words that stand for the nearest fitting entity before them; see data/lexicon/references.toml."""

    words: tuple[str, ...]
    classes: tuple[str, ...]
    fit: re.Pattern[str]
    clause: bool


@cache
def _backs() -> tuple[Back, ...]:
    found = []
    for number, entry in enumerate(table(*_FILE)["back"], 1):
        if unknown := set(entry["classes"]) - set(vocabulary().classes):
            raise wrong(f"back {number}", f"本体里没有这些类 / no such classes: {', '.join(sorted(unknown))}", *_FILE)
        found.append(Back(tuple(entry["words"]), tuple(entry["classes"]), re.compile(entry.get("fit", "")),
                          entry.get("clause", False)))
    return tuple(found)


def level_references(document: Document, context: Context, taken: tuple[Span, ...]) -> dict[str, tuple[Span, ...]]:
    """For each place the spans of 我市, 全市 and their like that stand for it; none inside ``taken``."""
    found: dict[str, list[Span]] = {}
    used = Taken(taken, len(document.text))
    scope = re.compile(table(*_FILE)["scope"])
    for match in _level_pattern().finditer(document.text):
        span = Span(match.start(), match.end())
        before = document.text[max(0, span.start - 6) : span.start]
        place = place_of_level(match.group(), context)
        if place and not scope.search(before) and used.take(span):
            found.setdefault(place, []).append(span)
    return {place: tuple(spans) for place, spans in sorted(found.items())}


def level_words_in(text: str) -> frozenset[str]:
    """The words of levels (我市, 全省) that stand in the text, but for those inside other words (资本市场)."""
    return frozenset(match.group() for match in _level_pattern().finditer(text))


@cache
def _level_pattern() -> re.Pattern[str]:
    words = [w for level in table("lexicon", "levels")["level"] for w in (*level["self"], *level["whole"])]
    not_after = table(*_FILE)["no_area"]
    return re.compile(f"(?:{'|'.join(sorted(set(words), key=lambda w: (-len(w), w)))})(?!{'|'.join(not_after)})")


def self_words(document: Document, taken: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans of 我局, 本部门 and their like: the publisher."""
    used = Taken(taken, len(document.text))
    words = sorted(table(*_FILE)["publisher"], key=lambda w: (-len(w), w))
    found = (Span(m.start(), m.end()) for m in re.finditer("|".join(words), document.text))
    return tuple(s for s in found if used.take(s))


def back_references(document: Document, entities: tuple[Entity, ...], taken: tuple[Span, ...]) -> dict[str, list[Span]]:
    """For each entity (by id) the spans that stand for it: the nearest fitting one named before them."""
    mentions = sorted((s, e) for e in entities for s in e.mentions) if entities else []
    found: dict[str, list[Span]] = {}
    used = Taken(taken, len(document.text))
    for back in sorted(_backs(), key=lambda b: b.clause):
        fits = {e.id for e in entities if _fits(back, e)}
        fitting = [(s, e) for s, e in mentions if e.id in fits]
        if fitting:
            for span in _spans(document, back):
                if used.take(span) and (entity := _nearest(document, fitting, span)):
                    found.setdefault(entity.id, []).append(span)
    return found


def _fits(back: Back, entity: Entity) -> bool:
    named = any(map(back.fit.search, (entity.name, *entity.aliases)))
    return named and vocabulary().is_a(entity.cls, back.classes)


def _spans(document: Document, back: Back) -> Iterator[Span]:
    starts = _clause_starts(document) if back.clause else frozenset()
    for word in sorted(back.words, key=lambda w: (-len(w), w)):
        for match in re.finditer(re.escape(word), document.text):
            span = Span(match.start(), match.end())
            if not back.clause or span.start in starts:
                yield span


def _clause_starts(document: Document) -> frozenset[int]:
    """Where clauses begin, and where they go on after 由此 and its like."""
    return frozenset(clause.start for s in document.sentences for clause in s.clauses)


def _nearest(document: Document, fitting: list[tuple[Span, Entity]], span: Span) -> Entity | None:
    """What the last sentence that names a fitting one begins with, else the last one named before.

    In a list of several right before there is no telling which is meant.
    """
    before = fitting[: bisect_right(fitting, span.start, key=lambda f: f[0].start)]
    last = next((s for s, _ in reversed(before) if s.end <= span.start), None)
    if last is None:
        return None
    number = bisect_right(document.sentences, span.start, key=lambda s: s.span.start)
    if number - bisect_left(document.sentences, last.end, key=lambda s: s.span.start) > _REACH:
        return None
    own = bisect_right(document.sentences, last.start, key=lambda s: s.span.start)
    first = document.sentences[own - 1].span.start if own else 0
    near = [(s, e) for s, e in before[bisect_left(before, first, key=lambda f: f[0].start) :] if s.end <= span.start]
    subject = near[0] if near[0][0].start == first else near[-1]
    return None if _listed(document, subject, near) else subject[1]


def _listed(document: Document, one: tuple[Span, Entity], fitting: list[tuple[Span, Entity]]) -> bool:
    """Whether it stands in a list with another fitting one right before or after it."""
    joints = table(*_FILE)["joints"]
    return any(e.id != one[1].id and (document.text[s.end : one[0].start] in joints
                                      or document.text[one[0].end : s.start] in joints) for s, e in fitting)


def governed(entity: Entity) -> str | None:
    """The place that a government or party committee is of, by its name: 衡阳市人民政府 → 衡阳市."""
    place = places.leading(entity.name)
    rest = entity.name[len(place) :]
    return place if place and rest in table("lexicon", "levels")["governing"]["ends"] else None


def place_part(text: str) -> int:
    """How many characters at the head of a body's literal name tell its place: 市政府 → 1, 衡阳市政府 → 3."""
    return len(places.leading(text) or names.level_prefix(text))
