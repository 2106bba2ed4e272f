"""What a build says of itself: VoID and DCAT in description.ttl, the same bytes for the same reports (no clock).

Counting all triples takes a scan of the store, so builds of more than ``kg.following.FULL`` reports leave out what
only that can tell; entities by class and relations by property come from indexes and are always there.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import PurePath

from kg import following, rdf
from kg.errors import DataError
from kg.graph import iris
from kg.graph import terms as t
from kg.namespaces import DCTERMS, STK, XSD
from kg.rdf import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, named, typed
from kg.resources import resource
from kg.store.manifest import SOFTWARE, Manifest
from kg.vocabulary import vocabulary

NAME = "description.ttl"
DCAT = "http://www.w3.org/ns/dcat#"
SPDX = "http://spdx.org/rdf/terms#"
VOID = "http://rdfs.org/ns/void#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_TYPES = {".nq": "application/n-quads", ".trig": "application/trig", ".html": "text/html"}
_PREFIXES = {"dcat": DCAT, "spdx": SPDX, "void": VOID}


def describe(store: Store, build: Manifest) -> bytes:
    """The description of a build as Turtle.

    Args:
        store: its store, whose default graph holds every triple once.
        build: its manifest, with the checksums of its files.

    Raises:
        DataError: ontology/description.ttl is no Turtle.
    """
    dataset = named(build.base, "dataset")
    triples = [*_stated(build.base), *_counts(store, dataset, build), *_parts(store, dataset),
               *_sources(dataset, build), *_files(dataset, build)]
    return rdf.serialized(set(triples), RdfFormat.TURTLE, prefixes=_PREFIXES)


@cache
def _stated(base: str) -> tuple[Triple, ...]:
    path = resource("ontology", "description.ttl")
    try:
        return tuple(rdf.read_turtle(path, base=base))
    except SyntaxError as error:
        raise DataError(f"{path}: 描述文件有误 / the description is no Turtle: {error}") from error


def _counts(store: Store, dataset: NamedNode, build: Manifest) -> Iterator[Triple]:
    """Numbers of the whole; the version is a digest of the reports and of the software that read them."""
    digest = sha256("\n".join(f"{e.identifier} {e.sha256} {e.version}" for e in build.reports).encode()).hexdigest()
    software = iris.software(build.base, build.version)
    yield Triple(dataset, named(DCAT, "version"), Literal(digest[:16]))
    yield Triple(dataset, named(VOID, "uriSpace"), Literal(build.base))
    yield Triple(dataset, named(VOID, "documents"), _number(len(build.reports)))
    yield Triple(dataset, t.ATTRIBUTED, software)
    yield Triple(software, t.A, t.SOFTWARE)
    yield Triple(software, t.LABEL, Literal(f"{SOFTWARE} {build.version}"))
    if len(build.reports) <= following.FULL:
        for name, number in _scanned(store).items():
            yield Triple(dataset, named(VOID, name), _number(number))


def _scanned(store: Store) -> dict[str, int]:
    """What only a scan of the merged graph can tell."""
    return {
        "triples": _counted(store, "*", "?s ?p ?o"),
        "distinctSubjects": _counted(store, "DISTINCT ?s", "?s ?p ?o"),
        "properties": _counted(store, "DISTINCT ?p", "?s ?p ?o"),
        "classes": _counted(store, "DISTINCT ?c", "?s a ?c"),
    }


def _parts(store: Store, dataset: NamedNode) -> Iterator[Triple]:
    """Entities by class, relations (plain triples, so without plans) by property, and figures."""
    total = 0
    for name in sorted(vocabulary().leaves):
        if number := _count(store, t.A, named(STK, name)):
            total += number
            yield from _part(dataset, "class", named(STK, name), "entities", number)
    yield Triple(dataset, named(VOID, "entities"), _number(total))
    for cls in (t.STATEMENT, t.OBSERVATION):
        if number := _count(store, t.A, cls):
            yield from _part(dataset, "class", cls, "entities", number)
    for name in sorted(vocabulary().properties):
        if number := _count(store, named(STK, name), None):
            yield from _part(dataset, "property", named(STK, name), "triples", number)


def _count(store: Store, predicate: NamedNode, obj: NamedNode | None) -> int:
    return _counted(store, "*", f"?s {predicate} {obj or '?o'}")


def _counted(store: Store, what: str, pattern: str) -> int:
    found: QuerySolutions = store.query(  # type: ignore[assignment]
        f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}")
    return int(next(found)["n"].value)


def _part(dataset: NamedNode, kind: str, term: NamedNode, counted: str, number: int) -> Iterator[Triple]:
    part = named(dataset.value, f"#{kind}=", term.value.rpartition("#")[2])
    yield Triple(dataset, named(VOID, f"{kind}Partition"), part)
    yield Triple(part, named(VOID, kind), term)
    yield Triple(part, named(VOID, counted), _number(number))


def _sources(dataset: NamedNode, build: Manifest) -> Iterator[Triple]:
    """The reports, each with the digest of its text; a report's IRI is also that of its named graph."""
    for entry in build.reports:
        report = NamedNode(entry.graph)
        yield Triple(dataset, named(DCTERMS, "source"), report)
        yield Triple(report, t.A, t.REPORT)
        yield Triple(report, t.IDENTIFIER, Literal(entry.identifier))
        yield Triple(report, t.SHA256, Literal(entry.sha256))
        if entry.year is not None:
            yield Triple(report, t.YEAR, typed(f"{entry.year:04d}", "gYear"))


def _files(dataset: NamedNode, build: Manifest) -> Iterator[Triple]:
    """The files of the build as distributions with their SHA-256; those of single graphs stand in the manifest."""
    for name, digest in sorted((n, d) for n, d in build.files.items() if "/" not in n):
        file = named(dataset.value, "#file=", iris.safe(name))
        checksum = named(dataset.value, "#checksum=", iris.safe(name))
        yield Triple(dataset, named(DCAT, "distribution"), file)
        yield Triple(file, t.A, named(DCAT, "Distribution"))
        yield Triple(file, t.TITLE, Literal(name))
        if media := _TYPES.get(PurePath(name).suffix):
            yield Triple(file, named(DCAT, "mediaType"), named(_MEDIA, media))
        yield Triple(file, named(SPDX, "checksum"), checksum)
        yield Triple(checksum, t.A, named(SPDX, "Checksum"))
        yield Triple(checksum, named(SPDX, "algorithm"), named(SPDX, "checksumAlgorithm_sha256"))
        yield Triple(checksum, named(SPDX, "checksumValue"), Literal(digest, datatype=NamedNode(XSD + "hexBinary")))


def _number(value: int) -> Literal:
    return typed(str(value), "integer")
