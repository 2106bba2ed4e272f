"""Whose figures they are, of when, whether goals; figures said twice; texts without entities."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extraction.observations import find, rules
from kg.extraction.tokens import tokenize
from kg.model import Context, Document, Entity, Source, Span
from kg.reading.structure import sentences

NEWS = Context(region="甲原市", year=2021)
REPORT = Context(region="甲原市", publisher="甲原市科学技术局", year=2021, genre="evaluation")
WORK = Context(region="乙岭省", year=2021, genre="work-report")


def _document(text):
    found = sentences(text)
    return Document(Source("x", text, ""), found, tokenize(text, found))


def _entity(text, cls, name, *forms, references=()):
    mentions = tuple(Span(m.start(), m.end()) for f in (name, *forms) for m in re.finditer(re.escape(f), text))
    places = tuple(Span(m.start(), m.end()) for f in references for m in re.finditer(re.escape(f), text))
    return Entity(cls, name, (name, *forms), mentions, places)


def _observe(text, context, *entities):
    region = _entity(text, "Region", context.region, references=("全市", "我市", "全省"))
    publisher = _entity(text, "GovernmentAgency", context.publisher or "无名局", references=("我局",))
    return find(_document(text), (region, publisher, *(_entity(text, *e) for e in entities)), context)


OWNERS = [
    (NEWS, "全市高新技术企业达445家。", (), {"甲原市"}),
    (NEWS, "丁山大学获得专利12项，发表论文56篇。", (("University", "丁山大学"),), {"丁山大学"}),
    (NEWS, "丙星公司主营仪器。该公司拥有员工1283人。", (("Enterprise", "丙星公司"),), {"丙星公司"}),
    (NEWS, "丙星公司、丁山大学等7家单位参与。", (("Enterprise", "丙星公司"), ("University", "丁山大学")), {"甲原市"}),
    (NEWS, "丁山大学首次设立青禾基金400万元。", (("University", "丁山大学"), ("Programme", "青禾基金")), {"青禾基金"}),
    (NEWS, "实施青禾计划，累计支持近2000家企业。", (("Programme", "青禾计划"),), {"青禾计划"}),
    (NEWS, "首届青禾论坛举行，200余位嘉宾参会。", (("Event", "首届青禾论坛"),), {"首届青禾论坛"}),
    (NEWS, "来自丁山大学的两项专利通过评审。", (("University", "丁山大学"),), {"丁山大学"}),
    (NEWS, "王一等30人荣获青禾奖。", (("Award", "青禾奖"), ("Person", "王一")), {"青禾奖"}),
    (NEWS, "青禾奖、金穗奖各分为2个等级。", (("Award", "青禾奖"), ("Award", "金穗奖")), {"青禾奖", "金穗奖"}),
    (REPORT, "我局认真履职。年末在编在岗职工54人。", (), {"甲原市科学技术局"}),
    (REPORT, "我局认真履职。全市研发经费投入92亿元。", (), {"甲原市"}),
    (REPORT, "我局认真履职。发布技术需求239项。", (), {"甲原市科学技术局"}),
]

PERIODS = [
    ("2019年，全市研发经费投入92亿元。", "2019"),
    ("全市研发经费投入92亿元。", "2021"),
    ("截至2020年12月31日，全市在岗职工54人。", "2020-12-31"),
    ("上半年，全市新增企业1431家。", "2021-01/2021-06"),
    ("去年，全市新增企业1431家。", "2020"),
    ("截至今年5月底，全市专利拥有量达63.2件。", "2021-05-31"),
    ("近三年来，全市成交额年均增速超50%。", "2019/2021"),
    ("全市研发经费投入92亿元，比去年增长3%。", "2021"),
    ("全市84个项目获2022年度青禾基金立项。", "2022"),
    ("《乙条例（2015年）》实施，全市建成平台8家。", "2021"),
]

TARGETS = [
    ("力争全市研发经费投入增长8%以上。", True),
    ("到2025年，全市平台达到260个。", True),
    ("单个项目支持强度不低于1000万元。", True),
    ("支持院士工作站建设，最高补助500万元。", True),
    ("甲公司将投资15亿元。", True),
    ("甲公司计划投入4000万元。", True),
    ("今后五年打算把研发队伍扩充到150人。", True),
    ("全省要再新增高新技术企业1000家。", True),
    ("初步预计，全市生产总值增长4.5%。", False),
    ("高新技术企业预计新增850家。", False),
    ("全市争取到科技项目59项。", False),
    ("甲厅将其列入行动计划，支持资金2000万元。", False),
    ("全市列入科技计划项目20项。", False),
    ("全市研发经费投入增长8%以上。", False),
]

PLAN = """过去一年，全省研发投入强度达2.6%，新增企业445家。
加快建设创新平台。推进技术攻关，实施重大项目40项，新建中心10家。强化人才支撑，深化改革，支持企业发展，完善服务体系。"""


@pytest.mark.parametrize(("context", "text", "entities", "subjects"), OWNERS)
def test_figure_belongs_to_whom_it_measures(context, text, entities, subjects):
    assert {o.subject.partition("/")[2] for o in _observe(text, context, *entities)} == subjects


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_figure_has_the_time_that_its_text_says(text, period):
    assert [o.period for o in _observe(text, NEWS)] == [period]


@pytest.mark.parametrize(("text", "periods"), [
    ("2020年，全市新增企业30家。乙平台增加8个。", {"2020"}),
    ("2020年，全市新增企业30家。目前，全市有平台8个。", {"2020", "2021"}),
    ("2020年支持企业30家。全市新增平台8个。", {"2020", "2021"}),
    ("截至2020年底，全市有企业30家。全市新增平台8个。", {"2020", "2021"}),
    ("2025年，全市企业达30家。全市新增平台8个。", {"2025", "2021"}),
])
def test_a_year_at_the_head_of_a_sentence_holds_for_the_next_ones(text, periods):
    assert {o.period for o in _observe(text, NEWS)} == periods


def test_a_dated_prize_has_its_figures_of_its_year():
    prize = ("Award", "2020年度青禾奖")
    found = _observe("2020年度青禾奖揭晓。金穗奖12项。全市新增企业30家。", NEWS, prize, ("Award", "金穗奖"))
    assert {(o.subject, o.period) for o in found} == {("Award/金穗奖", "2020"), ("Region/甲原市", "2021")}


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_goal_is_told_from_result(text, target):
    assert [o.target for o in _observe(text, NEWS)] == [target]


def test_work_report_tells_results_of_the_year_before_and_goals_of_its_own():
    found = {str(o.value): (o.period, o.target) for o in _observe(PLAN, WORK)}
    assert found == {"2.6": ("2020", False), "445": ("2020", False), "40": ("2021", True), "10": ("2021", True)}


def test_repeated_paragraph_gives_one_figure_with_two_places():
    text = "全市建成平台8家。\n另有工作进展。\n全市建成平台8家。"
    (found,) = _observe(text, NEWS)
    assert [e.of(text) for e in found.evidence] == ["全市建成平台8家", "全市建成平台8家"]


def test_earlier_of_two_levels_has_no_period_that_nobody_told():
    found = _observe("全市企业从518家增加到731家。", NEWS)
    assert [(str(o.value), o.period) for o in found] == [("518", None), ("731", "2021")]


def test_number_inside_a_name_is_no_figure():
    assert _observe("全市新建100万吨乙烯项目。", NEWS, ("Project", "100万吨乙烯项目")) == ()


def test_value_text_and_evidence_are_of_the_text():
    text = "我市争取经费近９００万元。"
    (found,) = _observe(text, NEWS)
    assert (found.unit, str(found.value), found.comparator) == ("万元", "900", "<")
    assert found.evidence[0].of(text) == "我市争取经费近９００万元"


def test_figure_of_nobody_is_not_written():
    assert find(_document("研发经费投入92亿元。"), (), Context()) == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["全市", "达", "增长", "3.5%", "（", "）", "、", "，", "第3位",
                                 "12家", "从", "到", "企业", "。", "占",
                                 "分别", "各", "“", "”",
                                 "两项", "的", "近", "亿元", "2020年",
                                 "居", "其中", "\n"]), max_size=18))
def test_any_text_gives_figures_with_evidence_inside_it(words):
    text = "".join(words)
    for one in _observe(text, NEWS):
        assert all(0 <= e.start < e.end <= len(text) for e in one.evidence)


def test_unknown_class_in_a_data_file_dies_while_loading():
    broken = rules.Rules("data/observations/x.toml", {"owners": ["Universty"]}, {})
    with pytest.raises(DataError, match="Universty"):
        broken.classes("owners")
