"""What holds for any text: it gives a valid graph, offsets fit, and the same text gives the same records."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import rdf
from kg.extraction.pipeline import extract
from kg.graph.write import quads
from kg.reading.text import source
from kg.validate import check, render
from kg.vocabulary import vocabulary

PIECES = ["星岭市", "科学技术局", "我局", "全市", "白石大学", "重点实验室", "“", "”", "《", "》", "获", "承担",
          "省科技进步奖一等奖", "将建设", "2024年", "12.8%", "同比增长", "3.5亿元", "居全省第", "三", "，", "。", "；",
          "、", "\n", " ", "（", "）", "陈明远", "局长", "和", "的", "</script>", "😀", "A", "0", "\u3000",
          "1,234家企业", "万", "余"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=40).map("".join)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def clean(text):
    """What a file can hold: no lone surrogates, no NUL, \\n as line end, something to see."""
    text = text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "").replace("\r", "\n")
    return text if text.strip() else "甲"


@SLOW
@given(TEXTS)
def test_any_text_gives_a_graph_that_validates(text):
    store = rdf.Store()
    store.extend(quads(extract(source(clean(text), "t"))))
    report = check(store)
    assert report.conforms, render(report)


@SLOW
@given(TEXTS)
def test_every_place_is_inside_the_text_and_every_relation_holds_the_ontology(text):
    found = extract(source(clean(text), "t"))
    length = len(found.source.text)
    entities = {e.id: e for e in found.entities}
    places = [s for e in found.entities for s in e.places()]
    places += [s for fact in (*found.statements, *found.observations) for s in fact.evidence]
    assert all(0 <= s.start < s.end <= length for s in places)
    for s in found.statements:
        assert vocabulary().allows(s.property, entities[s.subject].cls, entities[s.object].cls)
    assert all(o.subject in entities for o in found.observations)
    assert all(o.value_text in found.source.text for o in found.observations)


@SLOW
@given(TEXTS)
def test_the_same_text_gives_the_same_records(text):
    report = source(clean(text), "t")
    assert extract(report) == extract(report)


@pytest.mark.parametrize("text", [
    "甲", "。", "\n\n甲\n\n", "（" * 500, "“" * 300 + "”" * 300, "年" * 2000, "1" * 5000, "、" * 3000,
])
def test_strange_texts_are_read_in_a_moment(text):
    assert extract(source(text, "t")).source.text == text
