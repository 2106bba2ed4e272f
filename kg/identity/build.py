"""Make the graphs of identity of a build, or drop them: one command, one step, report graphs as they were."""

import dataclasses
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import description
from kg.errors import InputError
from kg.files import new_folder
from kg.following import PAGE, Page, follow
from kg.graph import iris
from kg.identity import authorities, decisions, divisions, graphs
from kg.identity.authorities import Match
from kg.identity.decisions import Decision
from kg.identity.divisions import Placed
from kg.identity.doubts import Doubt, doubts
from kg.identity.nodes import Node, nodes
from kg.identity.resolve import Resolution, resolve
from kg.rdf import NamedNode, Quad, Store
from kg.store import clone, manifest, open_read_only, replace_graph
from kg.store.files import FOLDER
from kg.store.lock import locked
from kg.store.manifest import Manifest

GRAPHS = ("identity", "authorities", "divisions")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rebuild found."""

    resolution: Resolution
    matches: tuple[Match, ...]
    placed: tuple[Placed, ...]


def decisions_of(build: Path) -> Path:
    """Where the decisions on a build are kept: beside it, for the build itself is replaced as a whole."""
    return build.resolve().parent / decisions.NAME


def rebuild(build: Path, *, decided: Iterable[Decision] = (), table: Path | None = None,
            only: Iterable[str] = GRAPHS) -> Outcome:
    """Make the graphs of identity, authorities and divisions of a build anew.

    The same reports, decisions and authorities give the same quads.

    Args:
        decided: what people decided (``decisions.load``).
        table: a CSV file of authorities; without it their graph becomes empty.
        only: which graphs to make; the others stay.

    Raises:
        InputError: there is no build, or the table is wrong.
        OutputError: the build cannot be written, or is being written.
    """
    rows = authorities.load(table) if table else ()
    with locked(build):
        last = _marker(build)
        store = open_read_only(build)
        found = nodes(store)
        renewed = "authorities" in only
        matches = authorities.matches(found, rows) if renewed else ()
        known = ({m.node.iri: m.authority.identifier for m in matches} if renewed
                 else graphs.identifiers(store, last.base))
        outcome = Outcome(resolve(found, decided, known), matches, divisions.placed(found))
        made = {key: _quads(key, outcome, store, last.base) for key in only}
        _write(build, last, made | graphs.described(made, _runs(last), last.base))
    return outcome


def look(build: Path, decided: Iterable[Decision] = ()) -> Resolution:
    """What the names and decisions say now, without writing anything.

    Raises:
        InputError: there is no build.
    """
    base, store = _marker(build).base, open_read_only(build)
    return resolve(nodes(store), decided, graphs.identifiers(store, base))


def stale(build: Path) -> bool:
    """Whether the graph of identity is there and made of other reports than the build holds now.

    Raises:
        InputError: there is no build.
    """
    known, store = _marker(build), open_read_only(build)
    made = graphs.sources(store, known.base)
    return bool(made) and made != {run.value for run in _runs(known)}


def _runs(known: Manifest) -> list[NamedNode]:
    return [iris.run(known.base, e.version, e.identifier, e.sha256) for e in known.reports]


def doubtful(build: Path) -> tuple[Doubt, ...]:
    """The entities of a build that may be several things under one IRI.

    Raises:
        InputError: there is no build.
    """
    store = open_read_only(build)
    return doubts(store, nodes(store))


def entities(build: Path) -> tuple[Node, ...]:
    """The entities of a build.

    Raises:
        InputError: there is no build.
    """
    return nodes(open_read_only(build))


def drop(build: Path) -> None:
    """Take the graphs of identity out of a build: it is then what the reports alone make it.

    Raises:
        InputError: there is no build.
        OutputError: the build cannot be written, or is being written.
    """
    with locked(build):
        _write(build, _marker(build), dict.fromkeys(GRAPHS, ()))


def _quads(key: str, outcome: Outcome, store: Store, base: str) -> list[Quad]:
    if key == "identity":
        return graphs.identity(outcome.resolution, store, base)
    if key == "authorities":
        return graphs.authorities(outcome.matches, base)
    return graphs.divisions(outcome.placed, base)


def _marker(build: Path) -> Manifest:
    known = manifest.read(build) if build.is_dir() else None
    if known is None or known.shape != manifest.SHAPE:
        raise InputError(f"{build}: 这里没有可用的图谱，请先运行 kg build / no build here: run kg build first")
    return known


def _write(build: Path, last: Manifest, made: Mapping[str, Collection[Quad]]) -> None:
    """Put graphs into a copy of the build, with the files that follow from them, and the copy in its place."""
    where = {key: graphs.graph(last.base, key) for key in made}
    with new_folder(build) as folder:
        store = clone(build, folder / FOLDER)
        for key, quads in made.items():
            replace_graph(store, where[key], quads)
            if not quads:
                store.remove_graph(where[key])  # Oxigraph still names a graph that has become empty
        store.flush()
        files = follow(folder, store, last.reports, last.base, _same_page(build), last=(build, last),
                       touched={node.value for node in where.values()})
        marker = dataclasses.replace(last, files=_kept(build, folder, last) | files)
        (folder / description.NAME).write_bytes(description.describe(store, marker))
        del store
        (folder / manifest.NAME).write_text(marker.text(), encoding="utf-8")


def _kept(build: Path, folder: Path, last: Manifest) -> dict[str, str]:
    """Copy what neither the store nor what follows from it makes (run.ttl and its like); their known checksums."""
    kept = [p for p in sorted(build.iterdir()) if p.is_file() and not (folder / p.name).exists()]
    for path in kept:
        shutil.copyfile(path, folder / path.name)
    return {p.name: last.files[p.name] for p in kept if p.name in last.files}


def _same_page(build: Path) -> Page:
    """The page of a build shows reports, so it stays as it is."""
    def page(*_reports: object, **_options: object) -> str:
        return (build / PAGE).read_text(encoding="utf-8")

    return page
