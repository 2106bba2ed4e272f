"""Numbers and quantities: what is found, with value, unit and comparator, and what is none."""

from decimal import Decimal

import pytest

from kg.extraction.observations.numerals import find_numerals, parse_chinese, widened
from kg.extraction.observations.quantities import find_quantities

QUANTITIES = [
    ("投入92.04亿元，", "92.04", "亿元", "="),
    ("总额1,234.5亿元", "1234.5", "亿元", "="),
    ("规模达1.19万亿元", "1.19", "万亿元", "="),
    ("经费近900万元", "900", "万元", "<"),
    ("金额达4000余万元", "4000", "万元", ">"),
    ("投入1300多万元研发", "1300", "万元", ">"),
    ("扣除6056万余元", "6056", "万元", ">"),
    ("不低于1000万元", "1000", "万元", ">="),
    ("不超过500万元", "500", "万元", "<="),
    ("最高补助500万元", "500", "万元", "="),
    ("安排近亿元资金", "1", "亿元", "<"),
    ("超过两亿元", "2", "亿元", ">"),
    ("增加100美元", "100", "美元", "="),
    ("2200余家企业", "2200", "家", ">"),
    ("新增2.15万个", "21500", "个", "="),
    ("人数超11万人次", "110000", "人次", ">"),
    ("70多名专家", "70", "名", ">"),
    ("开展10余场次", "10", "场次", ">"),
    ("十余家企业", "10", "家", ">"),
    ("百余家单位", "100", "家", ">"),
    ("近百人出席", "100", "人", "<"),
    ("十五条产业链", "15", "条", "="),
    ("两项专利", "2", "项", "="),
    ("三大产业", "3", "个", "="),
    ("围绕5大领域", "5", "个", "="),
    ("18万在校大学生", "180000", "人", "="),
    ("培训300000人次", "300000", "人次", "="),
    ("增长8%以上", "8", "%", ">="),
    ("强度达3.38%左右", "3.38", "%", "~"),
    ("约137亿元", "137", "亿元", "~"),
    ("近六成企业", "60", "%", "<"),
    ("三分之一的项目", "33.33", "%", "="),
    ("百分之五", "5", "%", "="),
    ("提升11个百分点", "11", "百分点", "="),
    ("出生率7.71‰", "7.71", "‰", "="),
    ("下降1.15个千分点", "1.15", "千分点", "="),
    ("增长3倍", "3", "倍", "="),
    ("装机1000万千瓦", "10000000", "千瓦", "="),
    ("产量1000亿斤", "100000000000", "斤", "="),
    ("含量28克/千克", "28", "克/千克", "="),
    ("面积19.54平方公里", "19.54", "平方公里", "="),
    ("员工 1283 人", "1283", "人", "="),
    ("增长３２．５％", "32.5", "%", "="),
    ("新增4G基站17.3万个", "173000", "个", "="),
]

NO_QUANTITY = [
    "2024年12月31日", "第三届大会", "连续三年", "一家企业", "数十条生产线", "一一对应", "7月提前", "24小时受理",
    "45岁以下", "二等奖", "第41条", "5G网络", "3D打印", "M100型", "30万吨级码头", "世界500强",
    "十四五", "1:1", "2024度", "3人制球场",
    "15公里外", "党的二十大", "07对外经济", "前三大行业", "国发〔2018〕117号", "三次产业",
    "两院院士", "五年来", "第一批",
]


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), QUANTITIES)
def test_quantity_is_read_with_unit_and_comparator(text, value, unit, comparator):
    (found,) = find_quantities(widened(text))
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_time_order_and_compound_are_no_quantity(text):
    assert find_quantities(widened(text)) == ()


def test_quantity_covers_its_comparators_and_core_only_number_and_unit():
    text = "经费近900万元左右。"
    (found,) = find_quantities(text)
    assert found.span.of(text) == "近900万元左右"
    assert found.core.of(text) == "900万元"


def test_numbers_of_a_list_share_the_unit_of_the_last():
    found = find_quantities("提高3.9、2.0、2.9个百分点")
    assert [(str(q.value), q.unit) for q in found] == [("3.9", "百分点"), ("2.0", "百分点"), ("2.9", "百分点")]


def test_value_of_money_is_as_written():
    assert str(find_quantities("成交额3.50亿元")[0].value) == "3.50"


@pytest.mark.parametrize(("text", "value"), [
    ("十", 10), ("十五", 15), ("二十", 20), ("一百零三", 103), ("一千二百", 1200), ("三万", 30000), ("二〇二四", 2024),
    ("两亿三千万", 230000000), ("某", None),
])
def test_chinese_numeral_has_its_value(text, value):
    assert parse_chinese(text) == value


def test_numerals_keep_their_offsets():
    text = "甲市2.2万家、乙市十余家"
    assert [n.span.of(text) for n in find_numerals(text)] == ["2.2万", "十余"]
