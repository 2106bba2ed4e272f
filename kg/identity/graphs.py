"""The graphs of identity as quads: links and changes of name, authorities, divisions. Report graphs are not touched."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kg import rdf
from kg.graph import iris
from kg.graph import terms as t
from kg.identity.authorities import Match
from kg.identity.divisions import Placed, code, with_places_around
from kg.identity.nodes import Node, evidence
from kg.identity.reasons import Reason, said
from kg.identity.resolve import Link, Resolution, Succession
from kg.namespaces import DCTERMS, PROV, SKOS, STK
from kg.rdf import Literal, NamedNode, Quad, Store, named
from kg.tables import table

EXACT, CLOSE = named(SKOS, "exactMatch"), named(SKOS, "closeMatch")
LINK = named(STK, "Link")
BROADER, NOTATION = named(SKOS, "broader"), named(SKOS, "notation")
IN_SCHEME, SCHEME, NOTE = named(SKOS, "inScheme"), named(SKOS, "ConceptScheme"), named(SKOS, "note")
REPLACED_BY, DATE, SOURCE = named(DCTERMS, "isReplacedBy"), named(DCTERMS, "date"), named(DCTERMS, "source")
DESCRIPTION, DERIVED = named(DCTERMS, "description"), named(PROV, "wasDerivedFrom")

Pairs = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def graph(base: str, key: str) -> NamedNode:
    """The IRI of one of the graphs: identity, authorities or divisions."""
    return named(base, "graph/", key)


def identity(resolution: Resolution, store: Store, base: str) -> list[Quad]:
    """The links, each with its confidence, reason and evidence, and the dated changes of name."""
    where = graph(base, "identity")
    def everything() -> Pairs:
        for link in resolution.links:
            yield from _link(where, link, store)
        for one in resolution.successions:
            yield from _succession(where, one, store)
    return _quads(everything(), where)


def _quads(found: Pairs, where: NamedNode) -> list[Quad]:
    return sorted({Quad(s, p, o, where) for s, p, o in found}, key=str)


def _link(where: NamedNode, link: Link, store: Store) -> Pairs:
    predicate = EXACT if link.exact else CLOSE
    node, said_of = _statement(where, link.one, predicate, NamedNode(link.other.iri))
    yield from said_of
    yield from _because(node, link.reason, link.confidence)
    yield node, NOTE, Literal(" ＝ ".join(link.forms) if link.exact else " ≈ ".join(link.forms), language="zh")
    yield from _evidence(node, (link.one, link.other), store)


def _succession(where: NamedNode, one: Succession, store: Store) -> Pairs:
    node, said_of = _statement(where, one.old, REPLACED_BY, NamedNode(one.new.iri))
    yield from said_of
    yield from _because(node, said("renamed"), 1.0)
    yield node, DATE, Literal(one.what.date)
    yield node, SOURCE, Literal(one.what.source, language="zh")
    yield from _evidence(node, (one.old, one.new), store)


def _statement(where: NamedNode, subject: Node, predicate: NamedNode, obj: NamedNode) -> tuple[NamedNode, Pairs]:
    """The node of a statement, made of what it says, and the plain triple beside it."""
    kind = predicate.value.rpartition("/")[2].rpartition("#")[2]
    node = named(where.value, f"#{kind}={iris.path(subject.id)}/{iris.safe(obj.value)}")
    def triples() -> Pairs:
        yield NamedNode(subject.iri), predicate, obj
        yield node, t.A, LINK
        yield node, t.SUBJECT, NamedNode(subject.iri)
        yield node, t.PREDICATE, predicate
        yield node, t.OBJECT, obj
    return node, triples()


def _because(node: NamedNode, reason: Reason, confidence: float) -> Pairs:
    yield node, t.CONFIDENCE, rdf.decimal(Decimal(f"{confidence:.4f}"))
    yield node, t.EXTRACTOR, Literal(f"identity/{reason.key}")
    yield node, DESCRIPTION, Literal(reason.zh, language="zh")
    yield node, DESCRIPTION, Literal(reason.en, language="en")


def _evidence(node: NamedNode, ends: Iterable[Node], store: Store) -> Pairs:
    """The first place that names each end, and the reports that do."""
    for end in ends:
        if target := evidence(store, end):
            yield node, t.TARGET, target
        for report in end.reports:
            yield node, DERIVED, NamedNode(report)


def described(made: Mapping[str, list[Quad]], runs: Iterable[NamedNode], base: str) -> dict[str, list[Quad]]:
    """The graph of identity, if made, with the runs whose reports it is made of."""
    where = graph(base, "identity")
    said_of = [Quad(where, DERIVED, run, where) for run in runs]
    return {key: sorted({*quads, *said_of}, key=str) for key, quads in made.items() if key == "identity"}


def sources(store: Store, base: str) -> set[str]:
    """The runs whose reports the graph of identity in a store is made of; none where there is no such graph."""
    where = graph(base, "identity")
    return {q.object.value for q in store.quads_for_pattern(where, DERIVED, None, where)}  # type: ignore[union-attr]


def authorities(matches: Iterable[Match], base: str) -> list[Quad]:
    """Exact links to the identifiers that are IRIs, dcterms:identifier for codes; each says where it is from."""
    where = graph(base, "authorities")
    def everything() -> Pairs:
        for match in matches:
            yield from _match(where, match)
    return _quads(everything(), where)


def _match(where: NamedNode, match: Match) -> Pairs:
    row, subject = match.authority, NamedNode(match.node.iri)
    if row.is_iri:
        node, said_of = _statement(where, match.node, EXACT, NamedNode(row.identifier))
        yield from said_of
    else:
        node = named(where.value, f"#identifier={iris.path(match.node.id)}/{iris.safe(row.identifier)}")
        yield subject, t.IDENTIFIER, Literal(row.identifier)
        yield node, t.A, LINK
        yield node, t.SUBJECT, subject
        yield node, t.PREDICATE, t.IDENTIFIER
        yield node, t.OBJECT, Literal(row.identifier)
    yield from _because(node, said("authority"), 1.0)
    yield node, NOTE, Literal(f"{match.form} ＝ {row.name}", language="zh")


def identifiers(store: Store, base: str) -> dict[str, str]:
    """The identifier of each entity, by its IRI, that the authorities' graph of a store holds."""
    found = {}
    for predicate in (EXACT, t.IDENTIFIER):
        for quad in store.quads_for_pattern(None, predicate, None, graph(base, "authorities")):
            found[quad.subject.value] = quad.object.value  # type: ignore[union-attr]
    return found


