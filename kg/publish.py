"""Publish a build or a change of one: graph, store, page and run record, all in place at once or not at all."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from kg import __version__, description
from kg.errors import InputError, InvalidError, OutputError
from kg.files import new_folder
from kg.following import Page, follow
from kg.graph import iris
from kg.graph import terms as t
from kg.graph.write import quads
from kg.model import Extraction
from kg.namespaces import BASE
from kg.rdf import Quad, RdfFormat, Store, Triple, read_turtle, serialized, typed
from kg.store import clone, create, manifest, open_read_only, replace_graphs
from kg.store.files import FOLDER
from kg.store.lock import locked
from kg.store.manifest import Entry, Manifest
from kg.validate import Report, check, render

RUNS = "run.ttl"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a change does to a build: reports that come (new or in place of older ones) and identifiers that go."""

    coming: tuple[Extraction, ...] = ()
    going: tuple[str, ...] = ()


def publish(extractions: Sequence[Extraction], output: Path, *, base: str = BASE, page: Page | None = None,
            started: datetime | None = None, keep_going: bool = False) -> None:
    """Write one build of the reports into the folder ``output``.

    It holds graph.nq and graph.trig (a named graph a report), store/ (Oxigraph), graph.html, description.ttl (VoID and
    DCAT), run.ttl (when the runs took place) and manifest.json (the marker); see ``kg.following`` for what large
    builds have instead. Everything but run.ttl and store/ has the same bytes for the same extractions. A build that is
    there is replaced in one step; when writing fails, or the graph violates the shapes, it stays.

    Args:
        page: makes the page; by default ``kg.view.render``.
        started: when reading began, for run.ttl; by default now.
        keep_going: write a graph that violates the shapes all the same, into ``<output>-invalid``.

    Raises:
        InputError: two reports have one identifier.
        OutputError: the folder cannot be written, is not a build, is a build of another version, or is being written.
        DataError: a fact of an extraction is of an entity that it does not hold.
        InvalidError: the graph violates the shapes.
    """
    began = started or datetime.now(UTC)
    ordered = sorted(extractions, key=lambda x: x.source.identifier)
    _refuse_doubles(ordered)
    _refuse_others(output)
    found = _found(quads(one, base=base) for one in ordered)
    folder = output if found.conforms else output.with_name(f"{output.name}-invalid")
    if found.conforms or keep_going:
        _refuse_others(folder)
        _put(folder, ordered, base, page or _page, began)
    if not found.conforms:
        raise _invalid(found, output, folder if keep_going else None)


def change(output: Path, decide: Callable[[Manifest | None], Edit], *, base: str = BASE, page: Page | None = None,
           started: datetime | None = None) -> Manifest:
    """Change a build in one step; where there is none and something comes, it is made. Returns its new manifest.

    Only the graphs of the reports that come and go change in the store, and what follows from them.

    Args:
        decide: says what to do, from the manifest of the build as it is when nobody else can write it.

    Raises:
        InputError, OutputError, DataError, InvalidError: as in ``publish``, or raised by ``decide``.
    """
    began = started or datetime.now(UTC)
    _refuse_others(output, any_version=True)
    with locked(output):
        last = manifest.read(output) if output.exists() else None
        edit = decide(last)
        if last and not edit.coming and not edit.going:
            return last
        base = last.base if last else base
        graphs = {one.source.identifier: quads(one, base=base) for one in edit.coming}
        if not (found := _found(graphs.values())).conforms:
            raise _invalid(found, output, None)
        return _changed(output, last, edit, graphs, base, page or _page, began)


def _put(output: Path, ordered: Sequence[Extraction], base: str, page: Page, began: datetime) -> None:
    """A whole build. The quads are made again, for those of many reports together would fill the memory."""
    entries = tuple(_entry(one, base) for one in ordered)
    with locked(output), new_folder(output) as folder:
        create(folder / FOLDER, (quad for one in ordered for quad in quads(one, base=base)))
        store = open_read_only(folder / FOLDER)
        files = follow(folder, store, entries, base, page)
        _mark(folder, store, Manifest(entries, files, base), _runs(ordered, base, began))


