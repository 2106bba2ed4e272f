"""Precision, recall and F1 of an extraction against a gold answer.

The same counting as the project's outside scorer: entities are paired one to one by shared names (same class and
larger overlap first), relations by the paired ends, figures by value, unit and a like-named indicator.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.evaluate.gold import GoldAnswer, GoldEntity, GoldFigure
from kg.model import Entity, Extraction, Observation
from kg.vocabulary import vocabulary

_PUNCTUATION = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】·•,，、.。:：;；\-—–~～]")


@dataclass(slots=True)
class Count:
    """Right, extra and missed ones; counts add up."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of the right that is found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """The counts of one report: by part, by class and by property; and the errors as readable lines."""

    identifier: str
    parts: dict[str, Count] = field(default_factory=dict)
    classes: dict[str, Count] = field(default_factory=dict)
    properties: dict[str, Count] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def normalise(text: str) -> str:
    """A name without quotes, spaces and punctuation, half-width and lower-case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def score(extraction: Extraction, gold: GoldAnswer) -> Score:
    """Count what is right, extra and missed in ``extraction``."""
    result = Score(gold.identifier)
    found = {e.id: e for e in extraction.entities}
    pairs = _align(gold.entities, found, extraction.source.text)
    _score_entities(result, found, pairs, gold)
    _score_relations(result, extraction, found, pairs, gold)
    _score_figures(result, extraction, found, pairs, gold)
    return result


def total(scores: Iterable[Score]) -> Score:
    """All counts added up."""
    result = Score("all")
    for one in scores:
        for mine, theirs in ((result.parts, one.parts), (result.classes, one.classes),
                             (result.properties, one.properties)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, Count()) + count
    return result


def _forms(entity: Entity, text: str) -> set[str]:
    spans = entity.mentions or entity.references
    return {normalise(f) for f in (entity.name, *entity.aliases, *(s.of(text) for s in spans))} - {""}


def _align(gold: dict[str, GoldEntity], found: dict[str, Entity], text: str) -> dict[str, str]:
    index = defaultdict(set)
    forms = {gid: {normalise(f) for f in g.forms} - {""} for gid, g in gold.items()}
    for gid, names in forms.items():
        for name in names:
            index[name].add(gid)
    candidates = []
    for eid, entity in found.items():
        mine = _forms(entity, text)
        for gid in {g for f in mine for g in index.get(f, ())}:
            same_name = normalise(entity.name) == normalise(gold[gid].name)
            candidates.append((entity.cls == gold[gid].cls, same_name, len(mine & forms[gid]), eid, gid))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, eid, gid in sorted(candidates, reverse=True):
        if eid not in pairs and gid not in taken:
            pairs[eid] = gid
            taken.add(gid)
    return pairs


def _score_entities(result: Score, found: dict[str, Entity], pairs: dict[str, str], gold: GoldAnswer) -> None:
    strict = {e for e, g in pairs.items() if found[e].cls == gold.entities[g].cls}
    result.parts["entity_name"] = _count(len(pairs), len(found), len(gold.entities))
    result.parts["entity"] = _count(len(strict), len(found), len(gold.entities))
    hit = {pairs[e] for e in strict}
    for eid, entity in found.items():
        count = result.classes.setdefault(entity.cls, Count())
        if eid in strict:
            count.right += 1
            continue
        count.extra += 1
        if eid in pairs:
            result.errors.append(f"wrong class     {entity.cls} for {gold.entities[pairs[eid]].cls}  {entity.name}")
        else:
            result.errors.append(f"extra entity    {entity.cls:<17}{entity.name}   [{entity.extractor}]")
    for gid, right in gold.entities.items():
        if gid not in hit:
            result.classes.setdefault(right.cls, Count()).missed += 1
        if gid not in pairs.values():
            result.errors.append(f"missed entity   {right.cls:<17}{'|'.join(right.forms)}")


