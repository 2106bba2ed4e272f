"""Sentences as each genre writes them: contests, rankings, support, conditions, forums, companies, budgets."""

import pytest
from test_figures import _read, _show
from test_figures_owners import _observe

from kg.extraction.observations.apart import told_apart
from kg.extraction.observations.claims import heaviest
from kg.model import Context

NEWS = Context(region="甲原市", year=2021)
DECISION = Context(region="甲原市", year=2018, genre="decision")

SENTENCES = [
    # contests
    ("共吸引全国1236个项目报名，48个项目晋级总决赛。", ["报名项目 1236个", "总决赛晋级项目 48个"]),
    ("最终评选出一等奖3名、二等奖6名，奖金总额达300万元。",
     ["一等奖 3名", "二等奖 6名", "二等奖奖金总额 300万元"]),
    ("大赛设一等奖1个，奖金20万元；二等奖2个，奖金各10万元。",
     ["一等奖 1个", "一等奖奖金 20万元", "二等奖 2个", "二等奖奖金 10万元"]),
    ("共评出特等奖2项、一等奖15项。", ["特等奖 2项", "一等奖 15项"]),
    # rankings
    ("甲省入围企业25家，数量居全国第三。", ["入围企业 25家 第3 全国"]),
    ("综合得分78.6分，位列全省第一。", ["综合得分 78.6分 第1 全省"]),
    ("上榜企业总营收达5.6万亿元，同比增长10.2%。", ["上榜企业总营收 5.6万亿元 变 10.2%"]),
    ("创新指数从2019年的第15位上升到第9位。", ["创新指数 - 第15 -", "创新指数 - 第9 -"]),
    ("6个学科进入ESI全球前1%。", ["ESI全球前1%学科 6个"]),
    # support and conditions
    ("对新认定的孵化器，给予一次性奖励100万元。", ["新认定的孵化器奖励 100万元"]),
    ("按照研发投入的10%给予补助，最高不超过500万元。", ["研发投入 10%", "最高补助 500万元 <="]),
    ("单个企业年度补助总额不超过200万元。", ["单个企业年度补助总额 200万元 <="]),
    ("注册资本不低于500万元，研发人员占比不低于10%。", ["注册资本 500万元 >=", "研发人员占比 10% >="]),
    ("资助强度为每项50万元。", ["资助强度 50万元"]),
    ("每年安排不少于5000万元专项资金。", ["专项资金 5000万元 >="]),
    # forums, platforms, companies
    ("来自20多个国家和地区的300余名代表参会。", ["国家和地区 20个 >", "代表 300名 >"]),
    ("院士、专家学者和企业代表共500余人参加会议。", ["院士、专家学者和企业代表 500人 >"]),
    ("实验室现有科研人员126人，其中院士2人。", ["科研人员 126人", "院士 2人"]),
    ("产线产能达2万片/月。", ["产线产能 20000片/月"]),
    ("公司研发投入3亿元，占营业收入的8%。", ["研发投入 3亿元", "研发投入占营业收入比重 8%"]),
    ("投资20亿元建设新厂区。", ["投资 20亿元"]),
    ("50%以上为青年科技人员，80%的项目由企业牵头。",
     ["青年科技人员占比 50% >=", "由企业牵头的项目占比 80%"]),
    ("发布规范标准等4项。", ["规范标准 4项"]),
    # communiqués, evaluations
    ("新增国家级孵化器2家，总数达到15家，居全省第二。", ["新增国家级孵化器 2家", "国家级孵化器 15家 第2 全省"]),
    ("体育场地26570个，比2021年新增1513个。", ["体育场地 26570个 变 1513个"]),
    ("预算收入277.48亿元，增收23.25亿元，同比增长9.1%。", ["预算收入 277.48亿元 变 9.1%"]),
    ("健身工程12个（城市社区1个、农村社区11个）。", ["健身工程 12个", "城市社区 1个", "农村社区 11个"]),
    ("三次产业贡献率分别为8.3%、53.9%和37.9%。",
     ["第一产业贡献率 8.3%", "第二产业贡献率 53.9%", "第三产业贡献率 37.9%"]),
    ("高企由2020年的120家增加到2023年的350家。", ["高企 120家", "高企 350家"]),
    ("完成投资8.6亿元，占年度计划的102%。", ["投资 8.6亿元", "投资占年度计划比重 102%"]),
    ("低保标准825元/人月，比上年提高25元。", ["低保标准 825元/人月 变 25元"]),
]

NO_FIGURES = [
    "项目由某电四十八所承担。", "连续两次不合格的除外。", "全省600位记者在线等你来报料！",
    "3.规模以上工业统计范围为年主营业务收入2000万元及以上的企业。", "实现每年50到100台的稳定产出。", "排名进入前1%。",
]

