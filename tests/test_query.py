"""Questions to a build: named queries, parameters, formats, and what is refused."""

import json
import socket

import pytest
from graph_cases import oracle

from kg import rdf, store
from kg.errors import InputError, QueryError
from kg.graph.write import quads
from kg.query import FORMATS, listing, named_queries, query
from kg.query.named import find, values
from kg.query.sparql import bind, refuse_unsafe
from kg.query.table import table, width

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?e a stk:University }"
NEEDED = {"about": {"name": "南华大学"}, "series": {"indicator": "研发经费投入"}}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("query") / "store"
    store.create(folder, quads(oracle()))
    return folder


def rows(built, what, **params):
    answer = json.loads(query(built, what, params, format="json"))
    return [{k: v["value"] for k, v in row.items()} for row in answer["results"]["bindings"]]


@pytest.mark.parametrize("name", sorted(named_queries()))
@pytest.mark.parametrize("format", ["table", "csv"])
def test_every_named_query_runs_and_is_titled_in_chinese(built, name, format):
    text = query(built, name, NEEDED.get(name, {}), format=format)
    assert text.endswith("\n")
    assert any("\u4e00" <= c <= "\u9fff" for c in named_queries()[name].zh)


def test_there_are_at_least_twelve_and_they_are_listed():
    assert len(named_queries()) >= 12
    assert all(f"{q.zh} / {q.en}" in listing() for q in named_queries().values())


@pytest.mark.parametrize(("name", "params", "expected"), [
    ("platforms-by-host", {"host": "南华"}, {"依托单位": "南华大学"}),
    ("platforms-by-host", {"host": "没有的"}, None),
    ("honours", {"who": "衡阳市", "honour": "数字百强"}, {"荣誉": "全国数字百强城市", "获得者": "衡阳市"}),
    ("people", {"name": "颜群轩"}, {"职务": "董事长"}),
    ("figures", {"subject": "衡阳市", "indicator": "研发经费投入", "period": "2023"},
     {"数值": "92.04", "单位": "亿元", "增长": "12.8", "位次": "3", "范围": "全省A类地区"}),
    ("figures", {"indicator": "研发经费投入", "period": "1999"}, None),
    ("ranks", {"top": "1"}, {"位次": "1", "范围": "全省A类地区"}),
    ("money", {}, {"元": "9204000000", "原文": "92.04亿元"}),
    ("series", {"indicator": "研发经费投入"}, {"基准值": "9204000000", "基本单位": "元"}),
    ("entities", {"class": "University", "name": "南华"}, {"名称": "南华大学"}),
    ("entities", {"class": "Planet"}, None),
    ("reports", {}, {"报告": "hengyang-2024", "发布单位": "衡阳市科学技术局", "年度": "2024"}),
    ("cooperations", {"who": "南华大学"}, {"一方": "南华大学"}),
    ("evidence", {"relation": "hosts", "subject": "南华"}, {"主体": "南华大学", "规则": "gold"}),
    ("about", {"name": "市科技局"}, {"值": "衡阳市", "方向": "→"}),
    ("to-review", {"below": "0.95"}, {"置信度": "0.9"}),
    ("to-review", {"below": "0.9"}, None),
])
def test_a_named_query_answers(built, name, params, expected):
    found = rows(built, name, **params)
    if expected is None:
        assert found == []
    else:
        assert any(expected.items() <= row.items() for row in found), found


def test_a_file_and_a_text_are_queries_too(built, tmp_path):
    (tmp_path / "q.rq").write_text(COUNT, encoding="utf-8")
    assert rows(built, str(tmp_path / "q.rq")) == rows(built, COUNT) != []


@pytest.mark.parametrize("value", [
    '" } UNION { ?s ?p ?o } #', "\\u0022) } #", '") || (1=1', "'''", "a\nb\\", "SERVICE <http://x/> {", "<http://x/> {",
])
def test_a_parameter_is_data_and_never_syntax(built, value):
    text = bind('SELECT (STR(?host) AS ?x) WHERE { FILTER("?host" != ?host) }', {"host": rdf.Literal(value)})
    assert rows(built, text) == [{"x": value}]
    assert rows(built, "platforms-by-host", host=value) == []


def test_a_variable_of_a_text_can_be_given_and_may_be_an_iri(built):
    iri = "https://w3id.org/scitech-kg/University/南华大学"
    assert rows(built, "SELECT ?l WHERE { ?e skos:prefLabel ?l }", e=iri) == [{"l": "南华大学"}]


