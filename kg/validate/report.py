"""What a check found, and how it is told: text, JSON or a SHACL report in Turtle."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby, islice

from kg import rdf
from kg.namespaces import RDF
from kg.validate.checks import SEVERITIES, Rule

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = rdf.NamedNode(RDF + "type")
SHAPES = "https://w3id.org/scitech-kg/shapes#"
SHOWN = 10
_NAMES = {"Violation": "违例 / violation", "Warning": "警告 / warning", "Info": "提示 / info"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A defect of one report's graph: where (report, node, its label), what, and the text's words for it."""

    rule: Rule
    report: str
    focus: str
    label: str
    value: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, worst first; ``graphs`` and ``quads`` say how much was looked at."""

    graphs: int
    quads: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return not any(v.rule.severity == SEVERITIES[0] for v in self.violations)


def order(one: Violation) -> tuple[int, str, str, str, str]:
    """The worst first, then by rule, report and place."""
    return SEVERITIES.index(one.rule.severity), one.rule.key, one.report, one.focus, one.value or ""


def render(report: Report, form: str = "text") -> str:
    """The report as text, turtle or json, with a line end."""
    return FORMATS[form](report)


def _text(report: Report) -> str:
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for rule, group in groupby(report.violations, key=lambda v: v.rule):
        found = list(group)
        yield f"[{_NAMES[rule.severity]}] {rule.zh} / {rule.en}  ({rule.key}, {len(found)})"
        for one in islice(found, SHOWN):
            yield from _place(one)
        if len(found) > SHOWN:
            yield f"  …… 另有 {len(found) - SHOWN} 处 / {len(found) - SHOWN} more"
        yield f"  → {rule.todo_zh} / {rule.todo_en}"
        yield ""
    yield _summary(report)


def _place(one: Violation) -> Iterator[str]:
    value = f" ⟨{one.value}⟩" if one.value else ""
    yield f"  · {one.report}: {one.label}{value}"
    yield from (f"      {quote}" for quote in one.evidence[:2])


def _summary(report: Report) -> str:
    counts = [sum(v.rule.severity == s for v in report.violations) for s in SEVERITIES[:2]]
    word = "通过 / conforms" if report.conforms else "不通过 / does not conform"
    return (f"{word}: {report.graphs} 篇报告 / reports, {report.quads} 条 / quads, "
            f"{counts[0]} 处违例 / violations, {counts[1]} 处警告 / warnings")


def _json(report: Report) -> str:
    body = {"conforms": report.conforms, "graphs": report.graphs, "quads": report.quads,
            "violations": [asdict(v) for v in report.violations]}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _turtle(report: Report) -> str:
    return rdf.serialized(list(_triples(report)), rdf.RdfFormat.TURTLE).decode("utf-8")


def _triples(report: Report) -> Iterator[rdf.Triple]:
    root = rdf.BlankNode("report")
    yield rdf.Triple(root, _TYPE, _sh("ValidationReport"))
    yield rdf.Triple(root, _sh("conforms"), rdf.typed(str(report.conforms).lower(), "boolean"))
    for number, one in enumerate(report.violations):
        node = rdf.BlankNode(f"result{number}")
        yield rdf.Triple(root, _sh("result"), node)
        yield rdf.Triple(node, _TYPE, _sh("ValidationResult"))
        yield rdf.Triple(node, _sh("focusNode"), rdf.NamedNode(one.focus))
        yield rdf.Triple(node, _sh("resultSeverity"), _sh(one.rule.severity))
        yield rdf.Triple(node, _sh("sourceShape"), rdf.NamedNode(SHAPES + one.rule.key))
        yield rdf.Triple(node, _sh("resultMessage"), rdf.Literal(one.rule.zh, language="zh"))
        yield rdf.Triple(node, _sh("resultMessage"), rdf.Literal(one.rule.en, language="en"))
        if one.value is not None:
            yield rdf.Triple(node, _sh("value"), rdf.Literal(one.value))


def _sh(name: str) -> rdf.NamedNode:
    return rdf.NamedNode(_SH + name)


FORMATS: dict[str, Callable[[Report], str]] = {"text": _text, "json": _json, "turtle": _turtle}