# (text, entities, what is measured)
OWNERS = [
    ("丁山大学青禾实验室拥有固定人员56人。", (("Platform", "青禾实验室"), ("University", "丁山大学")), {"青禾实验室"}),
    ("依托丁山大学建设的青禾实验室承担国家项目45项。", (("Platform", "青禾实验室"), ("University", "丁山大学")),
     {"青禾实验室"}),
    ("王一介绍，高新技术企业达445家。", (("Person", "王一"),), {"甲原市"}),
    ("丙星公司董事长王一表示，公司今年投入3亿元。", (("Enterprise", "丙星公司"), ("Person", "王一")), {"丙星公司"}),
    ("丁山大学致力于育人。“我校选派了220名特派员。”", (("University", "丁山大学"),), {"丁山大学"}),
    ("丁山大学荣获青禾奖6项、金穗奖2项。",
     (("University", "丁山大学"), ("Award", "青禾奖"), ("Award", "金穗奖")), {"丁山大学"}),
    ("2021年度青禾奖共授奖50项。", (("Award", "青禾奖"),), {"青禾奖"}),
    ("我市32个项目获青禾奖。", (("Award", "青禾奖"),), {"甲原市"}),
    ("与丙国毗邻，边境线长641公里。", (("Region", "丙国"),), {"甲原市"}),
    ("《青禾办法》提出，对获批的实验室，给予500万元奖励。", (("Policy", "青禾办法"),), {"甲原市"}),
    ("《青禾办法》提出20条措施。", (("Policy", "青禾办法"),), {"青禾办法"}),
    ("乙岭县、丙山区高企分别达12家、30家。", (("Region", "乙岭县"), ("Region", "丙山区")), {"乙岭县", "丙山区"}),
    ("全国高新技术企业达40万家。", (("Region", "中国"),), {"中国"}),
    ("全国高新技术企业达40万家。", (), set()),
    ("青禾省创新创业大赛启动，参赛企业300家。", (("Region", "青禾省"),), {"甲原市"}),
    ("制造业企业达120家。", (("Industry", "制造业"),), {"甲原市"}),
]

PERIODS = [
    ("2019年以来，全市新增企业60家。", "2019/2021"),
    ("2019年至2020年，全市新增企业60家。", "2019/2020"),
    ("近3年来，全市登记成果150项。", "2019/2021"),
    ("全市常住人口496万人，比2019年减少2万人。", "2021"),
    ("二〇一九年，全市新增企业60家。", "2019"),
]

TARGETS = [
    ("对获批的实验室，给予500万元奖励。", True),
    ("已给予该实验室500万元奖励。", False),
    ("申报条件为：场地面积2000平方米，设备原值1000万元。", True),
    ("达产后年产值30亿元。", True),
    ("单项奖励最高达40万元。", False),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence_of_the_genre_states_its_figures(text, expected):
    assert [_show(d) for d in _read(text)] == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_number_that_measures_nothing_is_no_figure(text):
    assert _read(text) == []


@pytest.mark.parametrize(("text", "entities", "subjects"), OWNERS)
def test_owner_is_told_by_grammar_not_by_nearness(text, entities, subjects):
    assert {o.subject.partition("/")[2] for o in _observe(text, NEWS, *entities)} == subjects


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_time_against_which_a_figure_grew_is_not_its_own(text, period):
    assert {o.period for o in _observe(text, NEWS)} == {period}


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_rule_and_condition_are_goals(text, target):
    assert {o.target for o in _observe(text, NEWS)} == {target}


def test_conditions_end_with_their_list():
    text = "申报须符合以下条件：\n（一）场地面积2000平方米。\n（二）设备原值1000万元。\n全市已有基地12家。"
    assert [o.target for o in _observe(text, NEWS)] == [True, True, False]


def test_goal_of_a_year_goes_on_in_the_next_sentence():
    found = _observe("到2025年，创新能力持续提升。全市动力超过10亿千瓦。目前全市有企业60家。", DECISION)
    assert [(o.period, o.target) for o in found] == [("2025", True), ("2018", False)]


def test_news_piece_about_a_body_tells_its_figures():
    text = "青禾实验室揭牌。青禾实验室设施先进，青禾实验室人才汇聚。\n建筑面积1.2万平方米，研究人员126人。"
    found = _observe(text, NEWS, ("Platform", "青禾实验室"))
    assert {o.subject for o in found} == {"Platform/青禾实验室"}


def test_parts_of_two_lists_are_told_apart():
    text = "全市有中专24所，在校学生5万人；高中54所，在校学生12万人。"
    found = {o.indicator: str(o.value) for o in _observe(text, NEWS)}
    assert found == {"中专": "24", "中专在校学生": "50000", "高中": "54", "高中在校学生": "120000"}


def test_figures_that_nothing_tells_apart_stay_as_they_are():
    found = _observe("全市产值3亿元。全市产值4亿元。", NEWS)
    assert told_apart(list(found), ["", ""]) == list(found)


def test_figure_whose_owner_is_plain_is_surer_than_one_that_another_may_own():
    text = "丁山大学拥有专利12件。本次活动在丙星公司举行，发表论文56篇。"
    plain, open_ = _observe(text, NEWS, ("University", "丁山大学"), ("Enterprise", "丙星公司"))
    assert 0 < open_.confidence < plain.confidence < 1


@pytest.mark.parametrize(("claims", "first", "best"), [
    ({}, None, None),
    ({}, "Region/甲市", "Region/甲市"),
    ({"Region/甲市": [], "Region/乙市": []}, "Region/乙市", "Region/乙市"),
    ({"Region/甲市": ["no such claim"], "Region/乙市": []}, None, "Region/乙市"),
    ({"Region/甲市": ["rule"], "Region/乙市": ["nowhere"]}, "Region/乙市", "Region/甲市"),
])
def test_the_heaviest_claims_win_and_the_first_among_equals(claims, first, best):
    found, share = heaviest(claims, first)
    assert (found, 0 <= share <= 1) == (best, True)


def test_count_taken_for_a_name_is_read_as_a_count():
    text = "全市普通高中54所，在校学生12万人。"
    found = _observe(text, NEWS, ("Organization", "普通高中54所"))
    assert {(o.subject.partition("/")[2], o.indicator) for o in found} == {
        ("甲原市", "普通高中"), ("甲原市", "在校学生")}
