"""The counting of right, extra and missed ones."""

from decimal import Decimal

import pytest

from kg.errors import InputError
from kg.evaluate.gold import read_gold
from kg.evaluate.reliability import curve, distances, reliability
from kg.evaluate.score import score
from kg.model import Context, Entity, Extraction, Observation, Span, Statement
from kg.reading.text import source

TEXT = "星岭市科技局与白石大学合作，投入经费3.5亿元。"
BUREAU, SCHOOL = "GovernmentAgency/星岭市科技局", "University/白石大学"


def answer(tmp_path):
    folder = tmp_path / "r"
    folder.mkdir()
    (folder / "entities.tsv").write_text(
        "id\tclass\tname\taliases\ne1\tGovernmentAgency\t星岭市科技局\t星岭市科技局\ne2\tUniversity\t白石大学\t白石大学\n",
        encoding="utf-8")
    (folder / "relations.tsv").write_text(
        "subject\tproperty\tobject\tdetail\tmodality\ne1\tcooperatesWith\te2\t-\t-\n", encoding="utf-8")
    (folder / "observations.tsv").write_text(
        "subject\tindicator\tvalue\tunit\tperiod\tchange\tchange_unit\trank\trank_scope\tcomparator\tmodality\n"
        "e1\t投入经费\t3.5\t亿元\t2024\t-\t-\t-\t-\t=\t-\n", encoding="utf-8")
    return read_gold(folder)


def extraction(*, entities=None, statements=(), observations=()):
    things = entities or (Entity("GovernmentAgency", "星岭市科技局", ("星岭市科技局",), (Span(0, 6),)),
                          Entity("University", "白石大学", ("白石大学",), (Span(7, 11),)))
    return Extraction(source(TEXT, "r"), Context(), tuple(things), tuple(statements), tuple(observations))


def figure(**changes):
    fields = {"subject": BUREAU, "indicator": "经费投入", "value": Decimal("3.5"), "unit": "亿元", "period": "2024",
              "evidence": (Span(14, 22),), "value_text": "3.5亿元"}
    return Observation(**(fields | changes))


def test_right_entities_and_a_symmetric_relation_the_other_way_round(tmp_path):
    statement = Statement(SCHOOL, "cooperatesWith", BUREAU, (Span(0, 13),), 0.9, "rule")
    found = score(extraction(statements=[statement]), answer(tmp_path))
    assert found.parts["entity"].f1 == 1.0
    assert found.parts["relation"].f1 == 1.0
    assert found.classes["University"].right == 1


def test_a_wrong_class_counts_as_name_only(tmp_path):
    things = (Entity("GovernmentAgency", "星岭市科技局", (), (Span(0, 6),)),
              Entity("Enterprise", "白石大学", (), (Span(7, 11),)))
    found = score(extraction(entities=things), answer(tmp_path))
    assert found.parts["entity_name"].f1 == 1.0
    assert found.parts["entity"].right == 1
    assert found.classes["University"].missed == 1
    assert found.classes["Enterprise"].extra == 1


@pytest.mark.parametrize(("changes", "core", "full"), [
    ({}, 1, 1),
    ({"value": Decimal("3.50")}, 1, 1),
    ({"period": "2024-12-31"}, 1, 1),
    ({"period": "2023"}, 1, 0),
    ({"subject": SCHOOL}, 1, 0),
    ({"target": True}, 1, 0),
    ({"unit": "万元"}, 0, 0),
    ({"value": Decimal("3.6")}, 0, 0),
    ({"indicator": "孵化器数", "subject": SCHOOL}, 0, 0),
])
def test_a_figure_is_the_same_by_value_unit_and_indicator_and_full_by_the_rest(tmp_path, changes, core, full):
    found = score(extraction(observations=[figure(**changes)]), answer(tmp_path))
    assert found.parts["observation"].right == core
    assert found.parts["observation_full"].right == full


def test_a_gold_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        read_gold(tmp_path / "nowhere")


def test_confidence_is_compared_with_precision_and_evidence_with_its_distance(tmp_path):
    right = Statement(SCHOOL, "cooperatesWith", BUREAU, (Span(0, 13),), 0.92, "rule")
    wrong = Statement(BUREAU, "supports", SCHOOL, (Span(14, 22),), 0.65, "rule")
    found = score(extraction(statements=[right, wrong]), answer(tmp_path))
    bins = {(b.part, b.label): (b.facts, b.precision) for b in reliability(found.judged)}
    assert bins[("relation", "0.9–1.0")] == (1, 1.0)
    assert bins[("relation", "0.6–0.7")] == (1, 0.0)
    assert {b.label: b.precision for b in distances(found.judged)} == {"clause": 1.0, "left out": 0.0}
    assert curve(found.judged, "relation", 1)[0] == (0.0, 0.5, 1.0)
    assert curve(found.judged, "relation", 1)[-1] == (0.9, 1.0, 1.0)


def test_the_faults_tell_what_is_wrong_of_which_kind(tmp_path):
    found = score(extraction(observations=[figure(period="2023", rank=3)]), answer(tmp_path))
    assert [(f.what, f.kind) for f in found.faults] == [("missed relation", "cooperatesWith"),
                                                        ("partial figure", "period+rank")]


def test_names_that_a_list_holds_are_not_counted_as_unlisted(tmp_path):
    gold = answer(tmp_path)
    things = (Entity("GovernmentAgency", "星岭市科技局", (), (Span(0, 6),)),
              Entity("Region", "长沙市", (), (Span(7, 9),)))
    found = score(extraction(entities=things), gold)
    assert (found.parts["unlisted"].right, found.parts["unlisted"].extra, found.parts["unlisted"].missed) == (1, 0, 1)


def test_a_relation_outside_domain_or_range_does_not_conform(tmp_path):
    facts = [Statement(BUREAU, p, SCHOOL, (Span(0, 13),), 0.9, "rule") for p in ("cooperatesWith", "worksFor")]
    found = score(extraction(statements=facts), answer(tmp_path))
    assert (found.parts["conforming"].right, found.parts["conforming"].extra) == (1, 1)
