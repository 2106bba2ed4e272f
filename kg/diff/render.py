"""Differences as a table for readers and as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from kg.diff.compare import Contradiction, Difference
from kg.diff.facts import Fact
from kg.query.table import table
from kg.rdf import Literal
from kg.vocabulary import vocabulary

_STATUS = {"new": "新增", "gone": "消失", "changed": "变化"}
_KIND = {"entity": "实体", "relation": "关系", "figure": "指标"}
_ASPECT = {"value": "", "change": "增幅", "rank": "位次"}
_HEADER = ("变化", "种类", "对象", "内容", "时期", "前 / before", "后 / after")


def as_table(differences: Sequence[Difference], contradictions: Sequence[Contradiction]) -> str:
    """A table, the changed before the new and the gone; contradictions below, each with its sentences."""
    order = {"changed": 0, "new": 1, "gone": 2}
    rows = [_row(one) for one in sorted(differences, key=lambda d: (order[d.status], d.kind, d.key))]
    parts = [table(_HEADER, rows) if rows else "没有差别 / no difference\n", _counts(differences)]
    if contradictions:
        parts.append(f"\n前后不一的指标 / figures that contradict each other: {len(contradictions)}\n")
        parts += [line for one in contradictions for line in _contradiction(one)]
    return "".join(parts)


def as_json(differences: Sequence[Difference], contradictions: Sequence[Contradiction]) -> str:
    """All that is known of them, sentences included."""
    body = {"counts": dict(sorted(Counter(one.status for one in differences).items())),
            "differences": [asdict(one) for one in differences],
            "contradictions": [asdict(one) for one in contradictions]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _row(one: Difference) -> list[Literal]:
    subject, what, period = _about(one)
    cells = (_STATUS[one.status], _KIND[one.kind], subject, what, period, _shown(one.before), _shown(one.after))
    return [Literal(cell) for cell in cells]


def _about(one: Difference) -> tuple[str, str, str]:
    words = vocabulary()
    if one.kind == "entity":
        return one.key[1], words.classes[one.key[0]].zh, ""
    if one.kind == "relation":
        return _name(one.key[0]), f"{words.properties[one.key[1]].zh} {_name(one.key[2])}", ""
    subject, indicator, period, goal, aspect = one.key
    kind, _, scope = aspect.partition(" ")
    parts = (indicator, _ASPECT[kind], scope, "目标" if goal else "")
    return _name(subject), " ".join(part for part in parts if part), period


def _name(key: str) -> str:
    return key.partition("/")[2]


def _shown(facts: Iterable[Fact]) -> str:
    return "；".join((fact.shown or "✓").replace("planned", "计划") for fact in facts)


def _counts(differences: Sequence[Difference]) -> str:
    counts = Counter(one.status for one in differences)
    return (f"新增 {counts['new']}，消失 {counts['gone']}，变化 {counts['changed']} / "
            f"{counts['new']} new, {counts['gone']} gone, {counts['changed']} changed\n")


def _contradiction(one: Contradiction) -> Iterator[str]:
    yield f"· {_name(one.key[0])} {one.key[1]} {one.key[2]}\n"
    for fact in one.facts:
        yield f"    {fact.shown}  [{fact.report}] {fact.sentence}\n"
