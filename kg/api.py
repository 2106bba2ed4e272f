"""The commands from Python: build from texts, query, export."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.extraction.pipeline import extract
from kg.model import Extraction, Source
from kg.reading.text import read, source

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.collection import Change

Reports = Iterable[Path | str] | Mapping[str, str]

# Below this many reports starting worker processes costs more than they save (each loads LAC anew).
_POOL_FROM = 6


def report_paths(places: Iterable[Path]) -> list[Path]:
    """The report files that ``places`` (files, or folders of .txt files) stand for, in the order of their stems.

    Raises:
        InputError: a place is missing, a folder holds no .txt file, or two files have the same stem.
    """
    found: dict[str, Path] = {}
    for path in (file for place in places for file in _files(place)):
        other = found.setdefault(path.stem, path)
        if other.resolve() != path.resolve():
            raise InputError(f"{path}: 与 {other} 同名，请改名 / has the same stem as {other}: rename one")
    return [found[stem] for stem in sorted(found)]


def _files(place: Path) -> list[Path]:
    if not place.exists():
        raise InputError(f"{place}: 没有这个文件 / no such file or folder")
    if not place.is_dir():
        return [place]
    files = sorted(f for f in place.iterdir() if f.suffix == ".txt" and f.is_file())
    if not files:
        raise InputError(f"{place}: 文件夹里没有 .txt 报告 / the folder holds no .txt report")
    return files


def extract_sources(sources: Sequence[Source]) -> Iterator[Extraction]:
    """The extractions of reports that have been read, in their order; many by several processes."""
    workers = min(len(sources), len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if len(sources) < _POOL_FROM or workers < 2:
        yield from map(extract, sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork would copy a loaded onnxruntime session, whose threads do not survive it.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(extract, sources, chunksize=2)


def build(reports: Reports, output: Path | str = "build") -> list[Extraction]:
    """Read reports and publish graph, store and page in the folder ``output``.

    Args:
        reports: files or folders of UTF-8 or GB18030 text, or a mapping from identifier to text.
        output: replaced as a whole when everything is written, else left as it was.

    Raises:
        InputError: a report cannot be read.
        OutputError: the folder cannot be written, or is not a build of ours.
        InvalidError: the graph violates the shapes.
    """
    started = datetime.now(UTC)
    extractions = list(extract_sources(sources(reports)))
    publish(extractions, Path(output), started=started)
    return extractions


def sources(reports: Reports) -> list[Source]:
    """The texts of files, folders or a mapping from identifier to text, by identifier.

    Raises:
        InputError: a report cannot be read, is empty, or two have one identifier.
    """
    if isinstance(reports, Mapping):
        return [_checked(source(text, name)) for name, text in sorted(reports.items())]
    return [read(path) for path in report_paths(Path(r) for r in reports)]


def _checked(report: Source) -> Source:
    if not report.text.strip():
        raise InputError(f"{report.identifier}: 文本是空的 / the text is empty")
    return report


def publish(extractions: Sequence[Extraction], output: Path, *, started: datetime | None = None,
            keep_going: bool = False) -> None:
    """Write one build of ``extractions`` into the folder ``output``; see ``kg.publish.publish``."""
    from kg.publish import publish as write

    write(extractions, output, started=started, keep_going=keep_going)


def add(reports: Reports, store: Path | str = "build") -> "Change":
    """Add reports to the build in ``store``; see ``kg.collection.add``."""
    from kg import collection

    return collection.add(Path(store), sources(reports), extract_sources)


def replace(reports: Reports, store: Path | str = "build") -> "Change":
    """Put new texts of reports in the place of the old ones; see ``kg.collection.replace``."""
    from kg import collection

    return collection.replace(Path(store), sources(reports), extract_sources)


def remove(identifiers: Sequence[str], store: Path | str = "build") -> "Change":
    """Take reports out of the build in ``store``; see ``kg.collection.remove``."""
    from kg import collection

    return collection.remove(Path(store), identifiers)


def diff(before: str, after: str, store: Path | str = "build", *, format: str = "table") -> str:
    """The differences between two builds, or two reports of the build in ``store``; see ``kg.diff.diff``."""
    from kg.diff import diff as differ

    return differ(before, after, Path(store), format)


def query(text: str, store: Path | str = "build", *, params: Mapping[str, str] | None = None,
          format: str = "table") -> str:
    """Answer a named query, a .rq file or SPARQL text over the build in ``store``; see ``kg.query.query``."""
    from kg.query import query as ask

    return ask(Path(store), text, params=params or {}, format=format)


def export(format: str, output: Path | str | None = None, store: Path | str = "build") -> Path:
    """Write the build in ``store`` in another format and return the file's path; see ``kg.export.export``."""
    from kg.export import export as write

    return write(format, None if output is None else Path(output), Path(store))


def dataset(store: Path | str = "build") -> "Dataset":
    """The build in ``store`` as an rdflib Dataset: one named graph a report, for code that works with rdflib.

    Raises:
        InputError: there is no build.
    """
    from rdflib import Dataset

    from kg.store import nquads_files

    found = Dataset()
    paths = nquads_files(Path(store))
    if not paths:
        raise InputError(f"{store}: 没有图谱，请先运行 kg build / no graph there: run kg build first")
    for path in paths:
        with path.open("rb") as handle:  # given a path, rdflib leaves the file open
            found.parse(handle, format="nquads")
    return found
