"""What was inferred from a build, in a folder of its own inside it.

``build/inferred`` holds inferred.nq, the named graph ``base + graph/inferred``, and a store: a copy of the build's
(its data shared by hard links) whose default graph holds the inferred triples too. The build's own store, files and
manifest never hold any, and whatever changes the build leaves the folder behind, for it would no longer be true.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import rdf
from kg.errors import InputError
from kg.files import new_folder
from kg.graph import terms as t
from kg.inference.fixpoint import Inferred, infer
from kg.rdf import Literal, NamedNode, Quad, named
from kg.store import clone, manifest, open_read_only
from kg.store.files import FOLDER as STORE
from kg.store.lock import locked
from kg.store.manifest import Manifest

FOLDER = "inferred"
FILE = "inferred.nq"


def rebuild(build: Path) -> tuple[Inferred, ...]:
    """Infer from a build, and write what follows beside its facts in one step; the same facts give the same bytes.

    Raises:
        InputError: there is no build.
        OutputError: the folder cannot be written, or is being written.
    """
    with locked(build):
        base = _marker(build).base
        found = infer(open_read_only(build))
        quads = written(found, base)
        with new_folder(build / FOLDER) as folder:
            (folder / FILE).write_bytes(rdf.nquads(quads))
            store = clone(build, folder / STORE)
            store.bulk_extend([*quads, *(Quad(q.subject, q.predicate, q.object) for q in quads)])
            store.flush()
            del store
    return found


def drop(build: Path) -> bool:
    """Take away what was inferred; whether there was any.

    Raises:
        InputError: there is no build.
        OutputError: it is being written.
    """
    with locked(build):
        _marker(build)
        there = (build / FOLDER).is_dir()
        shutil.rmtree(build / FOLDER, ignore_errors=True)
    return there


def store_of(build: Path) -> Path:
    """The store that holds facts and what was inferred from them.

    Raises:
        InputError: nothing was inferred from the build as it is now.
    """
    path = build / FOLDER / STORE
    if not path.is_dir():
        raise InputError(f"{build}: 还没有推理（图谱变动后需重做），请先运行 kg infer / "
                         "nothing is inferred, or the build has changed since: run kg infer first")
    return path


def written(found: Iterable[Inferred], base: str) -> list[Quad]:
    """The graph of what was inferred: each triple, and a statement that names its rule."""
    graph = named(base, "graph/", FOLDER)
    return sorted((quad for one in found for quad in _quads(one, graph)), key=str)


def _quads(one: Inferred, graph: NamedNode) -> Iterator[Quad]:
    subject, predicate, obj = (NamedNode(term[1:-1]) for term in (one.subject, one.predicate, one.object))
    digest = hashlib.sha256(" ".join((one.subject, one.predicate, one.object)).encode()).hexdigest()[:16]
    node = named(graph.value, "#statement=", digest)
    yield Quad(subject, predicate, obj, graph)
    yield Quad(node, t.A, t.STATEMENT, graph)
    yield Quad(node, t.SUBJECT, subject, graph)
    yield Quad(node, t.PREDICATE, predicate, graph)
    yield Quad(node, t.OBJECT, obj, graph)
    yield Quad(node, t.EXTRACTOR, Literal(f"inference/{one.rule}"), graph)


def _marker(build: Path) -> Manifest:
    known = manifest.read(build) if build.is_dir() else None
    if known is None or known.shape != manifest.SHAPE:
        raise InputError(f"{build}: 这里没有可用的图谱，请先运行 kg build / no build here: run kg build first")
    return known
