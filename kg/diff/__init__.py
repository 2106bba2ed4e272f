"""What differs between two builds, or between two reports of one build."""

from pathlib import Path

from kg.diff.compare import Contradiction, Difference, compare, contradictions
from kg.diff.facts import Fact, facts
from kg.diff.patch import patch, said
from kg.diff.render import as_json, as_table
from kg.errors import InputError, QueryError
from kg.graph.read import extraction
from kg.model import Extraction
from kg.nearest import nearest
from kg.rdf import NamedNode
from kg.store import graph_quads, load, manifest, named_quads, open_read_only

__all__ = ["FORMATS", "Contradiction", "Difference", "Fact", "compare", "contradictions", "diff", "facts"]

FORMATS = ("table", "json", "patch")


def diff(before: str, after: str, store: Path, form: str = "table") -> str:
    """The differences between two builds (folders), or two reports (identifiers) of the build in ``store``.

    A patch of two builds makes the named graphs of the second of those of the first; one of two reports holds what
    they say, without where they say it. Contradictions are those of the second build, or of the two reports.

    Raises:
        InputError: no such build or report.
        QueryError: no such format.
    """
    if form not in FORMATS:
        raise QueryError(f"没有格式 {form} / no format {form}; {nearest(form, FORMATS)}")
    if Path(before).is_dir() and Path(after).is_dir():
        return _builds(Path(before), Path(after), form)
    return _reports(_report(store, before), _report(store, after), store, form)


def _builds(before: Path, after: Path, form: str) -> str:
    if form == "patch":
        return patch(named_quads(open_read_only(before)), named_quads(open_read_only(after)))
    new = facts(load(after))
    return _rendered(compare(facts(load(before)), new), contradictions(new), form)


def _reports(before: Extraction, after: Extraction, store: Path, form: str) -> str:
    old, new = facts([before]), facts([after])
    differences = compare(old, new)
    if form == "patch":
        base = _entries(store).base
        return patch(said(before, differences, base), said(after, differences, base))
    return _rendered(differences, contradictions([*old, *new]), form)


def _rendered(differences: tuple[Difference, ...], found: tuple[Contradiction, ...], form: str) -> str:
    return (as_json if form == "json" else as_table)(differences, found)


def _report(store: Path, identifier: str) -> Extraction:
    graphs = {entry.identifier: entry.graph for entry in _entries(store).reports}
    if identifier not in graphs:
        raise InputError(f"{identifier}: 既不是图谱文件夹，也不是 {store} 里的报告 / "
                         f"neither the folder of a build nor a report in {store}")
    return extraction(graph_quads(open_read_only(store), NamedNode(graphs[identifier])))


def _entries(store: Path) -> manifest.Manifest:
    open_read_only(store)  # says what is wrong, where something is
    known = manifest.read(store)
    if known is None:
        raise InputError(f"{store}: 这里没有图谱，请先运行 kg build / no build here: run kg build first")
    return known
