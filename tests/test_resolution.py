"""Which names are one thing and which are not; what a thing is called; what stands for it."""

from dataclasses import replace

import pytest
from resolution_cases import HENGSHUI, NEWS, marked, resolved

from kg.errors import DataError
from kg.extraction.entities import merging, names, resolve
from kg.model import Context

# (class, first in the text, later in the text)
SAME = [
    ("GovernmentAgency", "衡水市科学技术局", "市科技局"),
    ("GovernmentAgency", "衡水市工业和信息化局", "市工信局"),
    ("GovernmentAgency", "衡水市发展和改革委员会", "市发改委"),
    ("GovernmentAgency", "衡水市市场监督管理局", "市市场监管局"),
    ("GovernmentAgency", "河北省科学技术厅", "省科技厅"),
    ("GovernmentAgency", "河北省科技厅", "科技厅"),
    ("GovernmentAgency", "中华人民共和国科学技术部", "科技部"),
    ("GovernmentAgency", "工业和信息化部", "工信部"),
    ("GovernmentAgency", "衡水市人民政府", "市政府"),
    ("GovernmentAgency", "中共衡水市委", "衡水市委"),
    ("GovernmentAgency", "枣强县科学技术和工业信息化局", "枣强县科工信局"),
    ("GovernmentAgency", "衡水高新区管理委员会", "衡水高新区管委会"),
    ("GovernmentAgency", "市卫生健康委员会", "市卫健委"),
    ("Enterprise", "湖南星岭循环科技股份有限公司", "星岭科技"),
    ("Enterprise", "湖南星岭循环科技股份有限公司", "星岭"),
    ("Enterprise", "衡水长河医疗器械有限公司", "长河医疗"),
    ("Enterprise", "率然控制技术有限责任公司", "率然公司"),
    ("Enterprise", "武汉江流轨道交通有限公司", "武汉江流"),
    ("Enterprise", "怀安正源集团", "正源集团"),
    ("Enterprise", "中国远桥集团有限公司", "远桥集团"),
    ("Enterprise", "卧龙电气集团辽宁荣远电气有限公司", "卧龙荣远"),
    ("Enterprise", "上海宝岳碳和科技有限公司", "宝岳碳和科技有限公司"),
    ("Park", "衡水智能轴承制造产业园", "轴承产业园"),
    ("Park", "衡水高新技术产业开发区", "衡水高新区"),
    ("Park", "衡水高新区", "衡水市高新区"),
    ("Park", "枣强经济技术开发区", "枣强经开区"),
    ("Platform", "河北省橡胶新材料重点实验室", "省橡胶新材料重点实验室"),
    ("Platform", "衡水市科技成果转化服务平台", "科技成果转化服务平台"),
    ("Programme", "科技创新倍增行动", "倍增行动"),
    ("Programme", "“揭榜领题”行动", "揭榜领题"),
    ("Programme", "河北省自然科学联合基金", "2025年度河北省自然科学联合基金"),
    ("Programme", "衡水市科技创新计划", "市科技创新计划"),
    ("Project", "孵化中心运行", "孵化中心运行项目"),
    ("Award", "河北省科学技术进步奖一等奖", "省科技进步奖一等奖"),
    ("Award", "第二十四届中国设计奖", "中国设计奖"),
    ("Designation", "国家级专精特新“小巨人”企业", "专精特新“小巨人”企业"),
    ("Event", "第三届河北旅游发展大会", "第三届河北旅发大会"),
    ("Event", "2024年衡水湖生态创新开发者大会", "开发者大会"),
    ("Policy", "衡水市财政局关于开展绩效自评工作的通知", "关于开展绩效自评工作的通知"),
    ("University", "哈尔滨工业大学", "哈工大"),
    ("ResearchInstitute", "衡水市农业科学研究院", "市农科院"),
    ("ResearchInstitute", "中国科学院", "中科院"),
    ("Organization", "北京协和医院", "协和医院"),
    ("Person", "唐 毅", "唐毅"),
    ("Region", "衡水市", "衡水"),
    ("Region", "河北省", "冀"),
    ("Region", "枣强县马屯镇李家村", "李家村"),
    ("Region", "粤港澳大湾区", "大湾区"),
    ("Industry", "橡胶产业", "橡胶行业"),
    ("Industry", "“515”创新产业集群", "“515”产业集群"),
]