def divisions(placed: Iterable[Placed], base: str) -> list[Quad]:
    """The divisions with code, names and hierarchy; regions that are one of them, and bodies that lie in one."""
    where = graph(base, "divisions")
    known = tuple(placed)
    def everything() -> Pairs:
        scheme = named(base, "division")
        yield scheme, t.A, SCHEME
        yield scheme, t.PREF_LABEL, Literal(table("identity", "reasons")["scheme"]["zh"], language="zh")
        yield scheme, t.PREF_LABEL, Literal(table("identity", "reasons")["scheme"]["en"], language="en")
        for division in with_places_around(p.division for p in known):
            node = named(base, "division/", code(division))
            yield node, t.A, t.CONCEPT
            yield node, IN_SCHEME, scheme
            yield node, NOTATION, Literal(code(division))
            yield node, t.PREF_LABEL, Literal(division.name, language="zh")
            if division.short != division.name:
                yield node, t.ALT_LABEL, Literal(division.short, language="zh")
            if division.parent:
                yield node, BROADER, named(base, "division/", division.parent.ljust(6, "0"))
        for one in known:
            yield from _placed(where, one, base)
    return _quads(everything(), where)


def _placed(where: NamedNode, one: Placed, base: str) -> Pairs:
    division = named(base, "division/", code(one.division))
    node, said_of = _statement(where, one.node, EXACT if one.same else t.SPATIAL, division)
    yield from said_of
    yield from _because(node, said("division" if one.same else "placed"), one.confidence)
    yield node, NOTE, Literal(f"{one.node.label} → {one.division.name}", language="zh")
