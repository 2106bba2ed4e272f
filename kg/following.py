"""The files of a build that follow from its store: N-Quads, TriG and the page.

Up to ``FULL`` reports they are written whole. Above, that would cost more with every report that an office has, so
graph.nq gives way to graphs/, one file a named graph, of which only the touched ones are written again; the page
then shows the ``SHOWN`` newest reports and says so. Which files there are depends on the reports alone, never on how
they came in.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kg import rdf
from kg.graph.read import extractions
from kg.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from kg.store.files import GRAPH, GRAPHS
from kg.store.manifest import Entry, Manifest

FULL = 100
SHOWN = 5
PAGE = "graph.html"
_LONGEST = 200  # bytes of a file's name: the file systems stop at 255

Page = Callable[..., str]


def follow(folder: Path, store: Store, entries: Sequence[Entry], base: str, page: Page, *,
           last: tuple[Path, Manifest] | None = None, touched: Collection[str] = ()) -> dict[str, str]:
    """Write into ``folder`` the files that follow from the store and return their SHA-256 by name.

    Args:
        entries: the reports in the store, by identifier.
        last: the build before and its manifest; what has not changed since is taken from there.
        touched: the IRIs of the graphs that differ from it.
    """
    if len(entries) <= FULL:
        return _whole(folder, [q for q in store if q.graph_name != DefaultGraph()], page)
    old = last if last and len(last[1].reports) > FULL else None
    shards = _shards(folder, store, base, old, set(touched))
    return shards | {PAGE: _newest(folder, store, entries, page, old)}


def _whole(folder: Path, quads: Sequence[Quad], page: Page) -> dict[str, str]:
    return dict([
        _write(folder, GRAPH, rdf.nquads(quads)),
        _write(folder, "graph.trig", rdf.serialized(quads, RdfFormat.TRIG)),
        _write(folder, PAGE, page(extractions(quads)).encode("utf-8")),
    ])


def _write(folder: Path, name: str, data: bytes) -> tuple[str, str]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name, hashlib.sha256(data).hexdigest()


def _shards(folder: Path, store: Store, base: str, old: tuple[Path, Manifest] | None,
            touched: Collection[str]) -> dict[str, str]:
    """A file of sorted N-Quads for each named graph; those of the last build are shared with it."""
    digests = {}
    for graph in _graphs(store):
        name = f"{GRAPHS}/{_file(graph.value.removeprefix(base))}.nq"
        if old and graph.value not in touched and name in old[1].files:
            _share(old[0] / name, folder / name)
            digests[name] = old[1].files[name]
        else:
            digests |= [_write(folder, name, rdf.nquads(store.quads_for_pattern(None, None, None, graph)))]
    return digests


def _graphs(store: Store) -> Iterator[NamedNode]:
    named = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return iter(sorted(named, key=str))


def _file(path: str) -> str:
    """The path of a graph's IRI as a path of files; a name that is too long gives way to its digest."""
    parts = path.split("/")
    fit = all(0 < len(part.encode()) <= _LONGEST and part.strip(".") for part in parts)
    return path if fit else hashlib.sha256(path.encode()).hexdigest()


def _share(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _newest(folder: Path, store: Store, entries: Sequence[Entry], page: Page,
            old: tuple[Path, Manifest] | None) -> str:
    """The page of the newest reports; that of the last build where they are the same."""
    chosen = _chosen(entries)
    if old and _chosen(old[1].reports) == chosen and PAGE in old[1].files:
        _share(old[0] / PAGE, folder / PAGE)
        return old[1].files[PAGE]
    shown = extractions(_quads(store, [NamedNode(entry.graph) for entry in chosen]))
    title = f"最新的 {len(shown)} 份报告，其余请用 kg query / the {len(shown)} newest reports; kg query has all"
    return _write(folder, PAGE, page(shown, title=title).encode("utf-8"))[1]


def _chosen(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (-(e.year or 0), e.identifier))[:SHOWN]


def _quads(store: Store, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    for graph in graphs:
        yield from store.quads_for_pattern(None, None, None, graph)