@pytest.mark.parametrize(("what", "params", "says"), [
    ("platform-by-hosts", {}, "platforms-by-host"),
    ("zzz", {}, "reports"),
    ("nowhere.rq", {}, "nowhere.rq"),
    ("platforms-by-host", {"hots": "x"}, "host"),
    ("about", {}, "name"),
    ("ranks", {"top": "viele"}, "top"),
    ("SELECT ?x WHERE {\n ?x ?y }", {}, "第 2 行第 9 列"),
    ("SELECT ?x WHERE { ?x nope:p ?y }", {}, "第 1 行"),
])
def test_what_is_wrong_is_said(built, what, params, says):
    with pytest.raises(QueryError, match=says) as error:
        query(built, what, params)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o. service silent<http://127.0.0.1:{port}/>{ ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:{port}/> SELECT * { SERVICE:a{ ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <http://127.0.0.1:{port}/> } SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment\n <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2) SERVICE<http://127.0.0.1:{port}/>{ ?s ?p ?o } FILTER(2>1) }",
    "SELECT * { ?s a\\#b ?o . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:{port}/>",
    "PREFIX x: <urn:x> LOAD <http://127.0.0.1:{port}/>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DROP ALL",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
])
def test_nothing_is_fetched_and_nothing_is_changed(built, text):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        with pytest.raises(QueryError, match=r"SERVICE|只读|语法"):
            query(built, text.replace("{port}", str(server.getsockname()[1])))
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("text", [
    'SELECT * { ?s ?p "SERVICE <http://x/> {" }', "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
    "SELECT * { ?service <http://x/service> ?o }", "PREFIX service: <urn:x> SELECT * { service:a ?p ?o }",
    "PREFIX insert: <urn:x> SELECT * { ?insert insert:b 'load' }", "SELECT * { <x'y> ?p 'z' }",
    'SELECT * { ?s ?p """a "SERVICE" <x> { """ }',
])
def test_words_in_strings_names_and_comments_are_no_service(text):
    refuse_unsafe(text)


def test_a_file_named_in_from_is_not_read(built, tmp_path):
    secret = tmp_path / "secret.nt"
    secret.write_text("<urn:a> <urn:b> <urn:c> .\n")
    assert rows(built, f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}") == []


@pytest.mark.parametrize(("format", "start"), [
    ("table", "  n\n"), ("csv", "n\r\n"), ("tsv", "?n\n"), ("json", '{"head"'), ("xml", "<?xml"),
])
def test_a_table_comes_in_every_format(built, format, start):
    assert query(built, COUNT, format=format).startswith(start.lstrip() if format == "table" else start)


def test_triples_come_as_turtle_and_as_a_table(built):
    text = "CONSTRUCT { ?e a stk:University } WHERE { ?e a stk:University }"
    assert "a stk:University" in query(built, text, format="turtle")
    assert "高校" in query(built, text)
    for format in ("csv", "json"):
        with pytest.raises(QueryError, match="turtle"):
            query(built, text, format=format)
    with pytest.raises(QueryError, match="CONSTRUCT"):
        query(built, COUNT, format="turtle")


def test_ask_says_yes_or_no(built):
    assert query(built, "ASK { ?e a stk:University }").startswith("是")
    assert query(built, "ASK { ?e a stk:Planet }").startswith("否")
    assert json.loads(query(built, "ASK { ?e a stk:University }", format="json"))["boolean"] is True


def test_an_unknown_format_and_a_missing_build_are_said(built, tmp_path):
    with pytest.raises(QueryError, match="json"):
        query(built, COUNT, format="jsn")
    with pytest.raises(InputError, match="kg build"):
        query(tmp_path / "nowhere", COUNT)
    assert list(tmp_path.iterdir()) == []


def test_columns_stand_under_each_other_in_chinese():
    lines = table(["名称", "n"], [[rdf.Literal("云岭大学"), rdf.typed("5", "integer")],
                                [rdf.Literal("AB"), rdf.typed("12", "integer")]]).splitlines()
    assert lines[2:4] == ["云岭大学   5", "AB        12"]
    assert {width(line) for line in lines[:4]} == {12}


def test_a_long_cell_is_cut_in_the_table_only(built):
    long = "长" * 100
    assert long not in query(built, f'SELECT ("{long}" AS ?x) {{}}')
    assert long in query(built, f'SELECT ("{long}" AS ?x) {{}}', format="csv")


def test_the_default_of_a_parameter_gives_its_type():
    ranks = find("ranks")
    assert values(ranks, {"top": "3"})["top"] == rdf.typed("3", "integer")
    assert values(find("people"), {})["name"] == rdf.Literal("")
    assert set(FORMATS) == {"table", "csv", "tsv", "json", "xml", "turtle"}
