"""The graph of the Hengyang report, fact by fact, and how right it is."""

import pytest
from golden import FILE, facts

from kg.evaluate.gold import read_gold
from kg.evaluate.score import score
from kg.store import load


@pytest.fixture(scope="module")
def extraction(built):
    (found,) = load(built)
    return found


def test_the_graph_of_the_hengyang_report_is_the_golden_one(extraction):
    wanted = FILE.read_text("utf-8").splitlines()
    found = facts(extraction)
    assert len(wanted) > 200
    assert found == wanted, "review the difference; where it is right: python tests/golden.py --write"


@pytest.mark.parametrize(("part", "floor"), [
    ("entity", 0.85), ("relation", 0.60), ("observation", 0.85), ("observation_full", 0.75),
])
def test_the_scores_hold_their_floors(extraction, root, part, floor):
    assert score(extraction, read_gold(root / "data" / "gold" / "hengyang-2024")).parts[part].f1 >= floor


def test_nothing_stands_without_its_characters(extraction):
    text = extraction.source.text
    assert all(e.mentions or e.references for e in extraction.entities)
    assert all(s.evidence for s in extraction.statements)
    for o in extraction.observations:
        assert any(o.value_text in span.of(text) for span in o.evidence), o.value_text


def test_the_example_of_the_project_is_read_as_one_typed_figure(extraction):
    (spending,) = [o for o in extraction.observations if str(o.value) == "92.04"]
    assert (spending.unit, spending.period, str(spending.change), spending.change_unit, spending.rank) == (
        "亿元", "2023", "12.8", "%", 3)
    assert "A类地区" in spending.rank_scope
    assert len(spending.evidence) == 2, "the paragraph is repeated: one fact, two pieces of evidence"
