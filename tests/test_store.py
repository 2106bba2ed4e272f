"""The store on disk: named graphs, and a merged copy that counts right."""

from dataclasses import replace

import pytest
from graph_cases import small
from rdflib import Dataset, Graph

from kg import rdf, store
from kg.errors import InputError
from kg.graph.merge import merged
from kg.graph.write import quads
from kg.namespaces import PREFIXES
from kg.rdf import NamedNode, Quad, Store
from kg.store.manifest import NAME, Manifest

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?e a stk:GovernmentAgency }"
JOIN = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?r . ?r a stk:Region ; skos:prefLabel ?l . ?s a ?c }"
PLAIN = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def three():
    return [q for name in ("a", "b", "c") for q in quads(small(name))]


def number(found):
    return int(next(iter(found))[0].value if not isinstance(found, str) else found)


@pytest.mark.parametrize("query", [COUNT, JOIN, PLAIN])
def test_counts_and_joins_over_the_merged_copy_are_those_of_rdflib(three, tmp_path, query):
    store.create(tmp_path / "store", three)
    ours = number(store.open_read_only(tmp_path / "store").query(query, prefixes=PREFIXES))
    graph = Graph().parse(data=rdf.serialized(rdf.triples(three), rdf.RdfFormat.N_TRIPLES), format="nt")
    theirs = int(next(iter(graph.query(query, initNs=PREFIXES)))[0])
    assert ours == theirs > 0


# rdflib warns of its own use of what it has deprecated.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_named_graphs_are_those_of_rdflib(three, tmp_path):
    store.create(tmp_path / "store", three)
    dataset = Dataset()
    dataset.parse(data=rdf.nquads(three), format="nquads")
    ours = store.open_read_only(tmp_path / "store")
    for graph in ours.named_graphs():
        assert len(store.graph_quads(ours, graph)) == len(dataset.graph(graph.value)) > 400


def test_the_records_come_back_from_the_store(tmp_path):
    store.create(tmp_path / "store", [q for x in (small("b"), small("a")) for q in quads(x)])
    assert store.load(tmp_path / "store") == (merged(small("a")), merged(small("b")))


@pytest.mark.parametrize("gone", ["a", "b"])
def test_a_removed_report_leaves_the_store_as_if_it_had_never_been(three, tmp_path, gone):
    graph = NamedNode(f"https://w3id.org/scitech-kg/report/{gone}")
    store.create(tmp_path / "store", three)
    opened = Store(str(tmp_path / "store"))
    store.replace_graph(opened, graph, [])
    store.create(tmp_path / "other", [q for q in three if q.graph_name != graph])
    assert set(opened) == set(store.open_read_only(tmp_path / "other"))


def test_a_replaced_report_leaves_the_store_as_if_it_had_been_the_first(three, tmp_path):
    less = small("b")
    less = quads(replace(less, statements=less.statements[:5], observations=()))
    store.create(tmp_path / "store", three)
    opened = Store(str(tmp_path / "store"))
    store.replace_graph(opened, less[0].graph_name, less)
    store.create(tmp_path / "other", [*(q for q in three if q.graph_name != less[0].graph_name), *less])
    assert set(opened) == set(store.open_read_only(tmp_path / "other"))


def test_an_added_report_leaves_the_store_as_if_it_had_been_the_first(three, tmp_path):
    first = quads(small("a"))
    store.create(tmp_path / "store", first)
    opened = Store(str(tmp_path / "store"))
    for name in ("b", "c"):
        new = quads(small(name))
        store.replace_graph(opened, new[0].graph_name, new)
    store.create(tmp_path / "other", three)
    assert set(opened) == set(store.open_read_only(tmp_path / "other"))


def test_literals_survive_a_replacement(tmp_path):
    nasty = rdf.Literal('a"b\\c\n\t\r\u0001\\u0022 } ; DROP ALL ; {')
    graph, node = NamedNode("urn:g"), NamedNode("urn:s")
    opened = Store(str(tmp_path / "store"))
    store.replace_graph(opened, graph, [Quad(node, node, nasty, graph)])
    assert [q.object for q in store.graph_quads(opened, graph)] == [nasty]
    store.replace_graph(opened, graph, [])
    assert len(opened) == 0


@pytest.mark.parametrize("marker", [None, "{}", "no json", '{"software": "other"}'])
def test_what_is_no_build_is_refused_and_left_alone(tmp_path, marker):
    if marker is not None:
        (tmp_path / NAME).write_text(marker)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputError, match="kg build"):
        store.open_read_only(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_build_of_another_shape_is_refused(tmp_path):
    store.create(tmp_path / "store", [])
    (tmp_path / NAME).write_text(Manifest((), {}, "", version="9.9", shape=99).text())
    with pytest.raises(InputError, match=r"9\.9"):
        store.open_read_only(tmp_path)
