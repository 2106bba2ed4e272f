"""Publish one build: graph, store, page and run record, all in place at once or not at all."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from kg import __version__, rdf
from kg.errors import InputError, OutputError
from kg.files import new_folder
from kg.graph import iris
from kg.graph import terms as t
from kg.graph.write import quads
from kg.model import Extraction
from kg.namespaces import BASE
from kg.rdf import Quad, RdfFormat, Triple, serialized, typed
from kg.store import create, manifest
from kg.store.files import FOLDER
from kg.store.manifest import Entry, Manifest

Page = Callable[[Sequence[Extraction]], str]


def publish(extractions: Sequence[Extraction], output: Path, *, base: str = BASE, page: Page | None = None,
            started: datetime | None = None) -> None:
    """Write one build of the reports into the folder ``output``.

    It holds graph.nq and graph.trig (a named graph a report), store/ (Oxigraph), graph.html, run.ttl (when the runs
    took place) and manifest.json (the marker). Everything but run.ttl and store/ has the same bytes for the same
    extractions. A build that is there is replaced in one step; when writing fails it stays.

    Args:
        page: makes the page; by default ``kg.view.render``.
        started: when reading began, for run.ttl; by default now.

    Raises:
        InputError: two reports have one identifier.
        OutputError: the folder cannot be written, is not a build, or is a build of another version.
        DataError: a fact of an extraction is of an entity that it does not hold.
    """
    began = started or datetime.now(UTC)
    ordered = sorted(extractions, key=lambda x: x.source.identifier)
    _refuse_doubles(ordered)
    _refuse_others(output)
    graph = sorted({q for one in ordered for q in quads(one, base=base)}, key=str)
    files = _files(ordered, graph, page or _page)
    marker = Manifest(tuple(_entry(one, base) for one in ordered), _digests(files), base)
    with new_folder(output) as folder:
        create(folder / FOLDER, graph)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        (folder / "run.ttl").write_bytes(_run(ordered, base, began))
        (folder / manifest.NAME).write_text(marker.text(), encoding="utf-8")


def _files(extractions: Sequence[Extraction], graph: Sequence[Quad], page: Page) -> dict[str, bytes]:
    return {
        "graph.nq": rdf.nquads(graph),
        "graph.trig": serialized(graph, RdfFormat.TRIG),
        "graph.html": page(extractions).encode("utf-8"),
    }


def _page(extractions: Sequence[Extraction]) -> str:
    from kg.view import render  # only here, for it imports pyvis

    return render(extractions)


def _refuse_doubles(ordered: Sequence[Extraction]) -> None:
    names = [one.source.identifier for one in ordered]
    for name, following in pairwise(names):
        if name == following:
            raise InputError(f"{name}: 两篇报告同名，请改名 / two reports have this name: rename one")


def _refuse_others(output: Path) -> None:
    """Replace nothing that is not a build of this version: it may hold what nobody can make again."""
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"{output}: 是文件，不是文件夹 / is a file, not a folder")
    known = manifest.read(output)
    if known is None and any(output.iterdir()):
        raise OutputError(f"{output}: 文件夹里有别的内容，请换 -o / holds something else: choose another -o")
    if known and (known.version, known.shape) != (__version__, manifest.SHAPE):
        raise OutputError(f"{output}: 是 {known.version} 版生成的，请删除它或换 -o / "
                          f"is a build of version {known.version}: delete it or choose another -o")


def _entry(one: Extraction, base: str) -> Entry:
    return Entry(one.source.identifier, one.source.sha256, iris.report(base, one.source.identifier).value)


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _run(extractions: Sequence[Extraction], base: str, began: datetime) -> bytes:
    """The runs that made the graphs, with their time: the one file of a build that differs from run to run."""
    ended = datetime.now(UTC)
    triples = []
    for one in extractions:
        run = iris.run(base, __version__, one.source.identifier, one.source.sha256)
        triples += [Triple(run, t.A, t.ACTIVITY), Triple(run, t.ASSOCIATED, iris.software(base, __version__)),
                    Triple(run, t.STARTED, typed(began.isoformat(timespec="seconds"), "dateTime")),
                    Triple(run, t.ENDED, typed(ended.isoformat(timespec="seconds"), "dateTime"))]
    return serialized(triples, RdfFormat.TURTLE)
