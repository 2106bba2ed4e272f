"""Is a built graph what GRAPH.md promises, and does it make sense?"""

from collections.abc import Iterator
from pathlib import Path

from kg import rdf
from kg.errors import InputError
from kg.namespaces import OA, QB, STK
from kg.store import nquads_files
from kg.validate import relations, shapes
from kg.validate.checks import defects
from kg.validate.places import Graph, Places
from kg.validate.report import Report, Violation, order, render

__all__ = ["Report", "Violation", "check", "render", "validate"]

_HOLDS = (f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?this a ?class FILTER(?class IN "
          f"(<{STK}Report>, <{OA}Annotation>, <{QB}Observation>)) }} }}")


def validate(path: Path) -> Report:
    """Check a build folder (its N-Quads) or a file of RDF, each report's graph by itself.

    Raises:
        InputError: no such file, no known format, or no RDF (with line and column).
        DataError: a shape, a defect query or the ontology contradicts itself.
    """
    return check(_load((nquads_files(path) or [path / "graph.nq"]) if path.is_dir() else [path]))


def check(store: rdf.Store) -> Report:
    """Check every named graph of a store that holds a report; the default graph where there are none."""
    graphs = _graphs(store)
    found = {violation for graph in graphs for violation in _violations(store, graph)}
    return Report(len(graphs), len(store), tuple(sorted(found, key=order)))


def _load(paths: list[Path]) -> rdf.Store:
    store = rdf.Store()
    for path in paths:
        _load_file(store, path)
    return store


def _load_file(store: rdf.Store, path: Path) -> None:
    form = rdf.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(f"{path}: 不认识的 RDF 格式 / no known RDF format: {path.suffix or path.name}")
    try:
        store.bulk_load(path=str(path), format=form)
    except OSError as error:
        raise InputError(f"{path}: 读不了，请先运行 kg build / cannot be read, run kg build first: {error}") from error
    except SyntaxError as error:
        raise InputError(f"{path}: 不是正确的 RDF / no valid RDF: {error}") from error


def _graphs(store: rdf.Store) -> list[Graph]:
    named = [row["g"] for row in store.query(_HOLDS)]  # type: ignore[union-attr]
    return sorted(named, key=str) or [rdf.DefaultGraph()]


def _violations(store: rdf.Store, graph: Graph) -> Iterator[Violation]:
    places = Places(store, graph)
    report = places.identifier()
    for rule, focus, value in _rows(store, graph):
        yield Violation(rule, report, focus.value, places.label(focus), value, places.quotes(focus))


def _rows(store: rdf.Store, graph: Graph) -> Iterator[relations.Row]:
    yield from relations.disagreements(store, graph)
    for known in (*shapes.checks(), *defects()):
        solutions: rdf.QuerySolutions = store.query(known.query, default_graph=graph)  # type: ignore[assignment]
        shown = "value" in {variable.value for variable in solutions.variables}
        for row in solutions:
            value = row["value"] if shown else None
            yield known.rule, row["this"], value.value if value is not None else None
