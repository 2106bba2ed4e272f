"""Places of the divisions' list: names, short forms, hierarchy."""

import pytest

from kg import places


@pytest.mark.parametrize(("name", "short"), [
    ("衡阳市", "衡阳"), ("湖南省", "湖南"), ("广西壮族自治区", "广西"), ("湘西土家族苗族自治州", "湘西"),
    ("巴音郭楞蒙古自治州", "巴音郭楞"), ("镇宁布依族苗族自治县", "镇宁"), ("忠县", "忠县"), ("浦东新区", "浦东"),
    ("香港特别行政区", "香港"), ("东乡族自治县", "东乡"), ("阿里地区", "阿里"),
])
def test_the_short_form_has_neither_level_nor_people_and_two_characters_at_least(name, short):
    assert places.shorten(name) == short


@pytest.mark.parametrize(("name", "within", "full"), [
    ("长沙", None, "长沙市"), ("吉林", None, "吉林省"), ("衡阳", None, "衡阳市"), ("首都", None, "北京市"),
    ("渝", None, "重庆市"), ("宝山", "上海市", "宝山区"), ("衡阳县", None, "衡阳县"),
    ("河东区", None, "河东区"), ("月球", None, "月球"), ("和平", None, "和平"), ("朝阳", "北京市", "朝阳区"),
])
def test_a_name_is_made_full_where_it_means_one_place(name, within, full):
    assert places.full(name, within) == full


@pytest.mark.parametrize(("name", "province"), [
    ("衡南县", "湖南省"), ("宁波", "浙江省"), ("贵州", "贵州省"), ("浦东新区", "上海市"), ("西沙市", None),
    ("河东区", None),
])
def test_the_province_of_a_place(name, province):
    assert places.province_of(name) == province


@pytest.mark.parametrize(("name", "ends", "found"), [
    ("衡南县", ("市",), "衡阳市"), ("浦东新区", ("市",), "上海市"), ("长沙", ("省", "自治区"), "湖南省"),
    ("资兴市", ("市",), "资兴市"), ("湖南省", ("市",), None), ("河套新城", ("城",), "河套新城"),
    ("河套新城", ("市",), None),
])
def test_the_place_of_a_level_around_a_place(name, ends, found):
    assert places.at(name, ends) == found


@pytest.mark.parametrize(("text", "place"), [
    ("湖南省科技厅", "湖南省"), ("衡阳高新区", "衡阳"), ("科技局", ""), ("", ""), ("内蒙古自治区政府", "内蒙古自治区"),
])
def test_the_place_that_a_name_begins_with(text, place):
    assert places.leading(text) == place


def test_the_same_name_in_two_provinces_is_two_places_and_none_alone():
    assert len(places.named("河东区")) == 2
    assert places.find("河东区") is None
    assert places.find("河东区", "天津市").parent == "12"


def test_every_division_has_its_parent_and_every_province_is_there():
    divisions = places._divisions()
    assert sum(d.parent is None for d in divisions.values()) == 34
    assert all(d.parent in divisions for d in divisions.values() if d.parent)
    assert len(divisions) > 3000