DIFFERENT = [
    ("GovernmentAgency", "衡水市科技局", "石家庄市科技局"),
    ("GovernmentAgency", "河北省科技厅", "市科技局"),
    ("GovernmentAgency", "衡水市委", "衡水市人民政府"),
    ("GovernmentAgency", "河北省委", "河北省委科技委办公室"),
    ("GovernmentAgency", "衡阳市政府", "衡阳县政府"),
    ("GovernmentAgency", "国家税务总局", "市税务局"),
    ("GovernmentAgency", "吉林省政府", "吉林市政府"),
    ("Enterprise", "华远技术有限公司", "华远终端有限公司"),
    ("Enterprise", "特能电工衡水变压器有限公司", "特能电工"),
    ("Enterprise", "昌明产业投资集团", "昌明集团"),
    ("Enterprise", "卧龙电气集团辽宁荣远电气有限公司", "卧龙集团"),
    ("Enterprise", "江城地铁有限公司运营事业总部", "江城地铁有限公司"),
    ("Enterprise", "湖南星岭科技有限公司", "湖南湘岳科技有限公司"),
    ("Enterprise", "北方储能科技有限公司", "南方储能科技有限公司"),
    ("Park", "衡水高新区", "枣强高新区"),
    ("Park", "衡水轴承产业园", "衡水产业园"),
    ("Platform", "国家老年疾病医学中心", "国家口腔疾病医学中心"),
    ("Platform", "新能源重点实验室", "新能源汽车重点实验室集群平台"),
    ("Platform", "太行国家实验室", "太行国家实验室河北创新中心"),
    ("Programme", "高校联合基金", "企业联合基金"),
    ("Project", "水稻高产栽培关键技术研究与应用", "玉米高产栽培关键技术研究与应用"),
    ("Award", "省科技进步奖一等奖", "省科技进步奖二等奖"),
    ("Award", "省科技进步奖", "省技术发明奖"),
    ("Award", "省科学实验大赛三等奖", "省科普讲解大赛三等奖"),
    ("Designation", "省级高新区", "国家级高新区"),
    ("TalentTitle", "中国科学院院士", "中国工程院院士"),
    ("Event", "第三届河北旅发大会", "第四届河北旅发大会"),
    ("Event", "2023年衡水创新大赛", "2024年衡水创新大赛"),
    ("Event", "2024年衡水科技活动周", "2024年衡水科技活动周启动仪式暨科普行活动"),
    ("University", "北京大学", "北京大学深圳研究生院"),
    ("University", "工业大学", "浙江工业大学"),
    ("University", "湖南大学", "湖南师范大学"),
    ("Organization", "北京大学第一医院", "北京大学第三医院"),
    ("ResearchInstitute", "中国科学院", "中国科学院深圳先进技术研究院"),
    ("ResearchInstitute", "中国工程院", "中国科学院"),
    ("Person", "陈伟", "陈伟东"),
    ("Region", "衡阳市", "衡阳县"),
    ("Region", "河北省", "河北区"),
    ("Region", "枣强县", "枣强县马屯镇"),
    ("Industry", "新材料产业", "化工新材料产业"),
    ("Industry", "“4×4”产业体系", "“5+5”产业集群"),
]


@pytest.mark.parametrize(("cls", "first", "later"), SAME)
def test_two_forms_of_one_thing_are_one_entity_with_both_as_aliases(cls, first, later):
    found = [e for e in resolved(f"{{{cls}|{first}}}很好。后来{{{cls}|{later}}}也好。").values() if e.cls == cls]
    assert len(found) == 1, [e.name for e in found]
    assert set(found[0].aliases) == {first, later}
    assert len(found[0].mentions) == 2


@pytest.mark.parametrize(("cls", "first", "later"), DIFFERENT)
def test_two_like_names_of_two_things_stay_two_entities(cls, first, later):
    found = [e for e in resolved(f"{{{cls}|{first}}}很好。后来{{{cls}|{later}}}也好。").values()
             if e.cls == cls and e.mentions]
    assert len(found) == 2, [(e.name, e.aliases) for e in found]


