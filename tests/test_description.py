"""The description of a build says what is in it, in VoID and DCAT, and nothing that changes from run to run."""

import hashlib
from dataclasses import replace

import pytest
from graphs import extraction

from kg import rdf
from kg.description import describe
from kg.publish import publish
from kg.store import manifest, open_read_only

PREFIXES = dict(rdf.PREFIXES, void="http://rdfs.org/ns/void#", dcat="http://www.w3.org/ns/dcat#",
                spdx="http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("described") / "build"
    publish([extraction()], folder)
    return folder


@pytest.fixture(scope="module")
def described(build):
    store = rdf.Store()
    store.load(describe(open_read_only(build), manifest.read(build)), format=rdf.RdfFormat.TURTLE)
    return store


def one(store, select):
    (row,) = store.query(f"SELECT ?x WHERE {{ ?d a void:Dataset . {select} }}", prefixes=PREFIXES)
    return row["x"].value


@pytest.mark.parametrize(("select", "value"), [
    ("?d void:documents ?x", "1"), ("?d void:entities ?x", "8"),
    ("?d void:classPartition [ void:class stk:University ; void:entities ?x ]", "1"),
    ("?d void:classPartition [ void:class qb:Observation ; void:entities ?x ]", "1"),
    ("?d void:propertyPartition [ void:property stk:hosts ; void:triples ?x ]", "1"),
    ("?d dcterms:license ?x", "https://www.apache.org/licenses/LICENSE-2.0"),
    ("?d dcterms:source/dcterms:identifier ?x", "lanjiang-2024"),
    ("?d prov:wasAttributedTo/rdfs:label ?x", "scitech-kg 0.1.0"),
])
def test_counts_sources_and_licence(described, select, value):
    assert one(described, select) == value


def test_triples_classes_and_properties_are_those_of_the_merged_graph(build, described):
    store = open_read_only(build)
    for name, what in [("triples", "(COUNT(*) AS ?x)"), ("classes", "(COUNT(DISTINCT ?c) AS ?x)"),
                       ("properties", "(COUNT(DISTINCT ?p) AS ?x)")]:
        pattern = "?s a ?c" if name == "classes" else "?s ?p ?o"
        (row,) = store.query(f"SELECT {what} WHERE {{ {pattern} }}")
        assert one(described, f"?d void:{name} ?x") == row["x"].value


def test_a_plan_is_no_triple(described):
    assert not list(described.query("SELECT * WHERE { ?p void:property stk:undertakes }", prefixes=PREFIXES))


def test_checksums_are_those_of_the_files(build, described):
    rows = described.query("SELECT ?f ?x WHERE { ?d dcat:distribution ?n . ?n dcterms:title ?f ; "
                           "spdx:checksum/spdx:checksumValue ?x }", prefixes=PREFIXES)
    found = {row["f"].value: row["x"].value for row in rows}
    assert set(found) == {"graph.nq", "graph.trig", "graph.html"}
    for name, digest in found.items():
        assert hashlib.sha256((build / name).read_bytes()).hexdigest() == digest


def test_no_clock_no_blank_node_and_the_same_bytes(build, tmp_path):
    publish([extraction()], tmp_path / "again")
    texts = {describe(open_read_only(b), manifest.read(b)) for b in (build, tmp_path / "again")}
    (text,) = texts
    assert b"dateTime" not in text
    assert b"_:" not in text
    assert b"[" not in text


def test_another_base_and_another_report_make_another_description(build):
    store, known = open_read_only(build), manifest.read(build)
    elsewhere = describe(store, replace(known, base="https://example.org/kg/"))
    assert b"<https://example.org/kg/dataset> " in elsewhere
    assert b"<https://w3id.org/scitech-kg/dataset>" not in elsewhere
    other = replace(known, reports=(replace(known.reports[0], sha256="0" * 64),))
    assert describe(store, other) != describe(store, known)


def test_large_builds_leave_out_what_takes_a_scan(build):
    known = manifest.read(build)
    many = tuple(replace(known.reports[0], identifier=f"r{i}", graph=f"{known.base}report/r{i}") for i in range(101))
    text = describe(open_read_only(build), replace(known, reports=many))
    assert b"void:entities" in text
    assert b"void:distinctSubjects" not in text
