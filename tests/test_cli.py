"""The commands as a user runs them: in a fresh process, on good and on bad input."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def kg(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], cwd=cwd, capture_output=True, text=True,
                          encoding="utf-8", check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment})


def test_build_says_what_it_found_and_writes_all_there_is(hengyang, tmp_path):
    done = kg("build", hengyang, "-o", tmp_path / "b")
    assert done.returncode == 0, done.stderr
    assert "高校" in done.stdout
    assert "100% 有原文" in done.stdout
    assert sorted(p.name for p in (tmp_path / "b").iterdir() if not p.name.startswith(".")) == [
        "description.ttl", "graph.html", "graph.nq", "graph.trig", "manifest.json", "run.ttl", "store"]


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed(hengyang, tmp_path):
    for seed in ("1", "2"):
        assert kg("build", hengyang, "-o", tmp_path / seed, PYTHONHASHSEED=seed).returncode == 0
    for name in ("graph.nq", "graph.trig", "graph.html"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_folder_of_reports_becomes_one_graph(tmp_path):
    (tmp_path / "in").mkdir()
    for place in ("星岭市", "白石市"):
        text = f"{place}科学技术局2024年工作总结\n我局组织申报项目12项。"
        (tmp_path / "in" / f"{place}.txt").write_text(text, "utf-8")
    done = kg("build", tmp_path / "in", "-o", tmp_path / "b")
    assert done.returncode == 0, done.stderr
    assert "2 份报告" in done.stdout


@pytest.mark.parametrize(("name", "data", "says"), [
    ("empty.txt", b"", "空"),
    ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "不是文本"),
    ("latin.txt", b"\xff\xfe\xfd caf\xe9", "编码"),
])
def test_a_bad_report_gives_one_message_code_2_and_leaves_the_last_build(hengyang, tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    out = tmp_path / "b"
    assert kg("build", hengyang, "-o", out).returncode == 0
    before = {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    done = kg("build", tmp_path / name, "-o", out)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert says in done.stderr
    assert {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} == before


@pytest.mark.parametrize("arguments", [
    ("build", "nowhere.txt"),
    ("build", "."),
    ("query", "platforms-by-host", "--store", "nowhere"),
    ("validate", "--store", "nowhere"),
    ("export", "turtle", "--store", "nowhere"),
    ("view", "--store", "nowhere"),
    ("evaluate", "nowhere", "--store", "nowhere"),
])
def test_what_is_missing_gives_one_message_and_code_2(tmp_path, arguments):
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("kg: ")
    assert not list(tmp_path.iterdir())


def test_a_text_that_is_no_report_gives_a_graph_and_a_warning(tmp_path):
    (tmp_path / "poem.txt").write_text("床前明月光，疑是地上霜。", "utf-8")
    done = kg("build", tmp_path / "poem.txt", "-o", tmp_path / "b")
    assert done.returncode == 0
    assert "没有找到发布单位" in done.stderr
    assert (tmp_path / "b" / "graph.nq").is_file()


def test_unknown_names_are_answered_with_the_nearest(built):
    assert "platforms-by-host" in kg("query", "platform-by-hosts", "--store", built).stderr
    assert "turtle" in kg("export", "turtel", "--store", built).stderr


def test_a_syntax_error_has_line_and_column(built):
    done = kg("query", "SELECT ?x WHERE {\n ?x ?y }", "--store", built)
    assert done.returncode == 2
    assert "2" in done.stderr


def test_the_named_queries_are_listed_with_chinese_titles(built):
    done = kg("query", "--list")
    assert len(done.stdout.strip().splitlines()) >= 10
    assert "平台" in done.stdout


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("spacy", "rdflib", "onnxruntime", "pyvis", "numpy")
    code = f"import sys, kg, kg.cli; print(sorted(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
