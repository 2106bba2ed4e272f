"""What sentences state, property by property: found and not to be found; plans, denials, evidence, subjects."""

import pytest
from statements_cases import marked

from kg.errors import DataError
from kg.extraction import statements
from kg.extraction.statements import rules as rules_module
from kg.vocabulary import vocabulary


def found(text, *, speaks=False):
    document, entities, context = marked(text, speaks=speaks)
    return document, statements.find(document, entities, context)


def facts(text, prop, *, speaks=False):
    name = lambda key: key.split("/", 1)[1]  # noqa: E731
    return {(name(s.subject), name(s.object)) for s in found(text, speaks=speaks)[1] if s.property == prop}


FOUND = [
    ("undertakes", "[白石重工:Enterprise]牵头承担“[高原风机示范:Project]”。", {("白石重工", "高原风机示范")}),
    ("undertakes", "“[高原风机示范:Project]”项目由[白石重工:Enterprise]、[云岭大学:University]共同承担。",
     {("白石重工", "高原风机示范"), ("云岭大学", "高原风机示范")}),
    ("participatesIn", "[白石重工:Enterprise]参与的“[高原风机示范:Project]”项目通过验收。",
     {("白石重工", "高原风机示范")}),
    ("participatesIn", "[云岭大学:University]、[白石重工:Enterprise]参加[高原创新论坛:Event]。",
     {("云岭大学", "高原创新论坛"), ("白石重工", "高原创新论坛")}),
    ("fundedUnder", "[高原风机示范:Project]列入[南岭省重大专项:Programme]。", {("高原风机示范", "南岭省重大专项")}),
    ("receives", "[白石重工:Enterprise]荣获[南岭省科技进步奖一等奖:Award]。",
     {("白石重工", "南岭省科技进步奖一等奖")}),
    ("receives", "[白石重工:Enterprise]、[青溪电子:Enterprise]入选[国家小巨人:Designation]。",
     {("白石重工", "国家小巨人"), ("青溪电子", "国家小巨人")}),
    ("receives", "[白石重工:Enterprise]董事长[罗启明:Person]获批[南岭领军人才:TalentTitle]。",
     {("罗启明", "南岭领军人才")}),
    ("conferredBy", "[督查激励:Award]由[南岭省人民政府:GovernmentAgency]颁发。", {("督查激励", "南岭省人民政府")}),
    ("hosts", "依托[云岭大学:University]建设的[高原光学中心:Platform]启用。", {("云岭大学", "高原光学中心")}),
    ("hosts", "[云岭大学:University]“[云岭大学高原光学实验室:Platform]”启用。",
     {("云岭大学", "云岭大学高原光学实验室")}),
    ("partOf", "[高原药物平台:Platform]入列[青溪实验室:Platform]。", {("高原药物平台", "青溪实验室")}),
    ("partOf", "[南岭科技奖:Award]设[南岭科技奖一等奖:Award]。", {("南岭科技奖一等奖", "南岭科技奖")}),
    ("cooperatesWith", "[云岭大学:University]与[白石重工:Enterprise]签署协议。", {("云岭大学", "白石重工")}),
    ("cooperatesWith", "论坛由[甲城科协:Organization]、[乙城科协:Organization]和[丙城科协:Organization]联合主办。",
     {("丙城科协", "乙城科协"), ("丙城科协", "甲城科协"), ("乙城科协", "甲城科协")}),
    ("develops", "[白石重工:Enterprise]自主研发了[高原风机:Achievement]。", {("白石重工", "高原风机")}),
    ("develops", "由[白石重工:Enterprise]和[云岭大学:University]联合研制的[高原风机:Achievement]下线。",
     {("白石重工", "高原风机"), ("云岭大学", "高原风机")}),
    ("resultsIn", "由[高原医学中心:Platform]制定的《[高原诊疗指南:Achievement]》发表。",
     {("高原医学中心", "高原诊疗指南")}),
    ("appliedBy", "[高原影像仪:Achievement]已经应用于[云岭医院:Organization]。", {("高原影像仪", "云岭医院")}),
    ("establishes", "[云岭大学:University]首次设立[高原联合基金:Programme]400万元。", {("云岭大学", "高原联合基金")}),
    ("worksFor", "[白石重工:Enterprise]总经理[罗启明:Person]说。", {("罗启明", "白石重工")}),
    ("worksFor", "[云岭市委:GovernmentAgency]常委、[青溪区委:GovernmentAgency]书记[罗启明:Person]出席。",
     {("罗启明", "云岭市委"), ("罗启明", "青溪区委")}),
    ("worksFor", "[罗启明:Person]现任[云岭大学:University]教授、[高原光学中心:Platform]主任。",
     {("罗启明", "云岭大学"), ("罗启明", "高原光学中心")}),
    ("memberOf", "[科技服务团:Team]团长[罗启明:Person]来到田间。", {("罗启明", "科技服务团")}),
    ("organizes", "[云岭市:Region]组织实施[晨光计划:Programme]、[育苗行动:Programme]。",
     {("云岭市", "晨光计划"), ("云岭市", "育苗行动")}),
    ("organizes", "[高原创新论坛:Event]由[云岭市科协:Organization]主办。", {("云岭市科协", "高原创新论坛")}),
    ("issues", "[云岭市人民政府:GovernmentAgency]印发《[云岭市创新条例:Policy]》。",
     {("云岭市人民政府", "云岭市创新条例")}),
    ("locatedIn", "[高原创新论坛:Event]在[青溪区:Region]举行。", {("高原创新论坛", "青溪区")}),
    ("locatedIn", "[青溪区:Region]有[青溪高新区:Park]。", {("青溪高新区", "青溪区")}),
    ("supports", "[云岭市:Region]大力发展[云计算:Industry]、[新型储能:Industry]等产业。",
     {("云岭市", "云计算"), ("云岭市", "新型储能")}),
    ("belongsToIndustry", "[白石重工:Enterprise]是一家[新型储能:Industry]领域龙头企业。", {("白石重工", "新型储能")}),
    ("governs", "[青溪区人民政府:GovernmentAgency]设在[青溪区:Region]。", {("青溪区人民政府", "青溪区")}),
]

