"""The commands from Python: build from texts, query, export."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.extraction.pipeline import extract
from kg.model import Extraction, Source
from kg.reading.text import read, source

if TYPE_CHECKING:
    from rdflib import Dataset

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


def extract_all(paths: Sequence[Path]) -> Iterator[Extraction]:
    """The extractions of the report files, in their order; many are read by several processes."""
    sources = [read(path) for path in paths]
    workers = min(len(sources), len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)
    if len(sources) < _POOL_FROM or workers < 2:
        yield from map(extract, sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork would copy a loaded onnxruntime session, whose threads do not survive it.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(extract, sources, chunksize=2)


def build(reports: Iterable[Path | str] | Mapping[str, str], output: Path | str = "build") -> list[Extraction]:
    """Read reports and publish graph, store and page in the folder ``output``.

    Args:
        reports: files or folders of UTF-8 or GB18030 text, or a mapping from identifier to text.
        output: replaced as a whole when everything is written, else left as it was.

    Raises:
        InputError: a report cannot be read.
        OutputError: the folder cannot be written, or is not a build of ours.
    """
    if isinstance(reports, Mapping):
        extractions = [extract(_checked(source(text, name))) for name, text in sorted(reports.items())]
    else:
        extractions = list(extract_all(report_paths(Path(r) for r in reports)))
    publish(extractions, Path(output))
    return extractions


def _checked(report: Source) -> Source:
    if not report.text.strip():
        raise InputError(f"{report.identifier}: 文本是空的 / the text is empty")
    return report


def publish(extractions: Sequence[Extraction], output: Path) -> None:
    """Write one build of ``extractions`` into the folder ``output``; see ``kg.publish.publish``."""
    from kg.publish import publish as write

    write(extractions, output)


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

    path = Path(store) / "graph.nq"
    if not path.is_file():
        raise InputError(f"{path}: 没有图谱，请先运行 kg build / no graph there: run kg build first")
    found = Dataset()
    with path.open("rb") as handle:  # given a path, rdflib leaves the file open
        found.parse(handle, format="nquads")
    return found
