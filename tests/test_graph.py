"""Records to quads and back: the shape of GRAPH.md."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from graph_cases import GOLD, extractions, oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import rdf
from kg.errors import DataError
from kg.graph import iris
from kg.graph import terms as t
from kg.graph.merge import merged
from kg.graph.read import extraction
from kg.graph.units import unit
from kg.graph.write import quads
from kg.model import Context, Entity, Extraction, Observation, Span, Statement
from kg.namespaces import BASE, STK
from kg.reading.text import source

SCORE = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score.py"
TEXT = "云岭大学承担光路项目，经费3.50亿元。我校将获得金桥奖。"
SCHOOL = Entity("University", "云岭大学", ("云岭大学",), (Span(0, 4),), (Span(17, 19),), 0.95, "rule")
PROJECT = Entity("Project", "光路", ("光路", "光路项目"), (Span(6, 8), Span(6, 10)), (), 0.9, "rule")
AWARD = Entity("Award", "金桥奖", ("金桥奖",), (Span(22, 25),), (), 0.9, "rule")
DONE = Statement(SCHOOL.id, "undertakes", PROJECT.id, (Span(0, 10),), 0.9, "undertakes/承担")
PLAN = Statement(SCHOOL.id, "receives", AWARD.id, (Span(17, 25),), 0.8, "receives/获得", planned=True)
MONEY = Observation(PROJECT.id, "经费", Decimal("3.50"), "亿元", "2024", (Span(11, 18),), "3.50亿元")


def report(*facts, entities=(SCHOOL, PROJECT, AWARD)):
    context = Context("云岭大学总结", "云岭大学", None, "云省", 2024, "news")
    return Extraction(source(TEXT, "云岭-2024"), context, entities,
                      tuple(f for f in facts if isinstance(f, Statement)),
                      tuple(f for f in facts if isinstance(f, Observation)))


def objects(graph, subject, predicate):
    return sorted(q.object.value for q in graph if q.subject == subject and q.predicate == predicate)


@settings(max_examples=120, deadline=None)
@given(extractions())
def test_any_extraction_comes_back_from_its_graph(one):
    normal = merged(one)
    graph = quads(one)
    assert extraction(graph) == normal
    assert rdf.read_nquads(rdf.nquads(graph))
    assert extraction(rdf.read_nquads(rdf.nquads(graph))) == normal


def test_the_gold_answer_as_a_graph_scores_one(tmp_path):
    if not SCORE.exists():
        pytest.skip("the outside scorer is not on this machine")
    (tmp_path / "graph.nq").write_bytes(rdf.nquads(quads(oracle())))
    command = [sys.executable, SCORE, tmp_path / "graph.nq", GOLD]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    shares = [line for line in done.stdout.split("all reports")[1].splitlines() if "F1" in line][:5]
    assert len(shares) == 5
    assert all("F1 1.000" in line for line in shares), done.stdout


def test_the_gold_answer_comes_back_from_its_graph():
    assert extraction(quads(oracle())) == merged(oracle())


def test_a_fact_has_its_triple_and_a_plan_has_none():
    graph = quads(report(DONE, PLAN))
    school = iris.entity(BASE, SCHOOL.id)
    assert objects(graph, school, iris.relation("undertakes")) == [BASE + "Project/光路"]
    assert objects(graph, school, iris.relation("receives")) == []
    plans = [q.subject for q in graph if q.predicate == t.MODALITY and q.object == t.PLANNED]
    assert [objects(graph, p, t.OBJECT) for p in plans] == [[BASE + "Award/金桥奖"]]


def test_there_are_no_blank_nodes_and_one_graph():
    graph = quads(report(DONE, PLAN, MONEY))
    assert {type(term) for q in graph for term in (q.subject, q.object)} == {rdf.NamedNode, rdf.Literal}
    assert {q.graph_name.value for q in graph} == {BASE + "report/云岭-2024"}


def test_every_quote_is_the_slice_that_its_offsets_give():
    graph = quads(oracle())
    text = oracle().source.text
    selectors = {q.subject for q in graph if q.object == t.POSITION}
    assert len(selectors) > 100
    for node in selectors:
        start, end, exact = (objects(graph, node, p)[0] for p in (t.START, t.END, t.EXACT))
        assert text[int(start):int(end)] == exact
        assert node.value.endswith(f"#char={start},{end}")


def test_a_reference_is_an_annotation_only_where_nothing_names_the_entity():
    unnamed = replace(AWARD, name="银桥奖", mentions=(), references=(Span(17, 19),), aliases=())
    graph = quads(report(entities=(SCHOOL, unnamed)))
    annotated = {(objects(graph, q.subject, t.BODY)[0], objects(graph, objects_node(graph, q.subject), t.EXACT)[0])
                 for q in graph if q.object == t.ANNOTATION}
    assert annotated == {(BASE + "University/云岭大学", "云岭大学"), (BASE + "Award/银桥奖", TEXT[17:19])}


def objects_node(graph, annotation):
    target = rdf.NamedNode(objects(graph, annotation, t.TARGET)[0])
    return rdf.NamedNode(objects(graph, target, t.SELECTOR)[0])


def test_a_figure_keeps_its_writing_beside_the_decimal_and_the_base_value():
    graph = quads(report(MONEY))
    node = next(q.subject for q in graph if q.object == t.OBSERVATION)
    found = {p: objects(graph, node, p) for p in (t.VALUE, t.VALUE_TEXT, t.UNIT_LABEL, t.BASE_VALUE, t.PERIOD)}
    assert found == {t.VALUE: ["3.5"], t.VALUE_TEXT: ["3.50亿元"], t.UNIT_LABEL: ["亿元"], t.BASE_VALUE: ["350000000"],
                     t.PERIOD: ["2024"]}
    assert objects(graph, node, t.UNIT) == ["http://qudt.org/vocab/unit/CCY_CNY"]


def test_what_is_said_twice_is_one_fact_with_both_pieces_of_evidence():
    again = replace(DONE, evidence=(Span(2, 10),), confidence=0.5, extractor="other")
    (one,) = extraction(quads(report(again, DONE))).statements
    assert (one.evidence, one.confidence, one.extractor) == ((Span(0, 10), Span(2, 10)), 0.9, DONE.extractor)


def test_what_has_no_evidence_is_not_written():
    graph = quads(report(replace(DONE, evidence=()), replace(MONEY, evidence=()),
                         entities=(SCHOOL, PROJECT, replace(AWARD, mentions=()))))
    back = extraction(graph)
    assert (back.statements, back.observations) == ((), ())
    assert [e.name for e in back.entities] == ["光路", "云岭大学"]


@pytest.mark.parametrize(("extraction", "named"), [
    (report(replace(DONE, object="Project/无")), "Project/无"),
    (report(replace(MONEY, subject="Project/无")), "Project/无"),
    (report(replace(DONE, property="eats")), "eats"),
    (report(entities=(replace(SCHOOL, cls="Planet"),)), "Planet"),
])
def test_what_the_report_or_the_ontology_does_not_have_is_refused(extraction, named):
    with pytest.raises(DataError, match=named):
        quads(extraction)


def test_the_publisher_is_an_entity_or_else_a_name():
    graph = quads(report())
    node = rdf.NamedNode(BASE + "report/云岭-2024")
    assert objects(graph, node, t.PUBLISHER) == [BASE + "University/云岭大学"]
    graph = quads(replace(report(), context=Context(publisher="别处局")))
    assert objects(graph, node, t.PUBLISHER) == []
    assert objects(graph, node, t.PUBLISHER_NAME) == ["别处局"]


def test_the_base_of_the_resources_can_be_chosen():
    graph = quads(report(DONE), base="http://example.org/")
    entities = {q.subject.value for q in graph if q.predicate == t.PREF_LABEL}
    assert all(e.startswith("http://example.org/") for e in entities)
    assert not any(q.subject.value.startswith(BASE) for q in graph)
    assert all(q.predicate.value.startswith(STK) for q in graph if "undertakes" in q.predicate.value)


@pytest.mark.parametrize(("name", "segment"), [
    ("云岭大学", "云岭大学"), ("A/B 100%", "A%2FB%20100%25"), ("“光路”·甲", "“光路”·甲"), ("..", "%2E%2E"),
    ("a.b", "a.b"),
    ("<x>", "%3Cx%3E"), ("a\u3000b", "a%E3%80%80b"), ("(1)", "%281%29"),
])
def test_a_name_is_readable_and_safe_in_an_iri(name, segment):
    assert iris.safe(name) == segment
    assert rdf.NamedNode(BASE + segment)


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6), max_size=8))
def test_different_names_have_different_iris(names):
    assert len({iris.entity(BASE, f"Project/{name}") for name in names}) == len(names)


@pytest.mark.parametrize(("label", "name", "factor"), [
    ("亿元", "CCY_CNY", "1e8"), ("万亿元", "CCY_CNY", "1e12"), ("元", "CCY_CNY", "1"), ("%", "PERCENT", "1"),
    ("百分点", "unit/百分点", "1"), ("家", "unit/家", "1"), ("万人", "unit/人", "1e4"), ("平方公里", "M2", "1e6"),
    ("万千瓦", "W", "1e7"), ("亩", "unit/亩", "1"), ("次/年", "unit/次%2F年", "1"), ("万", "unit/万", "1"),
])
def test_a_unit_as_written_stands_for_base_units(label, name, factor):
    found, number = unit(label)
    assert found.iri(BASE).value.endswith(name)
    assert number == Decimal(factor)


def test_units_that_qudt_has_not_stand_in_the_scheme_of_units():
    counted = replace(MONEY, indicator="企业", unit="家")
    schemed = {str(q.subject.value) for q in quads(report(MONEY, counted)) if q.object == t.UNITS}
    assert schemed == {BASE + "unit/家"}
