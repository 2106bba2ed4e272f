"""Things taken up by a bare kind: 该校, 公司, 本次大会. Such places stand for the thing last named of that kind.

A back-reference is no mention (guideline, part 1), but what is said of it is said of the thing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.extraction.statements.rules import read
from kg.model import Document, Entity, Span
from kg.vocabulary import vocabulary

_POINTING = "该本此"


@dataclass(frozen=True, slots=True)
class _Kind:
    classes: tuple[str, ...]
    pattern: re.Pattern[str]
    alike: bool
    first: bool
    whole: bool


def resolve(document: Document, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """``entities`` with the back-references of ``document`` among their references."""
    taken = sorted((s for e in entities for s in e.places()), key=lambda s: (s.start, s.end))
    starts = [s.start for s in taken]
    found: dict[str, set[Span]] = {}
    for kind in _kinds():
        known = sorted((s.end, e.id, e) for e in entities if vocabulary().is_a(e.cls, kind.classes) for s in e.mentions)
        for match in kind.pattern.finditer(document.text):
            span = Span(match.start("kind"), match.end("kind"))
            meant = None if _covered(span, taken, starts) else _meant(document, kind, known, span)
            if meant:
                found.setdefault(meant.id, set()).add(span)
    return tuple(replace(e, references=tuple(sorted(found[e.id].union(e.references)))) if e.id in found else e
                 for e in entities)


def _covered(span: Span, taken: list[Span], starts: list[int]) -> bool:
    before = taken[: bisect_right(starts, span.end - 1)][-6:]
    return any(s.start < span.end and span.start < s.end for s in before)


def _meant(document: Document, kind: _Kind, known: list[tuple[int, str, Entity]], span: Span) -> Entity | None:
    """The thing of the kind named last, not too far off (``first``: first); ``alike``: only one named like it.

    ``whole``: none that is named as a part of another of the kind (某大学某学院).
    """
    word = span.of(document.text).lstrip(_POINTING)[-2:]
    reach = len(document.text) if kind.first else _reach()
    near = [e for end, _, e in known if span.start - reach <= end <= span.start]
    if kind.alike:
        near = [e for e in near if e.name.endswith(word)] or [e for e in near if word in e.name]
    if kind.whole:
        near = [e for e in near if not any(o.name != e.name and e.name.startswith(o.name) for _, _, o in known)]
    if not near:
        return None
    return near[0] if kind.first else near[-1]


@cache
def _reach() -> int:
    return int(read("anaphora")["reach"])


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_kind(raw) for raw in read("anaphora")["kind"])


def _kind(raw: dict[str, Any]) -> _Kind:
    pattern = f"(?:{raw['before']})(?P<kind>{'|'.join(raw['words'])})(?:{raw['after']})"
    return _Kind(tuple(raw["classes"]), re.compile(pattern), bool(raw["alike"]), bool(raw.get("first", False)),
                 bool(raw.get("whole", False)))