def _changed(output: Path, last: Manifest | None, edit: Edit, graphs: dict[str, list[Quad]], base: str, page: Page,
             began: datetime) -> Manifest:
    """A build made of the last one and an edit."""
    coming = {one.source.identifier: _entry(one, base) for one in edit.coming}
    kept = {e.identifier: e for e in (last.reports if last else ()) if e.identifier not in edit.going}
    entries = tuple(entry for _, entry in sorted((kept | coming).items()))
    touched = {iris.report(base, identifier).value for identifier in (*coming, *edit.going)}
    with new_folder(output) as folder:
        store = clone(output, folder / FOLDER) if last else Store(str(folder / FOLDER))
        changed = sorted({*coming, *edit.going})
        replace_graphs(store, {iris.report(base, name): graphs.get(name, ()) for name in changed})
        store.flush()
        files = follow(folder, store, entries, base, page, last=(output, last) if last else None, touched=touched)
        marker = Manifest(entries, files, base)
        runs = [*_kept_runs(output, kept, set(coming), base), *_runs(edit.coming, base, began)]
        _mark(folder, store, marker, runs)
        del store
    return marker


def _mark(folder: Path, store: Store, marker: Manifest, runs: Iterable[Triple]) -> None:
    (folder / description.NAME).write_bytes(description.describe(store, marker))
    (folder / RUNS).write_bytes(serialized(runs, RdfFormat.TURTLE))
    (folder / manifest.NAME).write_text(marker.text(), encoding="utf-8")


def _page(extractions: Sequence[Extraction], **options: str) -> str:
    from kg.view import render as drawn  # only here, for it imports pyvis

    return drawn(extractions, **options)


def _found(graphs: Iterable[Sequence[Quad]]) -> Report:
    """What is wrong with the graphs of reports, each looked at by itself."""
    reports = []
    for graph in graphs:
        store = Store()
        store.extend(graph)
        reports.append(check(store))
    return Report(sum(r.graphs for r in reports), sum(r.quads for r in reports),
                  tuple(violation for r in reports for violation in r.violations))


def _invalid(found: Report, output: Path, beside: Path | None) -> InvalidError:
    worst = tuple(v for v in found.violations if v.rule.severity == "Violation")
    where = (f"结果写到 {beside} / written to {beside}" if beside else
             "kg build --keep-going 可写到旁边 / kg build --keep-going writes it beside")
    return InvalidError(f"{output}: 有违例，没有发布，原有结果未动 / violates the shapes, not published, what was "
                        f"there stays; {where}\n{render(Report(found.graphs, found.quads, worst))}".rstrip())


def _refuse_doubles(ordered: Sequence[Extraction]) -> None:
    names = [one.source.identifier for one in ordered]
    for name, following in pairwise(names):
        if name == following:
            raise InputError(f"{name}: 两篇报告同名，请改名 / two reports have this name: rename one")


def _refuse_others(output: Path, *, any_version: bool = False) -> None:
    """Replace nothing that is not a build of this version: it may hold what nobody can make again."""
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError(f"{output}: 是文件，不是文件夹 / is a file, not a folder")
    known = manifest.read(output)
    if known is None and any(output.iterdir()):
        raise OutputError(f"{output}: 文件夹里有别的内容，请换 -o / holds something else: choose another -o")
    if known and known.shape == manifest.SHAPE and any_version:
        return
    if known and (known.version, known.shape) != (__version__, manifest.SHAPE):
        raise OutputError(f"{output}: 是 {known.version} 版生成的，请删除它或换 -o / "
                          f"is a build of version {known.version}: delete it or choose another -o")


def _entry(one: Extraction, base: str) -> Entry:
    name = one.source.identifier
    return Entry(name, one.source.sha256, iris.report(base, name).value, one.context.year)


def _kept_runs(output: Path, kept: dict[str, Entry], coming: Collection[str], base: str) -> list[Triple]:
    """What the last build's run.ttl says of the reports that stay as they are."""
    stay = {iris.run(base, e.version, name, e.sha256) for name, e in kept.items() if name not in coming}
    path = output / RUNS
    return [triple for triple in read_turtle(path) if triple.subject in stay] if path.is_file() else []


def _runs(extractions: Sequence[Extraction], base: str, began: datetime) -> list[Triple]:
    """The runs that made the graphs, with their time: what of a build differs from run to run."""
    ended = datetime.now(UTC)
    triples = []
    for one in extractions:
        run = iris.run(base, __version__, one.source.identifier, one.source.sha256)
        triples += [Triple(run, t.A, t.ACTIVITY), Triple(run, t.ASSOCIATED, iris.software(base, __version__)),
                    Triple(run, t.STARTED, typed(began.isoformat(timespec="seconds"), "dateTime")),
                    Triple(run, t.ENDED, typed(ended.isoformat(timespec="seconds"), "dateTime"))]
    return triples
