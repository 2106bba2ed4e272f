"""What differs between builds and between reports: facts and figures, not words."""

import json
from dataclasses import replace
from decimal import Decimal

import graphs
import pytest
from graphs import entity, extraction, span

from kg import rdf
from kg.cli import main
from kg.diff import compare, contradictions, diff, facts
from kg.errors import InputError, QueryError
from kg.model import Entity, Span, Statement
from kg.publish import publish
from kg.reading.text import source

FIRST = extraction()
FIGURE = FIRST.observations[0]
FUNDS = replace(FIGURE, indicator="研发经费投入", value=Decimal("92.04"), unit="亿元", change=Decimal("12.8"),
                change_unit="%", rank=3, rank_scope="全省")


def figures(*observations, name="lanjiang-2024"):
    return replace(FIRST, source=source(graphs.TEXT, name), observations=observations)


def told(before, after):
    return [(d.status, d.kind, *d.key) for d in compare(facts([before]), facts([after]))]


def shown(before, after):
    return [([f.shown for f in d.before], [f.shown for f in d.after])
            for d in compare(facts([before]), facts([after]))]


@pytest.mark.parametrize("other", [
    replace(FUNDS, value=Decimal("920400"), unit="万元"),
    replace(FUNDS, value=Decimal("92.040"), value_text="92.04亿"),
    replace(FUNDS, evidence=(span("获评"),), confidence=0.1, extractor="other"),
])
def test_the_same_figure_in_other_words_is_no_change(other):
    assert told(figures(FUNDS), figures(other)) == []


def test_a_figure_told_in_one_sentence_or_in_three_is_the_same():
    value = replace(FUNDS, change=None, change_unit=None, rank=None, rank_scope=None)
    change = replace(FUNDS, value=None, unit=None, rank=None, rank_scope=None)
    rank = replace(FUNDS, value=None, unit=None, change=None, change_unit=None)
    assert told(figures(FUNDS), figures(value, change, rank)) == []


def test_the_same_names_and_relations_in_other_places_are_no_change():
    renamed = tuple(replace(e, aliases=("别名",), mentions=(Span(0, 2),)) for e in FIRST.entities)
    moved = replace(FIRST, entities=renamed,
                    statements=tuple(replace(s, evidence=(Span(1, 3),)) for s in FIRST.statements))
    assert told(FIRST, moved) == []


@pytest.mark.parametrize(("other", "aspect", "before", "after"), [
    (replace(FUNDS, value=Decimal("93")), "value", "92.04亿元", "93亿元"),
    (replace(FUNDS, comparator=">"), "value", "92.04亿元", ">92.04亿元"),
    (replace(FUNDS, unit="万元"), "value", "92.04亿元", "92.04万元"),
    (replace(FUNDS, change=Decimal("13")), "change", "12.8%", "13%"),
    (replace(FUNDS, rank=2), "rank 全省", "3", "2"),
])
def test_a_changed_figure_is_told_with_both_values(other, aspect, before, after):
    assert told(figures(FUNDS), figures(other)) == [
        ("changed", "figure", "Region/澜江市", "研发经费投入", "2024", "", aspect)]
    assert shown(figures(FUNDS), figures(other)) == [([before], [after])]


@pytest.mark.parametrize(("before", "after", "statuses"), [
    ((), (FIGURE,), ["new"]),
    ((FIGURE,), (), ["gone"]),
    ((FIGURE,), (FIGURE, replace(FIGURE, value=Decimal("36"))), ["new"]),
    ((FIGURE,), (replace(FIGURE, period="2025"),), ["gone", "new"]),
    ((FIGURE,), (replace(FIGURE, target=True),), ["gone", "new"]),
    ((FIGURE,), (replace(FIGURE, indicator="别的占比"),), ["new", "gone"]),
    ((replace(FUNDS, rank_scope="全省"),), (replace(FUNDS, rank_scope="全国"),), ["new", "gone"]),
])
def test_new_and_gone_figures(before, after, statuses):
    assert sorted(status for status, *_ in told(figures(*before), figures(*after))) == sorted(statuses)


@pytest.mark.parametrize(("change", "expected"), [
    ({"planned": True}, ([""], ["planned"])),
    ({"detail": "院长"}, ([""], ["院长"])),
])
def test_a_relation_that_was_planned_or_had_another_post_has_changed(change, expected):
    other = replace(FIRST, statements=(replace(FIRST.statements[0], **change), *FIRST.statements[1:]))
    assert shown(FIRST, other) == [expected]


def test_new_and_gone_entities_and_relations():
    added = entity("Industry", "高技术产业")
    says = Statement("Region/澜江市", "locatedIn", "Region/澜江市", (Span(0, 2),), 0.5, "test")
    other = replace(FIRST, entities=(*FIRST.entities, added), statements=(*FIRST.statements[1:], says))
    assert told(FIRST, other) == [
        ("new", "entity", "Industry", "高技术产业"),
        ("new", "relation", "Region/澜江市", "locatedIn", "Region/澜江市"),
        ("gone", "relation", "University/云岭理工大学", "hosts", "Platform/澜江省微纳光学重点实验室")]


def test_a_fact_that_another_report_still_says_is_not_gone():
    again = replace(FIRST, source=source(graphs.TEXT, "other"))
    assert compare(facts([FIRST, again]), facts([again])) == ()


