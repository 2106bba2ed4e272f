"""Bodies, platforms, parks, teams, people and places: what is a name in a sentence, and what is none."""

import pytest

from kg.errors import DataError
from kg.extraction import mentions
from kg.extraction.mentions import lexicon as lexicons
from kg.extraction.mentions.brands import short_forms
from kg.extraction.mentions.select import select
from kg.extraction.tokens import tokenize
from kg.model import Document, Mention, Span
from kg.reading.structure import sentences
from kg.reading.text import source

EXAMPLES = [(cls, text, good) for cls, one in lexicons.lexicons().items() for text, good in one.examples]


def found(text: str) -> tuple[Mention, ...]:
    cut = sentences(text)
    return mentions.find(Document(source(text, "case"), cut, tokenize(text, cut)))


def names(text: str, cls: str) -> set[str]:
    return {m.name or m.span.of(text) for m in found(text) if m.cls == cls}


@pytest.mark.parametrize(("cls", "text", "good"), EXAMPLES, ids=[f"{c}-{t}" for c, t, _ in EXAMPLES])
def test_heads_find_their_examples_and_leave_their_counter_examples(cls, text, good):
    assert bool(names(text, cls)) == good


CASES = [
    ("支持长沙理工大学建设", "University", {"长沙理工大学"}),
    ("南山理工大学联合北山科技大学举办", "University", {"南山理工大学", "北山科技大学"}),
    ("由香港中文大学（深圳）承办", "University", {"香港中文大学（深圳）"}),
    ("推动院校企共建卓越工程师学院。", "University", set()),
    ("中国科学院丰山海洋研究所所长出席", "ResearchInstitute", {"中国科学院丰山海洋研究所"}),
    ("民办学校有小学625所。", "ResearchInstitute", set()),
    ("云岭电驱全资子公司投产", "Enterprise", {"云岭电驱"}),
    ("长沙 泓岳科技有限公司承担", "Enterprise", {"泓岳科技有限公司"}),
    ("不断增强企业核心竞争力。", "Enterprise", set()),
    ("引进一批上市公司。", "Enterprise", set()),
    ("市科技局、市财政局印发通知。", "GovernmentAgency", {"市科技局", "市财政局"}),
    ("云州市委常委出席。", "GovernmentAgency", {"云州市委"}),
    ("衡南县、祁东县、常宁市科工信局推动。", "GovernmentAgency",
     {"衡南县科工信局", "祁东县科工信局", "常宁市科工信局"}),
    ("打开工作新局面。", "GovernmentAgency", set()),
    ("由省委组织部牵头，工信部指导。", "GovernmentAgency", {"省委组织部", "工信部"}),
    ("入列丰山实验室。", "Platform", {"丰山实验室"}),
    ("支持青云、丰山、白鹭等实验室加快建设。", "Platform", {"青云实验室", "丰山实验室", "白鹭实验室"}),
    ("新增国家重点实验室2家、省级孵化器3家。", "Platform", set()),
    ("加快长沙全球研发中心城市建设。", "Platform", set()),
    ("衡南高新区、株洲经开区获评。", "Park", {"衡南高新区", "株洲经开区"}),
    ("各产业园区加快建设。", "Park", set()),
    ("董事长李明远、教授王思齐出席。", "Person", {"李明远", "王思齐"}),
    ("新增省杰青、优青各4人。", "Person", set()),
    ("（记者 王小明 通讯员 李大海）近日，活动举行。", "Person", set()),
    ("朱 岚（女） 丰山大学", "Person", {"朱 岚"}),
    ("来自埃及、美国的专家参加。", "Region", {"埃及", "美国"}),
    ("江苏、浙江两省和粤港澳大湾区合作。", "Region", {"江苏", "浙江", "粤港澳大湾区"}),
    ("获衡阳市财政局支持。", "Region", set()),
]


@pytest.mark.parametrize(("text", "cls", "wanted"), CASES, ids=[f"{c}-{t}" for t, c, _ in CASES])
def test_a_sentence_holds_exactly_these_names_of_a_class(text, cls, wanted):
    assert names(text, cls) == wanted


def test_a_short_form_in_brackets_has_the_class_of_its_long_form():
    text = "中国丰山集团公司第七研究所（以下简称“丰山七所”）成立。丰山七所研制成功。"
    assert "丰山七所" in names(text, "ResearchInstitute")


def test_the_host_inside_a_platform_is_a_mention_and_the_place_inside_a_bureau_is_none():
    text = "依托湘江大学“低温-储能”国家重点实验室，长沙市科技局支持。"
    assert "湘江大学" in names(text, "University")
    assert names(text, "Region") == set()


@pytest.mark.parametrize(("name", "wanted"), [
    ("江苏泓岳安防股份有限公司", ("泓岳安防", "泓岳")),
    ("云岭绿色科技有限公司", ("云岭绿色科技",)),
    ("泓岳", ()),
])
def test_companies_in_full_have_short_forms(name, wanted):
    assert short_forms(name) == wanted


@pytest.mark.parametrize("text", ["云州市召开大会，市委市政府高度重视。", "云州市召开大会，市委、市政府高度重视。"])
def test_a_committee_and_a_government_that_touch_are_two(text):
    assert names(text, "GovernmentAgency") == {"市委", "市政府"}


def test_a_company_is_called_by_what_opens_its_name():
    text = "云岭市的江苏泓岳冰川智驾科技有限公司投产。泓岳冰川总经理说，产值翻番。"
    assert "泓岳冰川" in names(text, "Enterprise")


def test_of_two_names_that_cross_the_surer_stays():
    weak, strong = Mention(Span(0, 4), "Enterprise", 0.6, "a"), Mention(Span(2, 6), "Platform", 0.9, "b")
    kept = select("甲乙丙丁戊己", [weak, strong])
    assert [m.extractor for m in kept] == ["b"]


@pytest.mark.parametrize(("cls", "data"), [
    ("Nobody", {}),
    ("Platform", {"unknown": []}),
    ("Platform", {"names": ["甲"], "bare": ["甲"]}),
    ("Platform", {"head": [{"words": ["室"], "need": "luck"}]}),
    ("Platform", {"head": [{"words": ["室"]}, {"words": ["室"]}]}),
    ("Platform", {"names": "室"}),
])
def test_a_lexicon_that_contradicts_itself_dies_with_its_path(cls, data):
    with pytest.raises(DataError, match=r"lexicon/\w+\.toml"):
        lexicons.parse(cls, data)


@pytest.mark.parametrize("text", ["", "\n\n", "AI for science", "（）“”、、", "第1。“甲”"])
def test_any_text_gives_mentions_that_lie_in_it(text):
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found(text))