SPARED = [
    ("undertakes", "[白石重工:Enterprise]未承担[高原风机示范:Project]。"),
    ("participatesIn", "[白石重工:Enterprise]没有参加[高原创新论坛:Event]。"),
    ("fundedUnder", "[高原风机示范:Project]与[南岭省重大专项:Programme]无关。"),
    ("receives", "[白石重工:Enterprise]尚未获得[南岭省科技进步奖一等奖:Award]。"),
    ("receives", "[云岭市:Region]15个项目获[南岭科技奖:Award]。"),
    ("conferredBy", "[督查激励:Award]公布后，[南岭省人民政府:GovernmentAgency]开会。"),
    ("hosts", "[高原光学中心:Platform]开放，[云岭大学:University]师生前来参观。"),
    ("partOf", "[高原药物平台:Platform]与[青溪实验室:Platform]都在开放。"),
    ("cooperatesWith", "[云岭大学:University]和[白石重工:Enterprise]都在现场。"),
    ("develops", "[白石重工:Enterprise]不再生产[高原风机:Achievement]。"),
    ("resultsIn", "[高原医学中心:Platform]成立，《[高原诊疗指南:Achievement]》早已发表。"),
    ("appliedBy", "[高原影像仪:Achievement]没有应用于[云岭医院:Organization]。"),
    ("establishes", "[高原联合基金:Programme]到期，[云岭大学:University]说。"),
    ("worksFor", "[云岭大学:University]开学，[罗启明:Person]来了。"),
    ("memberOf", "[罗启明:Person]来了。[科技服务团:Team]走了。"),
    ("organizes", "[云岭市科协:Organization]未举办[高原创新论坛:Event]。"),
    ("issues", "[云岭市人民政府:GovernmentAgency]不予发布[云岭市创新条例:Policy]。"),
    ("locatedIn", "[白石重工:Enterprise]向[青溪区:Region]捐款。"),
    ("supports", "[云岭市:Region]有[云计算:Industry]。"),
    ("belongsToIndustry", "[白石重工:Enterprise]开会。[新型储能:Industry]升温。"),
    ("governs", "[青溪区财政局:GovernmentAgency]设在[青溪区:Region]。"),
]


