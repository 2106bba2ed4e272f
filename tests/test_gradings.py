"""Levels, grades and kinds: read from names and indicators where they say one, and only there."""

import re

import pytest
from graphs import named

from kg import rdf
from kg.graph.gradings import gradings, of_count, of_entity
from kg.graph.units import counts
from kg.namespaces import QB, STK
from kg.resources import resource


def words(found):
    return {p.value.removeprefix(STK): c.value.removeprefix(STK) for p, c in found}


@pytest.mark.parametrize(("cls", "name", "given"), [
    ("Platform", "澜江省微纳光学重点实验室", {"kind": "keyLaboratory"}),
    ("Platform", "国家重点实验室", {"kind": "keyLaboratory", "level": "national"}),
    ("Platform", "澜江微纳光学全国重点实验室", {"kind": "keyLaboratory", "level": "national"}),
    ("Platform", "微纳光学省重点实验室", {"kind": "keyLaboratory", "level": "provincial"}),
    ("Platform", "曜石联合实验室", {"kind": "laboratory"}),
    ("Platform", "曜石工程研究中心", {"kind": "engineeringResearchCentre"}),
    ("Platform", "市级科技企业孵化器", {"kind": "incubator", "level": "municipal"}),
    ("Platform", "澜江实验室管理系统", {}),
    ("Award", "澜江省科技进步奖一等奖", {"grade": "firstPrize", "level": "provincial"}),
    ("Platform", "微纳光学国家重点实验室-澜江创新基地", {}),
    ("Programme", "品牌强省工程", {}),
    ("Award", "澜江青年奖", {}),
    ("Award", "一等奖和二等奖", {}),
    ("Designation", "省级创新示范园区", {"level": "provincial"}),
    ("Designation", "副省级城市创新园区", {}),
    ("Designation", "国家级和省级示范园区", {}),
    ("Programme", "国家重点研发计划", {"level": "national"}),
    ("Enterprise", "国家重点电力有限公司", {}),
    ("Organization", "省级重点实验室联盟", {}),
    ("Person", "林知远", {}),
])
def test_what_a_name_gives(cls, name, given):
    assert words(of_entity(cls, name)) == given


@pytest.mark.parametrize(("indicator", "given"), [
    ("省级孵化器", {"level": "provincial", "kind": "incubator"}),
    ("新增省级众创空间数量", {"level": "provincial", "kind": "makerSpace"}),
    ("重点实验室", {"kind": "keyLaboratory"}),
    ("国家级高新技术企业", {"level": "national"}),
    ("省级以上科技奖", {}),
    ("国家级、省级平台", {}),
    ("国家、省重点研发计划项目", {}),
    ("国家重点实验室分支机构", {}),
    ("孵化器入驻企业", {}),
    ("技术合同", {}),
])
def test_what_a_count_is_of(indicator, given):
    assert words(of_count(indicator)) == given


@pytest.mark.parametrize(("unit", "one"), [("家", True), ("个", True), ("万家", True), ("亿元", False), ("%", False),
                                           ("亩", False), ("万平方米", False)])
def test_units_that_count(unit, one):
    assert counts(unit) is one


def test_the_graph_holds_them_for_platforms_and_prizes():
    quads = {(q.subject.value.rpartition("/")[2], q.predicate.value, q.object.value) for q in named()}
    assert ("澜江省微纳光学重点实验室", STK + "kind", STK + "keyLaboratory") in quads
    assert not [q for q in quads if q[1] == STK + "grade"]  # 澜江青年奖


def test_figures_of_one_kind_make_a_cube():
    graph = named()
    cube = "https://w3id.org/scitech-kg/report/lanjiang-2024#figures"
    assert [q for q in graph if q.predicate.value == QB + "dataSet" and q.object.value == cube]
    assert [q for q in graph if q.subject.value == cube and q.predicate.value == QB + "structure"]


def listed(shape):
    text = resource("ontology", "shapes.ttl").read_text("utf-8")
    return re.findall(r"stk:(\w+)", re.search(rf"^:{shape} .*?sh:in \((.*?)\)", text, re.MULTILINE)[1])


def test_the_shapes_list_what_the_schemes_hold():
    for one in gradings():
        concepts = {c.value.removeprefix(STK) for c in one.words.values()}
        assert set(listed(f"graded-{one.property.value.removeprefix(STK)}")) == concepts


def test_the_shapes_know_who_is_graded():
    text = resource("ontology", "shapes.ttl").read_text("utf-8")
    given = set(re.findall(r"(?:stk|qb):(\w+)", re.search(r"\?class NOT IN \((.*?)\)", text)[1]))
    bearers = {b.removeprefix(QB) for one in gradings() for b in one.bearers} - {"Honour"}
    assert given == bearers | {"Award", "Designation", "TalentTitle"}


def test_every_dimension_has_its_range_and_code_list():
    store = rdf.Store()
    for name in ("scitech-kg.ttl", "schemes.ttl", "cube.ttl"):
        store.load(path=str(resource("ontology", name)), format=rdf.RdfFormat.TURTLE)
    lacking = "SELECT ?d WHERE { ?d a qb:DimensionProperty FILTER NOT EXISTS { ?d rdfs:range ?r } }"  # IC-4
    codes = ("SELECT ?d WHERE { ?d a qb:DimensionProperty ; rdfs:range skos:Concept "
             "FILTER NOT EXISTS { ?d qb:codeList/a skos:ConceptScheme } }")  # IC-5
    assert not list(store.query(lacking, prefixes=rdf.PREFIXES))
    assert not list(store.query(codes, prefixes=rdf.PREFIXES))
    assert len(list(store.query("SELECT ?d WHERE { ?d a qb:DimensionProperty }", prefixes=rdf.PREFIXES))) == 3
