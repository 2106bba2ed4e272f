"""CSV for spreadsheets: a folder of nodes, edges and observations, in UTF-8 with the mark that Excel asks for."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.export.form import Format, quote
from kg.graph.read import extractions
from kg.graph.units import unit
from kg.model import Extraction, Observation
from kg.rdf import Quad, plain
from kg.vocabulary import vocabulary

NODES = ("id", "class", "class_zh", "name", "aliases", "reports")
EDGES = ("subject", "property", "property_zh", "object", "modality", "detail", "confidence", "extractor", "evidence",
         "report")
OBSERVATIONS = ("subject", "indicator", "comparator", "value", "unit", "base_value", "base_unit", "period", "change",
                "change_unit", "rank", "rank_scope", "modality", "value_text", "confidence", "extractor", "evidence",
                "report")


def _files(quads: Sequence[Quad]) -> dict[str, bytes]:
    reports = extractions(quads)
    return {
        "nodes.csv": _table(NODES, _nodes(reports)),
        "edges.csv": _table(EDGES, (row for report in reports for row in _edges(report))),
        "observations.csv": _table(OBSERVATIONS, (row for report in reports for row in _observations(report))),
    }


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _nodes(reports: Sequence[Extraction]) -> Iterable[Sequence[object]]:
    words = vocabulary().classes
    aliases: dict[str, set[str]] = {}
    seen: dict[str, set[str]] = {}
    things = {}
    for report in reports:
        for entity in report.entities:
            things[entity.id] = entity
            aliases.setdefault(entity.id, set()).update(entity.aliases)
            seen.setdefault(entity.id, set()).add(report.source.identifier)
    for key, entity in sorted(things.items()):
        yield (key, entity.cls, words[entity.cls].zh, entity.name, "|".join(sorted(aliases[key] - {entity.name})),
               "|".join(sorted(seen[key])))


def _edges(report: Extraction) -> Iterable[Sequence[object]]:
    words = vocabulary().properties
    for one in report.statements:
        yield (one.subject, one.property, words[one.property].zh, one.object, "planned" if one.planned else "",
               one.detail, one.confidence, one.extractor, quote(report, one.evidence), report.source.identifier)


def _observations(report: Extraction) -> Iterable[Sequence[object]]:
    for one in report.observations:
        yield (one.subject, one.indicator, one.comparator, _number(one.value), one.unit, *_base(one), one.period,
               _number(one.change), one.change_unit, one.rank, one.rank_scope, "target" if one.target else "",
               one.value_text, one.confidence, one.extractor, quote(report, one.evidence), report.source.identifier)


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _base(one: Observation) -> tuple[str | None, str | None]:
    if one.unit is None or one.value is None:
        return None, None
    base, factor = unit(one.unit)
    return plain(one.value * factor), base.qudt or base.zh


FORMAT = Format("csv", "", _files)