@pytest.mark.parametrize(("prop", "text", "expected"), FOUND)
def test_a_sentence_states_a_relation(prop, text, expected):
    read = facts(text, prop)
    pairs = {tuple(sorted(p)) for p in read} if vocabulary().properties[prop].symmetric else read
    wanted = {tuple(sorted(p)) for p in expected} if vocabulary().properties[prop].symmetric else expected
    assert pairs == wanted


@pytest.mark.parametrize(("prop", "text"), SPARED)
def test_a_sentence_does_not_state_a_relation(prop, text):
    assert not facts(text, prop)


def test_the_tables_hold_every_property():
    assert {p for p, *_ in FOUND} == {p for p, _ in SPARED} == set(vocabulary().properties)


PLANNED = [
    ("[云岭市:Region]将实施[晨光计划:Programme]。", True),
    ("[云岭市:Region]拟实施[晨光计划:Programme]。", True),
    ("到2027年，[云岭市:Region]实施[晨光计划:Programme]。", True),
    ("下一步，[云岭市:Region]实施[晨光计划:Programme]。", True),
    ("[云岭市:Region]力争实施[晨光计划:Programme]。", True),
    ("[云岭市:Region]实施了[晨光计划:Programme]。", False),
    ("[云岭市:Region]深入实施[晨光计划:Programme]。", False),
    ("[云岭市:Region]即将结束会议，去年实施了[晨光计划:Programme]。", False),
]


@pytest.mark.parametrize(("text", "plan"), PLANNED)
def test_a_plan_is_told_from_a_fact(text, plan):
    (statement,) = [s for s in found(text)[1] if s.property == "organizes"]
    assert statement.planned is plan


def test_what_is_said_as_done_and_as_plan_is_done():
    text = "[云岭市:Region]实施了[晨光计划:Programme]。[云岭市:Region]将实施[晨光计划:Programme]。"
    (statement,) = [s for s in found(text)[1] if s.property == "organizes"]
    assert not statement.planned


def test_a_paragraph_of_orders_of_a_speaking_publisher_is_a_plan():
    text = "加快推进改革，力争实现突破。深入实施[晨光计划:Programme]。强化支持。"
    (statement,) = [s for s in found(text, speaks=True)[1] if s.property == "organizes"]
    assert statement.planned


def test_a_paragraph_of_results_is_no_plan():
    text = "2024年新增企业20家，累计达300家，产值增长9%。深入实施[晨光计划:Programme]。"
    (statement,) = [s for s in found(text, speaks=True)[1] if s.property == "organizes"]
    assert not statement.planned


SUBJECTS = [
    ("organizes", "[云岭市:Region]重视创新，实施[晨光计划:Programme]；启动[育苗行动:Programme]。", False,
     {("云岭市", "晨光计划"), ("云岭市", "育苗行动")}),
    ("organizes", "深入实施[晨光计划:Programme]。", True, {("云岭市科学技术局", "晨光计划")}),
    ("organizes", "深入实施[晨光计划:Programme]。", False, set()),
    ("receives", "[白石重工:Enterprise]参与的[高原风机示范:Project]，获[南岭科技奖:Award]。", False,
     {("高原风机示范", "南岭科技奖")}),
    ("develops", "[白石重工:Enterprise]落户青溪。该公司研发[高原风机:Achievement]。", False,
     {("白石重工", "高原风机")}),
]


@pytest.mark.parametrize(("prop", "text", "speaks", "expected"), SUBJECTS)
def test_a_left_out_subject_is_found(prop, text, speaks, expected):
    assert facts(text, prop, speaks=speaks) == expected


