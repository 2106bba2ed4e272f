"""What a build found, as a table."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.model import Extraction
from kg.vocabulary import vocabulary


def summary(extractions: Sequence[Extraction], folder: Path, seconds: float) -> None:
    """Print entities by class, relations by property, figures, the share with evidence, and the seconds."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title, justify in (("", "left"), ("种类 / kind", "left"), ("数 / count", "right")):
        table.add_column(title, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for group, rows in _groups(extractions):
        for number, (label, count) in enumerate(rows):
            table.add_row(group if number == 0 else "", label, str(count))
        table.add_section()
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 100)
    console.print(table)
    console.print(f"{len(extractions)} 份报告 / reports · {_evidence(extractions):.0%} 有原文 / with evidence · "
                  f"{seconds:.1f} 秒 / s · {folder}/graph.html", highlight=False, soft_wrap=True)


def _groups(extractions: Sequence[Extraction]) -> Iterable[tuple[str, list[tuple[str, int]]]]:
    words = vocabulary()
    entities = Counter(e.cls for x in extractions for e in {e.id: e for e in x.entities}.values())
    relations = Counter(s.property for x in extractions for s in x.statements)
    planned = sum(s.planned for x in extractions for s in x.statements)
    figures = sum(len(x.observations) for x in extractions)
    yield "实体 / entities", [*_named(entities, words.classes), ("合计 / total", entities.total())]
    yield "关系 / relations", [*_named(relations, words.properties),
                             ("合计 / total", relations.total()), ("其中计划 / of them planned", planned)]
    yield "指标 / figures", [("观测值 / observations", figures)]


def _named(counts: Counter[str], labels: dict) -> list[tuple[str, int]]:  # type: ignore[type-arg]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(f"{labels[key].zh} / {labels[key].en}", count) for key, count in ordered]


def _evidence(extractions: Sequence[Extraction]) -> float:
    facts = [bool(e.mentions or e.references) for x in extractions for e in x.entities]
    facts += [bool(s.evidence) for x in extractions for s in x.statements]
    facts += [bool(o.evidence) for x in extractions for o in x.observations]
    return sum(facts) / len(facts) if facts else 1.0
