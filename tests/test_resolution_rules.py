"""Further ways in which short names are bound to fuller ones; which pairs are compared at all."""

import pytest
from resolution_cases import NEWS, marked, resolved
from test_resolution import DIFFERENT, SAME

from kg.extraction.entities.candidates import Candidates
from kg.extraction.entities.forms import forms
from kg.extraction.entities.merging import binds

# (class, first in the text, later in the text)
BOUND = [
    ("ResearchInstitute", "东海交通大学再生医学研究院", "交大再生医学院"),
    ("ResearchInstitute", "东海交通大学衡水研究院", "衡水研究院"),
    ("ResearchInstitute", "枣强智能装备研究院", "智能装备技术研究院"),
    ("Organization", "衡水长寿健康中医集团", "衡水长寿中医健康集团"),
    ("Organization", "江阔集团科技协会", "科协"),
    ("University", "河北衡水师范学院", "衡水师范学院"),
    ("University", "东海大学经济与管理学院", "东海大学经管学院"),
    ("Programme", "衡水市信用贷款担保风险代偿基金", "衡水市信担基金"),
    ("Programme", "“十四五”省重点攻关计划", "省重点攻关计划"),
    ("Award", "实干担当工作激励表扬", "实干担当表彰"),
    ("Industry", "种子产业", "现代种子产业"),
    ("Designation", "国家重点实验室", "国家重点实验室序列"),
    ("Team", "江河实验室第一届学术委员会", "江河实验室学术委员会"),
    ("Event", "枣强大运会", "大运会"),
]
APART = [
    ("ResearchInstitute", "东海交通大学再生医学研究院", "再生科学院"),
    ("Organization", "衡水第一中学", "衡水第二中学"),
    ("University", "河北衡水师范学院", "石家庄师范学院"),
    ("Programme", "衡水市信用贷款担保风险代偿基金", "衡水市创投基金"),
    ("Award", "实干担当工作激励表扬", "创新争先工作激励表扬"),
]


def count(cls, first, later):
    return len([e for e in resolved(f"{{{cls}|{first}}}很好。后来{{{cls}|{later}}}也好。").values() if e.cls == cls])


@pytest.mark.parametrize(("cls", "first", "later"), BOUND)
def test_a_short_name_is_bound(cls, first, later):
    assert count(cls, first, later) == 1


@pytest.mark.parametrize(("cls", "first", "later"), APART)
def test_another_name_stays_apart(cls, first, later):
    assert count(cls, first, later) == 2


def test_every_pair_that_a_rule_binds_is_among_the_candidates_that_are_compared():
    pairs = [*SAME, *DIFFERENT, *BOUND, *APART]
    texts = "。".join(f"{{{cls}|{first}}}。{{{cls}|{later}}}" for cls, first, later in pairs if cls != "Region")
    document, mentions = marked(texts)
    keys = {(f.cls, f.key) for f in forms(document, mentions, NEWS)}
    compared = Candidates(keys)
    bound = [(s, f) for s in keys for f in keys if s != f and s[0] == f[0] and binds(s[1], f[1], s[0])]
    assert len(bound) > 25
    assert [(s, f) for s, f in bound if f not in compared.of(s)] == []


@pytest.mark.parametrize(("text", "names"), [
    ("{Region|衡水}的企业引进{Region|永吉}红包设备。", {"衡水市"}),
    ("{Region|衡水}的企业引进{Region|永吉}、长春设备。", {"衡水市", "永吉县"}),
    ("{Region|吉林省}{Region|永吉}红包设备。", {"衡水市", "吉林省", "永吉县"}),
    ("{Region|枣强}企业红火。", {"枣强县"}),
])
def test_a_strange_countys_short_name_before_another_word_is_doubted(text, names):
    found = {e.name for e in resolved(text).values() if e.mentions}
    assert found - {"衡水市"} == names - {"衡水市"}
