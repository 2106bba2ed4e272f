"""Identity over a build: links in graphs of their own, decisions that survive, authorities, divisions."""

import json

import pytest
from identity_cases import build

from kg.cli import main
from kg.collection import remove
from kg.errors import InputError
from kg.identity import authorities, decisions
from kg.identity.build import decisions_of, doubtful, drop, look, rebuild, stale
from kg.identity.decisions import CONFIRMED, REFUSED, Decision, decision
from kg.identity.divisions import code, placed
from kg.identity.listing import number
from kg.identity.nodes import Node, nodes
from kg.identity.resolve import resolve
from kg.namespaces import BASE, PREFIXES
from kg.store import open_read_only

FULL, SHORT = "GovernmentAgency/衡阳市科学技术局", "GovernmentAgency/衡阳市科技局"
WHY = """SELECT ?one ?other ?p ?confidence ?extractor ?exact ?report WHERE { GRAPH <GRAPHgraph/identity> {
  ?s a stk:Link ; rdf:subject ?one ; rdf:predicate ?p ; rdf:object ?other ; stk:confidence ?confidence ;
     stk:extractor ?extractor ; prov:wasDerivedFrom ?report ; oa:hasTarget ?target }
  GRAPH ?report { ?target oa:hasSelector/oa:exact ?exact } }""".replace("GRAPHgraph", BASE + "graph")


@pytest.fixture
def three(tmp_path):
    return build(tmp_path / "build")


def ask(folder, query):
    return list(open_read_only(folder).query(query, prefixes=PREFIXES))


def matched(folder, kind="exactMatch"):
    rows = ask(folder, f"SELECT ?a ?b WHERE {{ GRAPH <{BASE}graph/identity> {{ ?a skos:{kind} ?b }} }}")
    return {tuple(sorted(row[v].value.removeprefix(BASE) for v in "ab")) for row in rows}


def node(name, cls="GovernmentAgency", aliases=(), reports=("r",), within=None):
    return Node(f"{BASE}{cls}/{name}", cls, name, tuple(aliases), tuple(reports), within)


def linked(found):
    return {(link.pair, link.exact) for link in found.links}


def test_links_stand_in_a_graph_of_their_own_with_confidence_reason_and_evidence(three):
    rebuild(three)
    assert matched(three) == {(FULL, SHORT) if FULL < SHORT else (SHORT, FULL),
                              ("Enterprise/星帆循环科技", "Enterprise/湖南星帆循环科技股份有限公司"),
                              ("Organization/丰山医院", "Organization/云岭大学丰山医院")}
    rows = [r for r in ask(three, WHY) if r["extractor"].value == "identity/short-words"]
    assert {r["exact"].value for r in rows} == {"衡阳市科技局", "衡阳市科学技术局"}
    assert {r["report"].value.rpartition("/")[2] for r in rows} == {"hengyang-a", "hengyang-b"}
    assert {r["confidence"].value for r in rows} == {"0.97"}


