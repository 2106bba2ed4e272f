"""What follows from the facts, and what does not; the facts stay as they are."""

import json
import shutil

import pytest
from graphs import extraction

from kg import inference, rdf
from kg.cli import main
from kg.errors import DataError, InputError, QueryError
from kg.inference.rules import read
from kg.publish import publish
from kg.query import query

PREFIXES = dict(rdf.PREFIXES, e="https://w3id.org/scitech-kg/e/")


def facts(text):
    store = rdf.Store()
    store.update(f"INSERT DATA {{ {text} }}", prefixes=PREFIXES)
    return store


def inferred(text):
    short = {iri: prefix for prefix, iri in PREFIXES.items()}
    def name(term):
        space = next(s for s in sorted(short, key=len, reverse=True) if term[1:-1].startswith(s))
        return f"{short[space]}:{term[1:-1].removeprefix(space)}"
    return {(f"{name(i.subject)} {name(i.predicate)} {name(i.object)}", i.rule) for i in inference.infer(facts(text))}


@pytest.mark.parametrize(("said", "follows"), [
    ("e:a stk:hosts e:b", {("e:b stk:hostedBy e:a", "inverse")}),
    ("e:b stk:hostedBy e:a", set()),  # no relation of a report
    ("e:a stk:cooperatesWith e:b", {("e:b stk:cooperatesWith e:a", "symmetric")}),
    ("e:a stk:cooperatesWith e:b . e:b stk:cooperatesWith e:a", set()),
    ("e:a stk:knows e:b", set()),
    ("e:a stk:locatedIn e:b . e:b stk:partOf e:c", {
        ("e:b stk:locationOf e:a", "inverse"), ("e:c stk:hasPart e:b", "inverse"),
        ("e:b dcterms:isPartOf e:c", "sub-property"), ("e:a stk:locatedIn e:c", "chain"),
        ("e:c stk:locationOf e:a", "inverse")}),
    ("e:a stk:locatedIn e:b . e:c stk:partOf e:b", {
        ("e:b stk:locationOf e:a", "inverse"), ("e:b stk:hasPart e:c", "inverse"),
        ("e:c dcterms:isPartOf e:b", "sub-property")}),
])
def test_what_follows(said, follows):
    assert inferred(said) == follows


def test_parts_of_parts_to_the_end_and_circles_come_to_one():
    steps = " . ".join(f"e:n{i} stk:partOf e:n{i + 1}" for i in range(6))
    found = {i for i in inferred(steps) if i[1] == "transitive"}
    assert len(found) == 15
    assert ("e:n0 stk:partOf e:n6", "transitive") in found
    round_ = inferred("e:a stk:partOf e:b . e:b stk:partOf e:a")
    assert not any(rule == "transitive" for _, rule in round_)


def test_regions_lie_as_their_divisions_do():
    said = ("e:a skos:exactMatch e:d1 . e:b skos:exactMatch e:d3 . e:d1 skos:broader e:d2 . e:d2 skos:broader e:d3 . "
            "e:x skos:exactMatch e:a")
    assert ("e:a stk:partOf e:b", "division") in inferred(said)
    assert not any("e:b stk:partOf" in triple or "e:x stk" in triple for triple, _ in inferred(said))


@pytest.fixture
def build(tmp_path):
    folder = tmp_path / "build"
    publish([extraction()], folder)
    return folder


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def rows(build, text, **more):
    return json.loads(query(build, text, format="json", **more))["results"]["bindings"]


HOSTED = "SELECT ?a ?b WHERE { { ?a stk:hosts ?b } UNION { ?a stk:hostedBy ?b } }"


def test_facts_stay_apart_and_inferred_rows_are_marked(build):
    before, count = contents(build), len(rows(build, "SELECT * WHERE { ?s ?p ?o }"))
    with pytest.raises(InputError, match="kg infer"):
        query(build, HOSTED, inferred=True)
    inference.rebuild(build)
    assert contents(build) == before
    assert len(rows(build, "SELECT * WHERE { ?s ?p ?o }")) == count
    assert len(rows(build, HOSTED)) == 1
    assert ["inferred" in row for row in sorted(rows(build, HOSTED, inferred=True), key=str)] == [True, False]
    assert len(query(build, HOSTED, format="csv", inferred=True).splitlines()) == 3
    assert "true" in query(build, HOSTED, inferred=True)
    assert not rows(build, "SELECT * WHERE { ?s stk:undertakenBy ?o }", inferred=True)  # a plan


def test_what_is_inferred_is_counted_once_and_names_its_rule(build):
    inference.rebuild(build)
    graph = "GRAPH <https://w3id.org/scitech-kg/graph/inferred>"
    one = "?s rdf:subject ?a ; rdf:predicate stk:hostedBy ; rdf:object ?b ; stk:extractor ?rule"
    text = f"SELECT * WHERE {{ {graph} {{ ?a stk:hostedBy ?b . {one} }} ?a stk:hostedBy ?b }}"
    found = rows(build, text, inferred=True)
    assert [row["rule"]["value"] for row in found] == ["inference/inverse"]


def test_the_same_facts_give_the_same_bytes_and_a_rebuild_forgets(build, tmp_path):
    inference.rebuild(build)
    first = (build / "inferred" / "inferred.nq").read_bytes()
    assert first
    inference.rebuild(build)
    assert (build / "inferred" / "inferred.nq").read_bytes() == first
    shutil.copytree(build, tmp_path / "other", ignore=shutil.ignore_patterns("inferred"))
    inference.rebuild(tmp_path / "other")
    assert (tmp_path / "other" / "inferred" / "inferred.nq").read_bytes() == first
    publish([extraction()], build)
    assert not (build / "inferred").exists()


def test_on_and_off_by_command(build, capsys):
    assert main(["infer", "--store", str(build)]) == 0
    assert "inverse" in capsys.readouterr().out
    assert main(["query", "platforms-by-host", "--inferred", "--store", str(build)]) == 0
    assert main(["infer", "--off", "--store", str(build)]) == 0
    assert not (build / "inferred").exists()
    assert main(["infer", "--off", "--store", str(build)]) == 0
    assert main(["infer", "--store", str(build / "nothing")]) == 2


def test_triples_cannot_be_marked(build):
    inference.rebuild(build)
    with pytest.raises(QueryError, match="SELECT"):
        query(build, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", inferred=True)


@pytest.mark.parametrize("text", ["CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
                                  "# zh: 甲\n# en: A\nSELECT * WHERE { ?s ?p ?o }"])
def test_a_rule_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "odd.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"odd\.rq"):
        read(tmp_path / "odd.rq")


def test_a_rule_with_an_error_names_its_file():
    with pytest.raises(DataError, match=r"rules/odd\.rq"):
        inference.infer(facts("e:a stk:hosts e:b"), [inference.Rule("odd", "", "", "CONSTRUCT { ?s ?p")])
