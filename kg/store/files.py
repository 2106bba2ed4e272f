"""A store on disk: named graphs of the reports, and a merged copy of them in the default graph.

The merged copy holds every triple once. Oxigraph's own union of named graphs is a bag: a triple in three graphs is
counted three times, and joins over it are slow.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.rdf import DefaultGraph, NamedNode, Quad, Store, Triple
from kg.store import manifest

FOLDER = "store"
GRAPH = "graph.nq"
GRAPHS = "graphs"  # of a large build: N-Quads, a file a named graph


def create(folder: Path, quads: Iterable[Quad]) -> None:
    """Write a new store of the named graphs in ``quads`` and their merged copy; many quads may come one by one.

    Raises:
        OutputError: the folder cannot be written.
    """
    try:
        store = Store(str(folder))
        store.bulk_extend(both for quad in quads for both in (quad, _merged(quad.triple)))
        store.flush()
    except OSError as error:
        raise OutputError(f"{folder}: 写不了图谱库 / the store cannot be written: {error}") from error


def open_read_only(build: Path) -> Store:
    """The store of a build folder (or the store folder itself), opened for reading only.

    Raises:
        InputError: there is no build, it is of another shape, or another process is writing it.
    """
    path = _located(build)
    try:
        return Store.read_only(str(path))
    except OSError:
        return _opened_again(path)


def _opened_again(path: Path) -> Store:
    """A writer may have put a new build in its place while the old one was being opened."""
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise InputError(f"{path}: 打不开图谱库 / the store cannot be opened: {error}") from error


def clone(build: Path, folder: Path) -> Store:
    """A copy of a build's store in ``folder``, open for writing; the files are shared by hard links where they can be.

    RocksDB never changes a file of data that it has written, so the copy costs little and the original stays as it is.

    Raises:
        InputError: there is no build, it is of another shape, or another process is writing it.
        OSError: the folder cannot be written.
    """
    open_read_only(build).backup(str(folder))
    return Store(str(folder))


def _located(build: Path) -> Path:
    if (build / "CURRENT").is_file():  # RocksDB's mark: the store folder itself
        return build
    known = manifest.read(build)
    if known is None or not (build / FOLDER).is_dir():
        raise InputError(f"{build}: 这里没有图谱，请先运行 kg build / no build here: run kg build first")
    if known.shape != manifest.SHAPE:
        raise InputError(f"{build}: 图谱由 {known.version} 版生成，请重新 kg build / "
                         f"built by version {known.version}: run kg build again")
    return build / FOLDER


def nquads_files(build: Path) -> list[Path]:
    """The files of N-Quads that together hold the named graphs of a build folder; none where there is no build."""
    whole = build / GRAPH
    return [whole] if whole.is_file() else sorted((build / GRAPHS).rglob("*.nq"))


def named_quads(store: Store) -> list[Quad]:
    """The quads of all named graphs, sorted."""
    return sorted((q for q in store if isinstance(q.graph_name, NamedNode)), key=str)


def graph_quads(store: Store, graph: NamedNode) -> list[Quad]:
    """The quads of one named graph, sorted."""
    return sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Make ``quads`` the content of one named graph; see ``replace_graphs``."""
    replace_graphs(store, {graph: quads})


def replace_graphs(store: Store, graphs: Mapping[NamedNode, Iterable[Quad]]) -> None:
    """Make the quads the content of their named graphs, the merged copy following.

    No quads drop a graph. A triple leaves the merged copy when no other graph holds it. The cost follows the
    difference, not the size of the store. It is no transaction, but several times as fast as one: ``store`` is a clone
    that takes its place when all is done.

    Raises:
        OSError: the store cannot be written.
    """
    coming: list[Quad] = []
    for graph, quads in graphs.items():
        old, new = set(store.quads_for_pattern(None, None, None, graph)), set(quads)
        _remove(store, old - new)
        if not new:
            store.remove_graph(graph)  # Oxigraph goes on naming a graph that has become empty
        coming += new - old
    if coming:
        store.bulk_extend(both for quad in coming for both in (quad, _merged(quad.triple)))


def _remove(store: Store, gone: Collection[Quad]) -> None:
    alone = [quad for quad in gone if not _elsewhere(store, quad)]
    if gone:
        store.update(f"DELETE DATA {{ {_block(gone)} {_block(_merged(quad.triple) for quad in alone)} }}")


def _elsewhere(store: Store, quad: Quad) -> bool:
    others = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(q.graph_name not in (quad.graph_name, DefaultGraph()) for q in others)


def _block(quads: Iterable[Quad]) -> str:
    return " ".join(_data(quad) for quad in quads)


def _data(quad: Quad) -> str:
    triple = f"{quad.triple} ."
    return triple if quad.graph_name == DefaultGraph() else f"GRAPH {quad.graph_name} {{ {triple} }}"


def _merged(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)