@pytest.mark.parametrize(("other", "found"), [
    (replace(FIGURE, value=Decimal("36")), 1),
    (replace(FIGURE, value=Decimal("35.20")), 0),
    (replace(FIGURE, value=Decimal("36"), comparator=">"), 0),
    (replace(FIGURE, value=Decimal("36"), target=True), 0),
    (replace(FIGURE, value=Decimal("36"), period="2023"), 0),
    (replace(FIGURE, value=Decimal("36"), unit="家"), 0),
    (replace(FIGURE, value=Decimal("36"), subject="University/云岭理工大学"), 0),
])
def test_two_values_of_one_figure_contradict_each_other(other, found):
    told = contradictions(facts([figures(FIGURE, name="a"), figures(other, name="b")]))
    assert len(told) == found
    for one in told:
        assert [(f.report, f.shown) for f in one.facts] == [("a", "35.2%"), ("b", "36%")]
        assert {f.sentence for f in one.facts} == {"澜江市高技术产业占比为35.2%。"}


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Two builds: the second has a revised figure in another report, and a person more."""
    folder = tmp_path_factory.mktemp("diff")
    text = graphs.TEXT.replace("35.2%", "36.1%") + "丁见山获评澜江青年奖。"
    start = text.index("丁见山")
    person = Entity("Person", "丁见山", ("丁见山",), (Span(start, start + 3),), extractor="test")
    won = Statement("Person/丁见山", "receives", "Award/澜江青年奖", (Span(start, start + 10),), 0.9, "test")
    figure = replace(FIGURE, value=Decimal("36.1"), value_text="36.1%")
    second = replace(FIRST, source=source(text, "lanjiang-2025"), entities=(*FIRST.entities, person),
                     statements=(*FIRST.statements, won), observations=(figure,))
    publish([FIRST], folder / "one", page=lambda x: "")
    publish([FIRST, second], folder / "two", page=lambda x: "")
    return folder


def test_the_patch_of_two_builds_makes_the_one_of_the_other(builds):
    for before, after in (("one", "two"), ("two", "one")):
        lines = set((builds / before / "graph.nq").read_text("utf-8").splitlines())
        patch = diff(str(builds / before), str(builds / after), builds, "patch").splitlines()
        assert (patch[0][:15], patch[1], patch[-1]) == ("H id <urn:uuid:", "TX .", "TC .")
        gone = {line[2:] for line in patch if line.startswith("D ")}
        assert gone <= lines
        lines = lines - gone | {line[2:] for line in patch if line.startswith("A ")}
        assert sorted(lines) == (builds / after / "graph.nq").read_text("utf-8").splitlines()


def test_the_patch_of_two_reports_has_what_they_say_and_not_where(builds):
    patch = diff("lanjiang-2024", "lanjiang-2025", builds / "two", "patch").splitlines()
    added = rdf.read_nquads("\n".join(line[2:] for line in patch if line.startswith("A ")).encode())
    assert any(q.predicate.value.endswith("receives") for q in added)
    assert any(q.predicate.value.endswith("baseValue") and q.object.value == "36.1" for q in added)
    assert not [q for q in added if q.predicate.value.endswith(("hasTarget", "hosts", "confidence", "exact"))]
    gone = [line for line in patch if line.startswith("D ")]
    assert any("35.2" in line for line in gone)
    assert not any("丁见山" in line for line in gone)


def test_nothing_differs_from_itself(builds):
    one = str(builds / "one")
    assert diff(one, one, builds).startswith("没有差别")
    assert len(diff(one, one, builds, "patch").splitlines()) == 3
    assert json.loads(diff(one, one, builds, "json")) == {"counts": {}, "differences": [], "contradictions": []}


def test_the_table_says_what_changed_and_what_contradicts(builds, capsys):
    assert main(["diff", "lanjiang-2024", "lanjiang-2025", "--store", str(builds / "two")]) == 0
    table = capsys.readouterr().out
    for words in ("变化", "35.2%", "36.1%", "丁见山", "获得", "新增 2，消失 0，变化 1",
                  "[lanjiang-2025] 澜江市高技术产业占比为36.1%。"):
        assert words in table


def test_the_contradictions_query_lists_both_sentences(builds, capsys):
    assert main(["query", "contradictions", "--store", str(builds / "two"), "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 2
    for words in ("澜江市高技术产业占比为35.2%", "澜江市高技术产业占比为36.1%", "lanjiang-2024", "lanjiang-2025",
                  ",35.2,36.1,"):
        assert words in rows[1]


def test_a_series_keeps_both_of_two_revisions(builds, capsys):
    asked = ["query", "series", "--param", "indicator=占比", "--format", "csv"]
    assert main([*asked, "--store", str(builds / "two")]) == 0
    assert [line.split(",")[3] for line in capsys.readouterr().out.splitlines()[1:]] == ["35.2", "36.1"]


def test_json_has_everything(builds):
    found = json.loads(diff(str(builds / "one"), str(builds / "two"), builds, "json"))
    assert found["counts"] == {"new": 3}
    assert found["differences"][0]["after"][0]["sentence"] == "丁见山获评澜江青年奖。"
    assert len(found["contradictions"]) == 1


@pytest.mark.parametrize(("before", "after", "form", "error"), [
    ("lanjiang-2024", "nothing", "table", InputError),
    ("nowhere", "nothing", "json", InputError),
    ("lanjiang-2024", "lanjiang-2025", "patsch", QueryError),
])
def test_what_is_not_there_is_said(builds, before, after, form, error):
    with pytest.raises(error, match=r"nothing|nowhere|patch"):
        diff(before, after, builds / "two", form)