@pytest.mark.parametrize(("text", "name"), [
    ("{GovernmentAgency|市财政局}。", "衡水市财政局"),
    ("{GovernmentAgency|省委}。", "河北省委"),
    ("{GovernmentAgency|市委}。", "衡水市委"),
    ("{GovernmentAgency|科技厅}。", "河北省科技厅"),
    ("{GovernmentAgency|市市场监管局}。", "衡水市市场监管局"),
    ("{GovernmentAgency|科技部}。", "科技部"),
    ("{GovernmentAgency|沧州市委}、{GovernmentAgency|市政府}。", "沧州市政府"),
    ("{Award|省科技进步奖一等奖}。", "河北省科技进步奖一等奖"),
    ("{Award|2022年度省科技进步奖一等奖}。", "河北省科技进步奖一等奖"),
    ("{Event|全省科技工作会议}。", "河北省科技工作会议"),
    ("{Programme|省“6+6科创工程”}。", "河北省“6+6科创工程”"),
    ("{Designation|省级高新区}。", "省级高新区"),
    ("{Industry|区块链产业}。", "区块链产业"),
    ("{Region|衡水}。", "衡水市"),
    ("{Region|衡}。", "衡水市"),
    ("{Region|镇宁}。", "镇宁布依族苗族自治县"),
    ("{Region|河东区}。", "河东区"),
    ("{Region|东部地区}。", "东部地区"),
    ("{Region|枣强县马屯镇}。", "枣强县马屯镇"),
    ("{Person|朱 兰}。", "朱兰"),
    ("{Park|沧州市高新区}、{Park|经开区}。", "沧州市经开区"),
    ("{Event|省临床中心（简称“省临中心”）建设会}。", "河北省临床中心建设会"),
    ("{GovernmentAgency|枣强县=枣强县科工信局}、{GovernmentAgency|故城县科工信局}。", "枣强县科工信局"),
])
def test_the_name_is_full_with_its_level_resolved(text, name):
    assert name in resolved(text)


def test_a_share_of_a_coordination_is_a_reference_and_no_alias():
    found = resolved("{GovernmentAgency|枣强县=枣强县科工信局}、{GovernmentAgency|故城县科工信局}。")["枣强县科工信局"]
    assert (found.aliases, found.mentions) == ((), ())
    assert len(found.references) == 1


@pytest.mark.parametrize("bracket", ["（以下简称{P}）", "(简称“{P}”)", "（下称{P}）"])
def test_a_short_form_given_in_a_bracket_is_bound_to_its_long_form(bracket):
    text = "{Programme|优质中小企业梯度培育管理专项}" + bracket.replace("{P}", "甲案") + "。随后{Programme|甲案}施行。"
    found = resolved(text)
    assert list(found) == ["优质中小企业梯度培育管理专项"]
    assert "甲案" in found["优质中小企业梯度培育管理专项"].aliases


def test_a_short_form_given_without_a_bracket_is_bound_to_the_name_that_holds_its_characters():
    found = resolved("{ResearchInstitute|河北先进材料研究院}成立，简称{ResearchInstitute|先材院}。")
    assert found["河北先进材料研究院"].aliases == ("先材院", "河北先进材料研究院")


def test_names_in_a_bracket_after_a_hospital_are_its_other_names():
    found = resolved("{Organization|衡水骨健医院集团}（{Organization|衡水市骨伤医院}、{Organization|桃城区中医院}）。")
    assert list(found) == ["衡水骨健医院集团"]


def test_companies_in_a_bracket_stay_companies_of_their_own():
    assert len(resolved("{Enterprise|甲丁公司}（{Enterprise|乙戊公司}、{Enterprise|丙己公司}）。")) == 3


def test_a_short_name_that_fits_two_fuller_ones_is_bound_to_neither():
    found = resolved("{Enterprise|华远技术有限公司}与{Enterprise|华远终端有限公司}合作。{Enterprise|华远}表示满意。")
    assert sorted(found) == ["华远", "华远技术有限公司", "华远终端有限公司"]


def test_a_grade_alone_is_that_of_the_prize_named_last_before_it():
    found = resolved("{Award|甲星奖一等奖}给甲，{Award|乙月奖一等奖}给乙。{Award|一等奖}奖金最高。")
    assert "一等奖" in found["乙月奖一等奖"].aliases


@pytest.mark.parametrize(("text", "name", "words"), [
    ("{Region|衡水}很好。我市进步，全市同庆。", "衡水市", ["我市", "全市"]),
    ("{Region|衡水}很好。我省也进步。", "河北省", ["我省"]),
    ("{University|燕赵师范大学}获奖。该校很大。", "燕赵师范大学", ["该校"]),
    ("{Enterprise|星岭科技}获奖。公司将扩产。", "星岭科技", ["公司"]),
    ("{Region|枣强县}获奖。该县很大。", "枣强县", ["该县"]),
    ("{Organization|衡水协和医院}揭牌。该院很大。", "衡水协和医院", ["该院"]),
    ("{Platform|燕赵实验室}揭牌。该实验室很大。", "燕赵实验室", ["该实验室"]),
    ("{Enterprise|星岭科技}是{Enterprise|远桥集团}的子公司。公司将扩产。", "星岭科技", ["公司"]),
])
def test_a_reference_belongs_to_what_it_stands_for(text, name, words):
    document, mentions = marked(text)
    entity = next(e for e in resolve(document, mentions, NEWS) if e.name == name)
    assert [s.of(document.text) for s in entity.references] == words


