"""The page as text: the same records give the same bytes, and nothing that a report says becomes code."""

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
import tomllib

import pytest
import view_cases

from kg.errors import DataError
from kg.model import Context, Extraction
from kg.reading.text import source
from kg.view import assets, render
from kg.view.layout import Box, positions
from kg.view.merge import merge
from kg.view.spread import spread
from kg.vocabulary import vocabulary


@pytest.fixture(scope="module")
def hengyang():
    return view_cases.hengyang()


@pytest.fixture(scope="module")
def page(hengyang):
    return render([hengyang])


def island(page: str, name: str):
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def test_the_same_records_give_the_same_bytes_whatever_the_hash_seed():
    program = ("import sys, hashlib; sys.path.insert(0, 'tests'); import view_cases; from kg.view import render; "
               "print(hashlib.sha256(render([view_cases.hengyang(), view_cases.hostile()]).encode()).hexdigest())")
    found = {subprocess.run([sys.executable, "-c", program], cwd=view_cases.ROOT, env={"PYTHONHASHSEED": seed},
                            capture_output=True, text=True, check=True).stdout for seed in ("1", "77")}
    assert len(found) == 1


def test_every_entity_relation_and_figure_is_there_once(page, hengyang):
    records, drawn = island(page, "records"), island(page, "drawn")
    assert len(records["entities"]) == len(drawn["nodes"]) == len(hengyang.entities) == 120
    assert len(records["facts"]) == len(drawn["edges"]) == len(hengyang.statements) == 110
    assert len(records["figures"]) == len(hengyang.observations) == 70
    assert sum(c["count"] for c in records["classes"].values()) == 120
    assert sum(r["count"] for r in records["relations"].values()) == 110


def test_evidence_points_into_the_text_that_is_shown(page, hengyang):
    records = island(page, "records")
    text = records["reports"][0]["text"]
    assert text == hengyang.source.text
    for entity in records["entities"]:
        for _, start, end in entity["mentions"]:
            assert text[start:end] in (entity["name"], *entity["aliases"])
    assert all(fact["evidence"] for fact in records["facts"])


def test_planned_relations_are_dashed_and_symmetric_ones_have_no_arrow():
    x = view_cases.hostile()
    drawn = island(render([x]), "drawn")
    assert [edge.get("dashes") for edge in drawn["edges"]] == [[6, 5]]
    symmetric = island(render([view_cases.large(30)]), "drawn")
    assert {edge.get("arrows") for edge in symmetric["edges"]} == {""}
    assert not any("dashes" in edge for edge in symmetric["edges"])


def test_hostile_text_stays_text():
    x = view_cases.hostile()
    page = render([x], title=view_cases.HOSTILE)
    scripts = re.findall(r"<script[^>]*>", page)
    assert scripts == ['<script type="application/json" id="drawn">', '<script type="application/json" id="records">',
                       "<script>", "<script>"]
    assert "<img" not in page.replace(assets.scripts()[0], "")
    assert html.escape(view_cases.HOSTILE, quote=False).split("'")[0] in page
    assert island(page, "records")["reports"][0]["text"] == x.source.text
    assert "49" not in re.findall(r"<title>(.*?)</title>", page)[0]


def test_only_the_pages_own_scripts_may_run_and_nothing_may_be_fetched(page):
    policy = html.unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0])
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    for script in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "sourceMappingURL" not in page
    assert not re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](?!data:)""", page)


def test_reports_merge_by_entity_and_keep_their_places(hengyang):
    other = Extraction(source(hengyang.source.text, "other"), hengyang.context, hengyang.entities, hengyang.statements,
                       hengyang.observations)
    view = merge([hengyang, other])
    assert (len(view.things), len(view.facts), len(view.figures)) == (120, 110, 140)
    assert all({p.report for p in fact.evidence} == {0, 1} for fact in view.facts)


def test_a_report_without_anything_gives_a_page():
    page = render([Extraction(source("无。", "empty"), Context(), (), (), ())])
    assert "<title>empty</title>" in page
    assert island(page, "drawn")["nodes"] == []
    assert "<title>scitech-kg</title>" in render([])


def test_the_title_is_the_reports_unless_one_is_given(hengyang):
    assert f"<title>{hengyang.context.title}</title>" in render([hengyang])
    assert f"<title>{hengyang.context.title} +1</title>" in render([hengyang, view_cases.large(12)])
    assert "<title>甲</title>" in render([hengyang], title="甲")


@pytest.mark.parametrize(("boxes", "edges"), [
    ([], []),
    ([Box(50, 20, "a")], []),
    ([Box(50, 20, "a")] * 40, []),
    ([Box(60, 30, "a")] * 30, [(0, n) for n in range(1, 30)]),
    ([Box(60, 30, "b")] * 30, [(n, n + 1) for n in range(29)] + [(3, 3)]),
])
def test_no_two_boxes_share_a_place(boxes, edges):
    found = positions(boxes, edges)
    assert found == positions(boxes, edges)
    for a, (x, y) in enumerate(found):
        for b, (u, v) in enumerate(found[:a]):
            assert abs(x - u) >= (boxes[a].width + boxes[b].width) / 2 - 2 or abs(y - v) >= boxes[a].height - 2


def test_spreading_leaves_boxes_that_do_not_overlap_where_they_are():
    points = [(0.0, 0.0), (100.0, 0.0), (0.0, 50.0)]
    assert spread(points, [(40.0, 20.0)] * 3) == points


def test_every_class_that_an_entity_may_have_has_a_shape_and_every_word_both_languages():
    assert set(assets.shapes()) == set(vocabulary().leaves)
    words = assets.words()
    assert set(words) == {"zh", "en"}
    script = assets.scripts()[1]
    template = (view_cases.ROOT / "viz/template.html").read_text(encoding="utf-8")
    used = set(re.findall(r'word\("(\w+)"\)', script)) | set(re.findall(r'data-(?:word|label)="(\w+)"', template))
    assert used <= set(words["zh"])


@pytest.mark.parametrize(("file", "text", "reader"), [
    ("labels.toml", '[zh]\na = "甲"\nb = "乙"\n[en]\na = "A"\n', "words"),
    ("shapes.toml", 'default = "dot"\n[shapes]\nNothing = "dot"\n[weights]\ndot = 1\n', "shapes"),
    ("shapes.toml", 'default = "dot"\n[shapes]\nPerson = "moon"\n[weights]\ndot = 1\n', "shapes"),
])
def test_a_data_file_that_contradicts_dies_with_its_path(tmp_path, monkeypatch, file, text, reader):
    (tmp_path / file).write_text(text, encoding="utf-8")
    tomllib.loads(text)
    monkeypatch.setattr(assets, "resource", lambda *parts: tmp_path / parts[-1])
    read = getattr(assets, reader)
    with pytest.raises(DataError, match=file):
        getattr(read, "__wrapped__", read)()
