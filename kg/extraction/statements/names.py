"""Relations that the names themselves state: a host in its laboratory's name, a place in its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.extraction.statements import modality
from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.rules import read
from kg.model import Document, Entity, Span
from kg.vocabulary import vocabulary

_MARKS = re.compile(r"[\s“”‘’\"'《》（）()]")
_EDITION = re.compile(r"^(?:20\d\d(?:[-—－]20\d\d)?年?度?|第[一二三四五六七八九十百0-9]+届|首届)(?=..)"
                      r"|(?<=[省市区县州旗])20\d\d年度?(?=..)")
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Nesting:
    """A name of class ``inner`` in one of class ``outer``, as ``pattern`` (with ``{inner}``) has it.

    Of several inner names the longest counts, of two as long the last, or ``every`` one. Where a name ``yields``, a
    clause that states the property of the same thing counts more; where it ``settles``, the name does.
    """

    id: str
    property: str
    inner: tuple[str, ...]
    outer: tuple[str, ...]
    pattern: str
    subject: str
    confidence: float
    stems: tuple[str, ...]
    finds: tuple[str, ...]
    spares: tuple[str, ...]
    every: bool
    yields: bool
    settles: bool


@cache
def nestings() -> tuple[Nesting, ...]:
    """The rules of data/statements/names.toml.

    Raises:
        DataError: a rule lacks a key or contradicts the ontology.
    """
    return tuple(_nesting(raw) for raw in read("names")["rule"])


def _nesting(raw: dict[str, Any]) -> Nesting:
    where = f"data/statements/names.toml: {raw.get('id', '?')}"
    try:
        rule = Nesting(f"names-{raw['id']}", raw["property"], tuple(raw["inner"]), tuple(raw["outer"]),
                       raw["pattern"], raw["subject"], float(raw["confidence"]), tuple(raw.get("stems", ())),
                       tuple(raw["finds"]), tuple(raw.get("spares", ())), raw.get("every", False),
                       raw.get("yields", False), raw.get("settles", False))
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
    for rule in nestings():
        inner = [(e, used) for e in entities if vocabulary().is_a(e.cls, rule.inner)
                 if (used := {f: r for f, r in _stemmed(forms[e.id], rule.stems).items() if everything.count(f) > 1})]
        if inner:
            for outer in entities:
                if vocabulary().is_a(outer.cls, rule.outer):
                    yield from _nested(document, rule, outer, forms[outer.id], inner)


def unless_named(stated: Iterable[Candidate], named: Iterable[Candidate]) -> Iterator[Candidate]:
    """``stated`` without what contradicts the names that settle it: 甲奖一等奖 is a grade of 甲奖 only."""
    settling = {r.id for r in nestings() if r.settles}
    settled = _told(c for c in named if c.extractor in settling)
    yield from (c for c in stated if c.object.id in settled.get((c.subject.id, c.property), {c.object.id}))


def unless_stated(named: Iterable[Candidate], stated: Iterable[Candidate]) -> Iterator[Candidate]:
    """``named`` without those of rules that yield to what clauses (``stated``) say of the same thing."""
    told = _told(stated)
    yielding = {r.id for r in nestings() if r.yields}
    yield from (c for c in named if c.extractor not in yielding
                or c.object.id in told.get((c.subject.id, c.property), {c.object.id}))


def _told(found: Iterable[Candidate]) -> dict[tuple[str, str], set[str]]:
    objects: dict[tuple[str, str], set[str]] = {}
    for c in found:
        objects.setdefault((c.subject.id, c.property), set()).add(c.object.id)
    return objects


def _nested(document: Document, rule: Nesting, outer: Entity, whole: list[str],
            inner: list[tuple[Entity, dict[str, int]]]) -> Iterator[Candidate]:
    hits: list[tuple[tuple[int, int, int], str, Entity]] = []
    for one, used in inner:
        lengths = [(len(i), -rank, o.rfind(i) if rule.yields else 0) for i, rank in used.items() for o in whole
                   if len(i) < len(o) and i in o and re.search(rule.pattern.replace("{inner}", re.escape(i)), o)]
        if lengths and one.id != outer.id:
            hits.append((max(lengths), one.id, one))
    longest = max((length for length, _, _ in hits), default=None)
    for _, _, one in sorted(h for h in hits if rule.every or h[0] == longest):
        subject, obj = (one, outer) if rule.subject == "inner" else (outer, one)
        for span in _evidence(document, outer):
            yield Candidate(subject, rule.property, obj, span, rule.confidence, rule.id,
                            named=outer.id if rule.property in modality.names("named") else None)


def _forms(entity: Entity) -> list[str]:
    plain = [_MARKS.sub("", f) for f in (entity.name, *entity.aliases)]
    return [f for f in dict.fromkeys([*plain, *map(_short, plain)]) if len(f) > 1]


def _short(form: str) -> str:
    for long, short in sorted(read("names")["same"].items()):
        form = form.replace(long, short)
    return _EDITION.sub("", form)


def _stemmed(forms: list[str], stems: tuple[str, ...]) -> dict[str, int]:
    """``forms`` and each without a last word of ``stems`` (南岭市: 南岭), with their rank: 0 for what the text has."""
    ranks = dict.fromkeys(forms, 0)
    for rank, stem in enumerate(stems, 1):
        for form in forms:
            if form.endswith(stem) and len(form) - len(stem) > 1:
                ranks.setdefault(form.removesuffix(stem), rank)
    return ranks


def _evidence(document: Document, entity: Entity) -> Iterator[Span]:
    for place in list(entity.places())[:_PLACES]:
        holding = (s for s in document.sentences if s.span.holds(place))
        yield next((c for s in holding for c in s.clauses if c.holds(place)), place)
