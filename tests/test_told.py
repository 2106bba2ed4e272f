"""Places that no list of divisions holds: told by the text itself, known while it is read."""

import pytest

from kg import places
from kg.extraction.context import told


@pytest.mark.parametrize(("text", "found"), [
    ("云岭市财政局印发通知，贵州省科技厅到会。", [("云岭市", 2)]),
    ("《云岭市人民政府关于开展自评的通知》", [("云岭市", 2)]),
    ("赴云岭县白水乡石桥村调研。", [("云岭县", 3)]),
    ("白渡县、云岭区、松桥区科工信局到会。", [("云岭区", 3), ("松桥区", 3), ("白渡县", 3)]),
    ("湖北云岭市委书记到会。", [("云岭市", 2)]),
    ("石渡河市统计局发布。", [("石渡河市", 2)]),
    ("甲新网云岭7月29日电(记者 张三)云岭开园。", [("云岭", 2)]),
    ("甲新网云岭7月29日电 云岭市科技局获悉。", [("云岭市", 2)]),
    ("驻云岭市科技局，云岭市科技局到会。", [("云岭市", 2)]),
])
def test_a_place_is_told_by_its_organs_towns_and_fellows(text, found):
    assert [(d.name, d.rank) for d in told(text)] == found


@pytest.mark.parametrize("text", [
    "长沙市财政局印发通知。",
    "首届贵州省科技节，全市财政局长会议召开。",
    "经济开发区财政局、高新区管委会、示范区税务局到会。",
    "各县市财政局，有关省市科技局，国家级园区税务局。",
    "甲新网广东新闻7月29日电，甲新网长沙7月29日电，甲新网7月29日电",
    "在城市建设中，云岭市很美。",
    "年末全县人大代表，今天与市政府签约，政府及市统计局。",
    "",
])
def test_listed_places_kinds_and_places_without_evidence_are_not_told(text):
    assert told(text) == ()


def test_a_told_place_lies_in_the_province_that_the_text_names_most():
    found, = told("湖北省云岭市科技局：湖北领先，湖南到会。")
    assert places.province_of("云岭市") is None
    with places.also([found]):
        assert places.province_of("云岭市") == "湖北省"
        assert places.full("云岭") == "云岭市"
        assert places.leading("云岭市财政局") == "云岭市"
        assert places.is_told("云岭")
        assert not places.is_told("湖北")
    assert not places.is_place("云岭市")


def test_of_a_told_city_and_county_of_one_name_the_short_form_is_the_citys():
    with places.also(told("云岭市财政局、云岭县财政局")):
        assert places.full("云岭") == "云岭市"
        assert places.full("云岭县") == "云岭县"


def test_told_is_linear_in_the_text():
    text = "云岭市财政局与白渡县白水乡合作，荆门市沙洋县到会。" * 4000
    assert {d.name for d in told(text)} == {"云岭市", "白渡县"}