def _score_relations(result: Score, extraction: Extraction, found: dict[str, Entity], pairs: dict[str, str],
                     gold: GoldAnswer) -> None:
    symmetric = {p.name for p in vocabulary().properties.values() if p.symmetric}

    def key(s: str, p: str, o: str) -> tuple[str, str, str]:
        return (*sorted((s, o)), p) if p in symmetric else (s, o, p)  # type: ignore[return-value]

    right = {key(r.subject, r.property, r.object) for r in gold.relations}
    mine = {key(pairs.get(s.subject, s.subject), s.property, pairs.get(s.object, s.object)): s
            for s in extraction.statements}
    hits = right & set(mine)
    result.parts["relation"] = _count(len(hits), len(mine), len(right))
    for keys, attribute in ((hits, "right"), (set(mine) - right, "extra"), (right - hits, "missed")):
        for _, _, prop in keys:
            count = result.properties.setdefault(prop, Count())
            setattr(count, attribute, getattr(count, attribute) + 1)

    def name(x: str) -> str:
        return gold.entities[x].name if x in gold.entities else "?" + found[x].name if x in found else x

    for s, o, p in sorted(right - hits):
        result.errors.append(f"missed relation {name(s)} —{p}→ {name(o)}")
    for s, o, p in sorted(set(mine) - right):
        statement = mine[s, o, p]
        quote = " … ".join(e.of(extraction.source.text) for e in statement.evidence[:1])
        result.errors.append(f"extra relation  {name(s)} —{p}→ {name(o)}   [{statement.extractor}] {quote[:80]}")


def _score_figures(result: Score, extraction: Extraction, found: dict[str, Entity], pairs: dict[str, str],
                   gold: GoldAnswer) -> None:
    free = list(extraction.observations)
    core = full = 0

    def subject_name(o: Observation) -> str:
        return found[o.subject].name if o.subject in found else ""

    for figure in gold.figures:
        gold_name = gold.entities[figure.subject].name if figure.subject in gold.entities else ""
        candidates = [o for o in free if _same(figure, gold_name, o, subject_name(o))]
        if not candidates:
            result.errors.append(f"missed figure   {gold_name}: {figure.indicator} {figure.value} {figure.unit}")
            continue

        def rank(o: Observation, figure: GoldFigure = figure) -> tuple[bool, float]:
            return _full(figure, o, pairs), _dice(normalise(figure.indicator), normalise(o.indicator))

        best = max(candidates, key=rank)
        free.remove(best)
        core += 1
        if _full(figure, best, pairs):
            full += 1
        else:
            result.errors.append(f"partial figure  {_describe(figure, gold_name)}  got {best.period} change "
                                 f"{best.change} rank {best.rank} target {best.target} {subject_name(best)}")
    for o in free:
        result.errors.append(f"extra figure    {subject_name(o)}: {o.indicator} {o.value} {o.unit} rank {o.rank} "
                             f"[{o.extractor}]")
    result.parts["observation"] = _count(core, len(extraction.observations), len(gold.figures))
    result.parts["observation_full"] = _count(full, len(extraction.observations), len(gold.figures))


def _describe(figure: GoldFigure, name: str) -> str:
    return (f"{name}: {figure.indicator} {figure.value} {figure.unit} {figure.period} change {figure.change} "
            f"rank {figure.rank} target {figure.target}")


def _count(right: int, found: int, gold: int) -> Count:
    return Count(right, found - right, gold - right)


def _number(text: object) -> float | None:
    try:
        return float(str(text).replace(",", "").replace("−", "-"))
    except ValueError:
        return None


def _equal(a: float | None, b: float | None, near: Callable[[float], float] = lambda _: 1e-9) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= near(a)


def _same(figure: GoldFigure, gold_name: str, o: Observation, name: str) -> bool:
    like = _like(figure.indicator, gold_name, o.indicator, name)
    gold_value, value = _number(figure.value), _number(o.value)
    if gold_value is None and value is None:
        rank = _number(figure.rank)
        return rank is not None and rank == _number(o.rank) and like
    if gold_value is None or value is None:
        return False
    same_unit = normalise(figure.unit.strip("-")) == normalise((o.unit or "").strip("-"))
    return _equal(gold_value, value, lambda x: 1e-9 * max(1, abs(x))) and same_unit and like


def _like(a: str, a_name: str, b: str, b_name: str) -> bool:
    ours = [normalise(a), normalise(a_name + a)]
    theirs = [normalise(b), normalise(b_name + b)]
    return any(x and y and (x in y or y in x or _dice(x, y) >= 0.5) for x in ours for y in theirs)


def _dice(a: str, b: str) -> float:
    x, y = (Counter(s[i : i + 2] for i in range(max(1, len(s) - 1))) for s in (a, b))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


def _full(figure: GoldFigure, o: Observation, pairs: dict[str, str]) -> bool:
    def year(text: str | None) -> str:
        return re.sub(r"[^0-9]", "", text or "")[:4]

    return (pairs.get(o.subject) == figure.subject and year(figure.period) == year(o.period)
            and _equal(_number(figure.change), _number(o.change)) and _equal(_number(figure.rank), _number(o.rank))
            and figure.target == o.target)