def test_report_graphs_stay_as_they_are_and_drop_gives_the_build_of_the_reports_alone(three):
    files = {p.name: p.read_bytes() for p in three.iterdir() if p.is_file()}
    before = files["graph.nq"]
    rebuild(three)
    lines = (three / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    assert "".join(line for line in lines if f"<{BASE}graph/" not in line).encode() == before
    drop(three)
    assert {name: (three / name).read_bytes() for name in files} == files
    assert not [g for g in open_read_only(three).named_graphs() if "/graph/" in g.value]


def test_the_same_reports_and_decisions_give_the_same_bytes(three, tmp_path):
    other = build(tmp_path / "other")
    decided = (decision(FULL, SHORT, REFUSED),)
    for folder in (three, other):
        rebuild(folder, decided=decided)
    assert (three / "graph.nq").read_bytes() == (other / "graph.nq").read_bytes()


def test_a_change_of_name_is_a_dated_link_and_no_match(three):
    rebuild(three)
    rows = ask(three, "SELECT ?a ?b ?date WHERE { ?s rdf:subject ?a ; rdf:predicate dcterms:isReplacedBy ; "
                      "rdf:object ?b ; dcterms:date ?date . ?a dcterms:isReplacedBy ?b }")
    assert [(r["a"].value.removeprefix(BASE), r["b"].value.removeprefix(BASE), r["date"].value) for r in rows] == [
        ("Platform/丰山光学国家重点实验室", "Platform/丰山光学全国重点实验室", "2022/2023")]
    assert not any("重点实验室" in end for pair in matched(three) | matched(three, "closeMatch") for end in pair)


def test_a_refusal_survives_a_new_build_and_undo_brings_the_link_back(three, capsys):
    assert main(["identity", "refuse", FULL, SHORT, "--note", "两个单位", "--store", str(three)]) == 0
    assert not any(SHORT in pair for pair in matched(three))
    build(three)
    assert main(["identity", "rebuild", "--store", str(three)]) == 0
    assert not any(SHORT in pair for pair in matched(three))
    assert main(["identity", "undo", number((FULL, SHORT)), "--store", str(three)]) == 0
    assert any(SHORT in pair for pair in matched(three))
    assert decisions.load(decisions_of(three)) == ()
    capsys.readouterr()


def test_a_person_may_confirm_what_no_rule_finds(three, capsys):
    pair = ("Enterprise/湖南星帆新材料有限公司", "Enterprise/星帆循环科技")
    assert main(["identity", "confirm", *pair, "--store", str(three)]) == 0
    assert tuple(sorted(pair)) in matched(three)
    rows = [r for r in ask(three, WHY) if r["extractor"].value == "identity/confirmed"]
    assert {r["confidence"].value for r in rows} == {"1"}
    capsys.readouterr()


def test_the_list_shows_links_refusals_changes_of_name_and_idle_decisions(three, capsys):
    gone = decision("University/甲大学", "University/乙大学", CONFIRMED)
    decisions.save(decisions_of(three), [gone, decision(FULL, SHORT, REFUSED)])
    assert main(["identity", "list", "--store", str(three), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["status"] for row in rows} == {"exactMatch", "refused", "isReplacedBy", "confirmed, idle"}
    assert next(row for row in rows if row["status"] == "refused")["number"] == number((SHORT, FULL))
    assert main(["identity", "list", "--store", str(three)]) == 0
    assert "更名" not in capsys.readouterr().err


@pytest.mark.parametrize("words", [
    ["confirm", "ffffff"], ["confirm"], ["confirm", FULL, "GovernmentAgency/没有的局"],
    ["confirm", FULL, "Region/衡阳市"], ["confirm", FULL, FULL], ["undo", FULL, SHORT]])
def test_what_cannot_be_decided_is_said_and_nothing_is_written(three, capsys, words):
    assert main(["identity", *words, "--store", str(three)]) == 2
    assert capsys.readouterr().err.startswith("kg: ")
    assert not decisions_of(three).exists()


def test_without_a_build_the_command_says_so(tmp_path, capsys):
    assert main(["identity", "list", "--store", str(tmp_path / "none")]) == 2
    assert "kg build" in capsys.readouterr().err


@pytest.mark.parametrize("line", [
    "maybe\tUniversity/甲大学\tUniversity/乙大学\t", "confirmed\t甲大学\t乙大学\t", "confirmed\tUniversity/甲大学",
    "confirmed\tUniversity/甲大学\tRegion/乙市\t", "confirmed\tUniversity/甲大学\tUniversity/甲大学\t"])
def test_a_wrong_line_of_the_decisions_is_refused_with_its_number(tmp_path, line):
    path = tmp_path / "identity.tsv"
    path.write_text(f"decision\tone\tother\tnote\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"identity\.tsv:2:"):
        decisions.load(path)


def test_a_pair_decided_on_twice_is_refused(tmp_path):
    path = tmp_path / "identity.tsv"
    path.write_text("decision\tone\tother\tnote\nconfirmed\tUniversity/甲大学\tUniversity/乙大学\t\n"
                    "refused\tUniversity/乙大学\tUniversity/甲大学\t\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"identity\.tsv:3:"):
        decisions.load(path)


def test_decisions_come_back_as_they_were_saved(tmp_path):
    known = (decision(FULL, SHORT, CONFIRMED, "同一\t单位"), decision("Region/甲市", "Region/乙市", REFUSED))
    decisions.save(tmp_path / "d.tsv", known)
    assert decisions.load(tmp_path / "d.tsv") == tuple(sorted(known))
    assert known[0].note == "同一 单位"


def test_a_refused_pair_is_not_joined_by_way_of_a_third():
    three = [node("中国科学院丰山研究所", "ResearchInstitute"), node("中科院丰山研究所", "ResearchInstitute"),
             node("“中科院”丰山研究所", "ResearchInstitute")]
    assert sum(link.exact for link in resolve(three).links) == 2
    found = resolve(three, [Decision(*sorted((three[0].id, three[1].id)), REFUSED)])
    assert sum(link.exact for link in found.links) == 1
    assert [link.held for link in found.links if not link.exact] == [True]


def test_a_short_name_that_fits_two_things_is_no_exact_match():
    two = [node("丰山医院", "Organization"), node("云岭大学丰山医院", "Organization"),
           node("云江大学丰山医院", "Organization")]
    assert {link.exact for link in resolve(two).links} == {False}
    assert {link.exact for link in resolve(two[:2]).links} == {True}


def test_another_name_of_one_report_is_a_close_match_of_its_name_in_another():
    found = resolve([node("云岭省丰山科学装置中心", "Platform", ["丰山大科学装置"]),
                     node("丰山大科学装置", "Platform")])
    assert [(link.reason.key, link.exact) for link in found.links] == [("alias", False)]
    assert linked(resolve([node("云岭省科技厅", "GovernmentAgency", ["科技厅"]), node("科技厅")])) == set()
    assert linked(resolve([node("衡阳市丰山局", aliases=["丰山管理局"]), node("株洲市丰山管理局")])) == set()


def test_authorities_link_exactly_to_iris_and_codes_and_say_so(three, tmp_path, capsys):
    table = tmp_path / "own.csv"
    table.write_text("name,aliases,class,identifier\n"
                     "衡阳市科学技术局,衡阳科技局|市科技局,GovernmentAgency,11430400006123456X\n"
                     "南华大学,,University,https://ror.org/000000001\n", encoding="utf-8")
    assert main(["identity", "rebuild", "--store", str(three), "--authorities", str(table)]) == 0
    out = capsys.readouterr().out
    assert "GovernmentAgency/衡阳市科技局 ＝ 11430400006123456X" in out
    rows = ask(three, f"SELECT ?e ?id WHERE {{ GRAPH <{BASE}graph/authorities> "
                      "{ { ?e dcterms:identifier ?id } UNION { ?e skos:exactMatch ?id } } }")
    assert {(r["e"].value.removeprefix(BASE), r["id"].value) for r in rows} == {
        (SHORT, "11430400006123456X"), (FULL, "11430400006123456X"),
        ("University/南华大学", "https://ror.org/000000001")}
    assert main(["identity", "refuse", "Organization/丰山医院", "Organization/云岭大学丰山医院",
                 "--store", str(three)]) == 0
    again = ask(three, f"SELECT ?e WHERE {{ GRAPH <{BASE}graph/authorities> {{ ?e skos:exactMatch ?i }} }}")
    assert len(again) == 1, "a decision leaves the authorities as they are"


def test_two_identifiers_keep_two_names_apart_and_one_joins_them():
    pair = [node("衡阳市科技局"), node("衡阳市科学技术局"), node("衡阳市政协", reports=("s",))]
    known = {pair[0].iri: "A", pair[1].iri: "B"}
    assert resolve(pair, known=known).links == ()
    joined = resolve(pair, known=known | {pair[1].iri: "A"}).links
    assert [(link.reason.key, link.exact) for link in joined] == [("authority", True)]


@pytest.mark.parametrize(("content", "line"), [
    ("name,class,identifier\n甲,University,1\n", 1), ("name,aliases,class,identifier\n甲,,School,1\n", 2),
    ("name,aliases,class,identifier\n甲,,University,\n", 2),
    ("name,aliases,class,identifier\n甲大学,,University,1\n乙大学,甲大学,University,2\n", 3)])
def test_a_wrong_table_of_authorities_is_refused_with_its_line(tmp_path, content, line):
    path = tmp_path / "own.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"own\.csv:{line}:"):
        authorities.load(path)


def test_divisions_carry_code_and_hierarchy_and_bodies_are_placed_by_their_names(three):
    rebuild(three)
    rows = ask(three, f"""SELECT ?e ?code ?up WHERE {{ GRAPH <{BASE}graph/divisions> {{
        ?e (dcterms:spatial|skos:exactMatch) ?d . ?d skos:notation ?code
        OPTIONAL {{ ?d skos:broader/skos:notation ?up }}
        FILTER(STRSTARTS(STR(?e), "{BASE}")) }} }}""")
    found = {r["e"].value.removeprefix(BASE): (r["code"].value, r["up"] and r["up"].value) for r in rows}
    assert found == {
        SHORT: ("430400", "430000"), FULL: ("430400", "430000"),
        "GovernmentAgency/株洲市科学技术局": ("430200", "430000"), "Region/衡阳市": ("430400", "430000"),
        "Region/南京市": ("320100", "320000"), "Region/湖南": ("430000", None),
        "GovernmentAgency/鼓楼区人民政府": ("320106", "320100"),
        "Enterprise/湖南星帆循环科技股份有限公司": ("430000", None),
        "Enterprise/湖南星帆新材料有限公司": ("430000", None)}
    assert ask(three, "SELECT ?x WHERE { GRAPH ?g { ?x dcterms:spatial ?d } GRAPH <" + BASE
               + "graph/divisions> { ?x dcterms:spatial ?d } FILTER(STRSTARTS(STR(?g), '" + BASE + "report/')) }") == []


def test_a_place_of_which_there_are_several_is_left_where_nothing_tells_it(tmp_path):
    found = {n.label: n.name.place for n in nodes(open_read_only(build(tmp_path / "b", "nanjing")))}
    assert found["鼓楼区人民政府"] == "320106"
    assert node("鼓楼区人民政府").name.place == "鼓楼区"


@pytest.mark.parametrize(("cls", "name", "division"), [
    ("Park", "衡南高新区", "430422"), ("Organization", "北京大学深圳医院", None), ("Enterprise", "长丰汽车", None),
    ("Enterprise", "长沙星帆银行衡阳分行", None), ("University", "南华大学", None),
    ("Platform", "杭州湾丰山平台", None),
    ("Organization", "西安交通大学苏州丰山院", None),
    ("Award", "湖南省丰山奖", None)])
def test_only_a_place_word_that_tells_where_a_body_lies_places_it(cls, name, division):
    assert [code(p.division) for p in placed([node(name, cls)])] == ([division] if division else [])


def test_one_node_that_may_be_two_things_is_shown(tmp_path, capsys):
    folder = build(tmp_path / "build", "nanjing", "fuzhou")
    assert {(d.node.id, d.key) for d in doubtful(folder)} == {
        ("GovernmentAgency/鼓楼区人民政府", "several-places"), ("Person/林知远", "no-common-body")}
    assert main(["identity", "list", "--store", str(folder), "--format", "json"]) == 0
    assert [row["one"] for row in json.loads(capsys.readouterr().out) if row["status"] == "doubt"] == [
        "GovernmentAgency/鼓楼区人民政府", "Person/林知远"]


def test_the_graph_knows_that_the_reports_have_changed(three, capsys):
    assert not stale(three), "there is none"
    rebuild(three)
    assert not stale(three)
    remove(three, ["nanjing"])
    assert stale(three)
    assert main(["identity", "list", "--store", str(three)]) == 0
    assert "kg identity rebuild" in capsys.readouterr().err
    rebuild(three)
    assert not stale(three)


def test_looking_writes_nothing(three):
    before = {p.name: p.stat().st_mtime_ns for p in three.iterdir()}
    assert look(three).links
    assert {p.name: p.stat().st_mtime_ns for p in three.iterdir()} == before
