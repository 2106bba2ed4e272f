"""A build as a collection that is kept: reports come, go and are replaced without a rebuild."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.diff import Difference, compare, facts
from kg.errors import InputError
from kg.graph.read import extraction
from kg.model import Extraction, Source
from kg.nearest import nearest
from kg.publish import Edit, change
from kg.rdf import NamedNode
from kg.store import graph_quads, manifest, open_read_only
from kg.store.manifest import Entry, Manifest

Read = Callable[[Sequence[Source]], Iterable[Extraction]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a command did: identifiers of the reports that it changed, and of those that it left as they were.

    ``differences`` are those between the old and the new texts of what was replaced: no revision goes unsaid.
    """

    changed: tuple[str, ...]
    unchanged: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


def add(build: Path, sources: Sequence[Source], read: Read) -> Change:
    """Add reports to a build, which is made where there is none; those that it holds with the same text are skipped.

    Args:
        read: extracts the sources that are new.

    Raises:
        InputError: the build holds a report of the same identifier with another text.
        OutputError, InvalidError: as in ``kg.publish.publish``; the build is as it was.
    """
    def new(known: dict[str, Entry]) -> tuple[Source, ...]:
        for one in sources:
            if one.identifier in known and known[one.identifier].sha256 != one.sha256:
                raise InputError(f"{one.identifier}: 库里已有，内容不同，请用 kg replace / "
                                 "is there with another text: use kg replace")
        return tuple(one for one in sources if one.identifier not in known)

    return _put(build, sources, new, read)


def replace(build: Path, sources: Sequence[Source], read: Read) -> Change:
    """Put new texts in the place of reports of the same identifiers.

    Those of the same text are skipped, unless an older version of this software read them.

    Raises:
        InputError: the build holds no report of that identifier, or there is no build.
        OutputError, InvalidError: as in ``kg.publish.publish``; the build is as it was.
    """
    def other(known: dict[str, Entry]) -> tuple[Source, ...]:
        _refuse_unknown(known, [one.identifier for one in sources])
        seen = {name: (entry.sha256, entry.version) for name, entry in known.items()}
        return tuple(one for one in sources if seen[one.identifier] != (one.sha256, __version__))

    graphs = {entry.identifier: NamedNode(entry.graph) for entry in reports(build)}
    store = open_read_only(build)
    old = {name: graph_quads(store, graphs[name]) for name in sorted({s.identifier for s in sources} & graphs.keys())}
    done = _put(build, sources, other, read)
    store = open_read_only(build)
    before = [fact for name in done.changed for fact in facts([extraction(old[name])])]
    after = [fact for name in done.changed for fact in facts([extraction(graph_quads(store, graphs[name]))])]
    return dataclasses.replace(done, differences=compare(before, after))


def remove(build: Path, identifiers: Sequence[str]) -> Change:
    """Take reports out of a build.

    Raises:
        InputError: the build holds no report of that identifier, or there is no build.
        OutputError: the folder cannot be written; the build is as it was.
    """
    def going(known: Manifest | None) -> Edit:
        _refuse_unknown(_by_identifier(known), identifiers)
        return Edit(going=tuple(dict.fromkeys(identifiers)))

    reports(build)
    change(build, going)
    return Change(tuple(dict.fromkeys(identifiers)))


def reports(build: Path) -> tuple[Entry, ...]:
    """The reports of a build, by identifier.

    Raises:
        InputError: there is no build, or it is one of another shape.
    """
    known = manifest.read(build) if build.is_dir() else None
    if known is None or known.shape != manifest.SHAPE:
        raise InputError(f"{build}: 这里没有可用的图谱，请先运行 kg build 或 kg add / "
                         "no build of this version here: run kg build or kg add first")
    return known.reports


def _put(build: Path, sources: Sequence[Source], choose: Callable[[dict[str, Entry]], tuple[Source, ...]],
         read: Read) -> Change:
    """Read what is to come before the build is locked, for that takes long; choose again when it is."""
    first = choose(_by_identifier(manifest.read(build) if build.is_dir() else None))
    extracted = {one.source.identifier: one for one in read(first)}

    def coming(known: Manifest | None) -> Edit:
        chosen = [one.identifier for one in choose(_by_identifier(known))]
        return Edit(coming=tuple(extracted[name] for name in chosen if name in extracted))

    if first:
        change(build, coming)
    changed = tuple(one.identifier for one in first)
    return Change(changed, tuple(one.identifier for one in sources if one.identifier not in changed))


def _by_identifier(known: Manifest | None) -> dict[str, Entry]:
    return {entry.identifier: entry for entry in known.reports} if known else {}


def _refuse_unknown(known: dict[str, Entry], identifiers: Iterable[str]) -> None:
    for name in identifiers:
        if name not in known:
            hint = nearest(name, known) if known else "空的 / it is empty"
            raise InputError(f"{name}: 库里没有这份报告 / no such report in the store; {hint}")