POSTS = [
    ("[白石重工:Enterprise]总经理[罗启明:Person]说。", "总经理"),
    ("[云岭市科技局:GovernmentAgency]党组书记、局长[罗启明:Person]介绍。", "党组书记、局长"),
    ("[罗启明:Person]是[云岭大学:University]首席科学家。", "首席科学家"),
    ("[白石重工:Enterprise][罗启明:Person]获批项目。", None),
    ("组长：[罗启明:Person] [云岭市科技局:GovernmentAgency]副局长", "副局长"),
    ("[罗启明:Person] 教授、[云岭大学:University]原党委书记", "原党委书记"),
]


@pytest.mark.parametrize(("text", "post"), POSTS)
def test_the_post_is_told(text, post):
    (statement,) = [s for s in found(text)[1] if s.property == "worksFor"]
    assert statement.detail == post


def test_a_roster_gives_each_person_body_and_honour():
    text = ("[先进工作者:Award]表彰名单[罗启明:Person]（女） [云岭大学:University]"
            "[秦望舒:Person] [白石重工:Enterprise][沈若谷:Person] [青溪医院:Organization]")
    assert facts(text, "worksFor") == {("罗启明", "云岭大学"), ("秦望舒", "白石重工"), ("沈若谷", "青溪医院")}
    assert {s for s, _ in facts(text, "receives")} == {"罗启明", "秦望舒", "沈若谷"}


def test_repeated_paragraphs_are_one_fact_with_two_pieces_of_evidence():
    line = "[白石重工:Enterprise]荣获[南岭科技奖:Award]。"
    document, all_found = found(f"{line}\n{line}")
    (statement,) = [s for s in all_found if s.property == "receives"]
    assert [e.of(document.text) for e in statement.evidence] == ["白石重工荣获南岭科技奖"] * 2


def test_evidence_holds_the_words_that_state_it():
    document, all_found = found("会议召开，[白石重工:Enterprise]研发[高原风机:Achievement]，下线。")
    (statement,) = [s for s in all_found if s.property == "develops"]
    assert [e.of(document.text) for e in statement.evidence] == ["白石重工研发高原风机"]


def test_every_statement_holds_domain_range_and_confidence():
    for _, text, _ in FOUND:
        for s in found(text)[1]:
            assert vocabulary().allows(s.property, s.subject.split("/")[0], s.object.split("/")[0])
            assert 0.5 <= s.confidence < 1
            assert s.evidence


def test_statements_are_in_order_and_the_same_on_every_run():
    first, second = (found(FOUND[1][1])[1] for _ in range(2))
    assert first == second
    keys = [(s.subject, s.property, s.object) for s in first]
    assert keys == sorted(keys)


@pytest.mark.parametrize("text", ["。", "无名之文。", "[云岭市:Region]", "[甲:Region][乙:Region][丙:Person]。，；"])
def test_odd_texts_do_not_break_it(text):
    found(text)
    found(text, speaks=True)


def _file(tmp_path, monkeypatch, name, text):
    (tmp_path / "words.toml").write_text("[words]\n", encoding="utf-8")
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules_module, "resource", lambda *parts: tmp_path.joinpath(*parts[2:]))
    rules_module.read.cache_clear()
    rules_module.rules.cache_clear()


RULE = '[[rule]]\nid = "a"\npattern = "{pattern}"\nconfidence = 0.8\nfinds = ["x"]\n{more}'


@pytest.mark.parametrize(("name", "pattern", "more"), [
    ("likes", "{S}{O}", ""),
    ("develops", "{S}{unknown}{O}", ""),
    ("develops", "{S}({O}", ""),
    ("develops", "{S}{O}", 'object = ["Dragon"]\n'),
    ("develops", "{S}{O}", 'object = ["Region"]\n'),
    ("develops", "x{O}", ""),
    ("develops", "x{O}", 'who = ["nobody"]\n'),
])
def test_a_contradiction_in_a_rule_dies_while_loading(tmp_path, monkeypatch, name, pattern, more):
    text = RULE.replace("{pattern}", pattern).replace("{more}", more)
    _file(tmp_path, monkeypatch, name, text)
    try:
        with pytest.raises(DataError, match=rf"{name}\.toml"):
            rules_module.rules()
    finally:
        rules_module.read.cache_clear()
        rules_module.rules.cache_clear()