@pytest.mark.parametrize("text", [
    "{Enterprise|星岭科技}获奖。多家公司参加。",
    "{Enterprise|甲丁公司}、{Enterprise|乙戊公司}获奖。该公司很大。",
    "{Enterprise|星岭科技}获奖。该校很大。",
    "该公司很大。{Enterprise|星岭科技}获奖。",
    "{Region|衡水}的增速居全市首位。",
    "{Region|衡水}面向全市场。",
])
def test_a_word_without_a_fitting_thing_before_it_refers_to_nothing(text):
    assert not any(e.references for e in resolved(text).values())


def test_publisher_and_region_are_entities_where_the_text_only_says_our_bureau():
    found = resolved("我局认真履职。全市进步。", HENGSHUI)
    assert sorted(found) == ["衡水市", "衡水市科学技术局"]
    assert all(e.references and not e.mentions for e in found.values())


def test_a_publisher_that_never_names_itself_has_the_word_for_its_place_as_evidence():
    context = Context(None, "河北省人民政府", "河北省", "河北省", None, "work-report")
    found = resolved("全省研发投入增长。", context)
    assert sorted(found) == ["河北省", "河北省人民政府"]


def test_a_government_brings_its_region_and_a_bureau_does_not():
    assert "河北省" in resolved("{GovernmentAgency|省政府}表扬。")
    assert "河北省" not in resolved("{GovernmentAgency|省科技厅}表扬。")


@pytest.mark.parametrize(("text", "name"), [
    ("{Award|省科学技术奖}包括{Award|技术发明奖一等奖}。", "河北省技术发明奖一等奖"),
    ("{Award|国家科学技术奖}，其中{Award|自然科学奖}。", "国家自然科学奖"),
    ("{Award|国家科学技术奖}、{Award|省科学技术奖}，{Award|自然科学奖}。", "自然科学奖"),
    ("{Award|省科学技术奖}和{Award|金桥奖}。", "金桥奖"),
])
def test_a_prize_named_alone_is_that_of_the_one_award_the_report_names(text, name):
    assert name in resolved(text)


def test_the_fuller_spelling_of_a_body_anywhere_in_the_text_is_its_name():
    assert "衡水市科学技术局" in resolved("{GovernmentAgency|市科技局}按“衡水市科学技术局职能规定”办事。")


def test_the_same_words_under_two_classes_are_one_entity_of_the_better_supported_class():
    found = resolved("{Platform|云桥中心}。{Platform|云桥中心}。{Organization|云桥中心}。")
    assert [(e.cls, len(e.mentions)) for e in found.values()] == [("Platform", 3)]


def test_the_order_of_mentions_does_not_matter():
    document, mentions = marked("{Region|衡水}的{GovernmentAgency|市科技局}与{Enterprise|湖南星岭循环科技有限公司}"
                                "、{Enterprise|星岭}合作。")
    assert resolve(document, mentions, HENGSHUI) == resolve(document, mentions[::-1], HENGSHUI)


def test_no_mentions_and_no_context_give_no_entities():
    document, _ = marked("空文一篇。")
    assert resolve(document, (), Context()) == ()


@pytest.mark.parametrize(("text", "core"), [
    ("湖南星岭循环科技股份有限公司", "星岭循环科技"), ("星岭公司", "星岭"), ("中国远桥集团", "远桥"), ("公司", "公司"),
])
def test_the_core_of_a_company_has_neither_place_nor_form(text, core):
    assert names.core(text) == core


@pytest.mark.parametrize("entry", [{"Starship": {}}, {"Person": {"rules": ["guess"]}}, {"Person": {"colour": 1}},
                                   {"Person": {"drop": ["("]}}])
def test_a_contradiction_in_the_merging_rules_dies_while_loading(monkeypatch, entry):
    monkeypatch.setattr(merging, "table", lambda *_: {"default": {}, **entry})
    merging._entries.cache_clear()
    with pytest.raises(DataError, match="merging"):
        merging._entries()
    merging._entries.cache_clear()


def test_a_region_of_the_context_decides_between_places_of_one_name():
    context = replace(NEWS, region="天津市", province="天津市")
    assert "天津市河东区" in resolved("{Region|天津市河东区}的{Region|河东区}。", context)
