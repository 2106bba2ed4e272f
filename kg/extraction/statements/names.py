"""Relations that the names themselves state: a host in its laboratory's name, a place in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.rules import read
from kg.model import Document, Entity, Span
from kg.vocabulary import vocabulary

_MARKS = re.compile(r"[\s“”‘’\"'《》（）()]")
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Nesting:
    """A name of class ``inner`` in one of class ``outer``, as ``pattern`` (with ``{inner}``) has it."""

    id: str
    property: str
    inner: tuple[str, ...]
    outer: tuple[str, ...]
    pattern: str
    subject: str
    confidence: float
    finds: tuple[str, ...]
    spares: tuple[str, ...]


@cache
def nestings() -> tuple[Nesting, ...]:
    """The rules of data/statements/names.toml.

    Raises:
        DataError: a rule lacks a key or contradicts the ontology.
    """
    return tuple(_nesting(raw) for raw in read("names")["rule"])


@cache
def _stems() -> tuple[str, ...]:
    return tuple(read("names")["stems"])


def _nesting(raw: dict[str, Any]) -> Nesting:
    where = f"data/statements/names.toml: {raw.get('id', '?')}"
    try:
        rule = Nesting(f"names-{raw['id']}", raw["property"], tuple(raw["inner"]), tuple(raw["outer"]),
                       raw["pattern"], raw["subject"], float(raw["confidence"]), tuple(raw["finds"]),
                       tuple(raw.get("spares", ())))
    except KeyError as error:
        raise DataError(f"{where}: 缺少 / lacks {error}") from error
    known = vocabulary()
    ends = (rule.inner, rule.outer) if rule.subject == "inner" else (rule.outer, rule.inner)
    leaves = [[c for c in known.leaves if known.is_a(c, end)] for end in ends]
    if rule.property not in known.properties or not any(
            known.allows(rule.property, s, o) for s in leaves[0] for o in leaves[1]):
        raise DataError(f"{where}: 与本体矛盾 / contradicts the ontology")
    return rule


def find(document: Document, entities: tuple[Entity, ...]) -> Iterator[Candidate]:
    """The relations that names of ``entities`` state, each with the longer name's places as evidence."""
    forms = {e.id: _forms(e) for e in entities}
    everything = "\n".join(f for e in entities for f in forms[e.id])
    used = {e.id: [f for f in forms[e.id] if everything.count(f) > 1] for e in entities}
    for rule in nestings():
        inner = [e for e in entities if used[e.id] and vocabulary().is_a(e.cls, rule.inner)]
        for outer in entities:
            if vocabulary().is_a(outer.cls, rule.outer):
                yield from _nested(document, rule, outer, inner, forms, used)


def _nested(document: Document, rule: Nesting, outer: Entity, inner: list[Entity], forms: dict[str, list[str]],
            used: dict[str, list[str]]) -> Iterator[Candidate]:
    hits: list[tuple[int, Entity]] = []
    for one in inner:
        lengths = [len(i) for i in used[one.id] for o in _whole(outer, forms)
                   if len(i) < len(o) and i in o and re.search(rule.pattern.replace("{inner}", re.escape(i)), o)]
        if lengths and one.id != outer.id:
            hits.append((max(lengths), one))
    if not hits:
        return
    longest = max(length for length, _ in hits)
    for _, one in sorted((h for h in hits if h[0] == longest), key=lambda h: h[1].id):
        subject, obj = (one, outer) if rule.subject == "inner" else (outer, one)
        for span in _evidence(document, outer):
            yield Candidate(subject, rule.property, obj, span, rule.confidence, rule.id)


def _whole(entity: Entity, forms: dict[str, list[str]]) -> list[str]:
    return [f for f in forms[entity.id] if f not in _stemmed(entity)]


def _forms(entity: Entity) -> list[str]:
    plain = [_MARKS.sub("", f) for f in (entity.name, *entity.aliases)]
    return [f for f in dict.fromkeys([*plain, *_stemmed(entity)]) if len(f) > 1]


def _stemmed(entity: Entity) -> list[str]:
    """The name of a place without its last word (南岭市: 南岭)."""
    if not vocabulary().is_a(entity.cls, ("Region",)):
        return []
    ends = tuple(_stems())
    return [entity.name[: -len(s)] for s in ends if entity.name.endswith(s) and len(entity.name) - len(s) > 1]


def _evidence(document: Document, entity: Entity) -> Iterator[Span]:
    for place in list(entity.places())[:_PLACES]:
        clause = next((c for s in document.sentences if s.span.holds(place) for c in s.clauses if c.holds(place)), place)
        yield clause
