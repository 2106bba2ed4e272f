"""The scores of a build against gold answers, as tables or JSON."""

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.evaluate.gold import read_gold
from kg.evaluate.reliability import Bin, curve, distances, reliability
from kg.evaluate.score import Count, Score, score, total
from kg.vocabulary import vocabulary

if TYPE_CHECKING:
    from rich.table import Table

_PARTS = {
    "entity_name": "实体名 / entity name",
    "entity": "实体 / entity",
    "relation": "关系 / relation",
    "unlisted": "词表以外的实体 / entities in no list",
    "observation": "指标 / observation",
    "observation_full": "指标全项 / observation, all fields",
}

_FAULTS = {
    "missed entity": "漏掉的实体", "extra entity": "多出的实体", "wrong class": "归错类",
    "missed relation": "漏掉的关系", "extra relation": "多出的关系",
    "missed figure": "漏掉的指标", "extra figure": "多出的指标", "partial figure": "不全的指标",
}


def evaluate(folders: Iterable[Path], store: Path) -> list[Score]:
    """Score the build in ``store`` against the gold answer in each folder, whose name is the report's identifier.

    Raises:
        InputError: a gold answer cannot be read, or the build holds no such report.
    """
    from kg.store import load

    built = {x.source.identifier: x for x in load(store)}
    scores = []
    for folder in folders:
        gold = read_gold(folder.resolve())
        if gold.identifier not in built:
            known = "、".join(sorted(built)) or "-"
            raise InputError(f"{store}: 图谱里没有报告 {gold.identifier} / holds no such report; it has {known}")
        scores.append(score(built[gold.identifier], gold))
    return scores


def render(scores: list[Score], *, errors: bool, format: str) -> str:
    """The scores of each report and of all together, as text tables or as one JSON object."""
    if format == "json":
        everything = {s.identifier: _plain(s) for s in [*scores, total(scores)]}
        return json.dumps(everything, ensure_ascii=False, indent=1) + "\n"
    return _text(scores, errors=errors)


def _plain(one: Score) -> dict[str, dict[str, dict[str, float]]]:
    groups = {"parts": one.parts, "classes": one.classes, "properties": one.properties}
    counts = {g: {k: _plain_count(c) for k, c in sorted(named.items())} for g, named in groups.items()}
    bins = {"confidence": reliability(one.judged), "distance": distances(one.judged)}
    return counts | {g: _plain_bins(found) for g, found in bins.items()}


def _plain_count(c: Count) -> dict[str, float]:
    return {"precision": c.precision, "recall": c.recall, "f1": c.f1, "right": c.right, "extra": c.extra,
            "missed": c.missed}


def _plain_bins(bins: list[Bin]) -> dict[str, dict[str, float]]:
    return {f"{b.part} {b.label}": {"facts": b.facts, "confidence": b.confidence, "precision": b.precision}
            for b in bins}


def _text(scores: list[Score], *, errors: bool) -> str:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=120, highlight=False)
    for one in scores:
        console.print(_table(one.identifier, one.parts, _PARTS))
    everything = total(scores)
    words = vocabulary()
    if len(scores) > 1:
        console.print(_table(f"全部 {len(scores)} 份 / all reports", everything.parts, _PARTS))
    console.print(_table("按类 / by class", everything.classes, {k: f"{c.zh} / {k}" for k, c in words.classes.items()}))
    console.print(_table("按关系 / by property", everything.properties,
                         {k: f"{p.zh} / {k}" for k, p in words.properties.items()}))
    console.print(_shares(everything))
    console.print(_bins("置信度与准确率 / confidence and precision", reliability(everything.judged)))
    console.print(_bins("按证据远近 / relations by the evidence that names both ends", distances(everything.judged)))
    console.print(_curves(everything))
    for line in _errors(scores) if errors else ():
        console.print(line, markup=False, soft_wrap=True)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


def _errors(scores: list[Score]) -> Iterator[str]:
    """The faults of all reports by what they are and of what, the most frequent first."""
    groups = defaultdict(list)
    for one in scores:
        for fault in one.faults:
            groups[(fault.what, fault.kind)].append(f"    {one.identifier}: {fault.text}")
    for (what, kind), lines in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        yield f"{_FAULTS[what]} / {what}  {kind}  × {len(lines)}"
        yield from lines


def _shares(everything: Score) -> "Table":
    """What of the relations holds the ontology, and whose evidence holds both names."""
    relations = [j for j in everything.judged if j.part == "relation"]
    named = sum(j.distance != "left out" for j in relations)
    conforming = everything.parts["conforming"]
    table = _empty("关系 / relations", "", "占比 / share")
    table.add_row("合乎本体 / conforming to the ontology", f"{conforming.precision:.3f}")
    table.add_row("证据含两端名称 / evidence holds both names", f"{named / max(1, len(relations)):.3f}")
    return table


def _bins(title: str, bins: list[Bin]) -> "Table":
    table = _empty(title, "", "事实 / facts", "平均置信度 / confidence", "准确率 / precision")
    for b in bins:
        table.add_row(f"{b.part} {b.label}", str(b.facts), f"{b.confidence:.2f}", f"{b.precision:.2f}")
    return table


def _curves(everything: Score) -> "Table":
    table = _empty("置信度门槛 / by least confidence", "", "准确率 / P", "召回率 / R")
    for part in ("entity", "relation"):
        number = everything.parts[part]
        for threshold, precision, recall in curve(everything.judged, part, number.right + number.missed):
            table.add_row(f"{part} ≥ {threshold:.2f}", f"{precision:.3f}", f"{recall:.3f}")
    return table


def _empty(title: str, *heads: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=True)
    return table


def _table(title: str, counts: dict[str, Count], labels: dict[str, str]) -> "Table":
    table = _empty(title, "", "准确率 / P", "召回率 / R", "F1", "对 / right", "多 / extra", "漏 / missed")
    for key in (k for k in labels if k in counts):
        c = counts[key]
        table.add_row(labels[key], f"{c.precision:.3f}", f"{c.recall:.3f}", f"{c.f1:.3f}", str(c.right), str(c.extra),
                      str(c.missed))
    return table
