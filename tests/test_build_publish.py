"""One build in one folder: all of it or nothing, and the same bytes each time."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from graph_cases import small

from kg import files, store
from kg.errors import InputError, OutputError
from kg.graph.merge import merged
from kg.publish import publish
from kg.store.manifest import NAME

HERE = Path(__file__).resolve().parent
CODE = f"""
import sys; sys.path.insert(0, {str(HERE)!r})
from pathlib import Path
from graph_cases import small
from kg.publish import publish
publish([small("hengyang-2024")], Path(sys.argv[1]), page=lambda x: "page")
"""


def page(extractions):
    return f"<p>{len(extractions)}"


def content(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_build_has_its_files_and_gives_back_the_records(tmp_path):
    publish([small("b"), small("a")], tmp_path / "build", page=page)
    names = sorted(p.name for p in (tmp_path / "build").iterdir())
    assert names == ["description.ttl", "graph.html", "graph.nq", "graph.trig", "manifest.json", "run.ttl", "store"]
    assert store.load(tmp_path / "build") == (merged(small("a")), merged(small("b")))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build"]


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed_and_the_hour(tmp_path):
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", CODE, tmp_path / seed], check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed})
    for name in ("graph.nq", "graph.trig", "graph.html", "manifest.json"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_the_graph_says_nothing_of_time_and_the_run_record_does(tmp_path):
    publish([small("hengyang-2024")], tmp_path / "build", page=page)
    assert b"AtTime" not in (tmp_path / "build" / "graph.nq").read_bytes()
    assert b"startedAtTime" in (tmp_path / "build" / "run.ttl").read_bytes()


def test_the_run_begins_when_it_is_told_that_reading_began(tmp_path):
    publish([small("a")], tmp_path / "build", page=page, started=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert 'startedAtTime "2020-01-02T03:04:05' in (tmp_path / "build" / "run.ttl").read_text("utf-8")


def test_the_order_of_the_reports_does_not_matter(tmp_path):
    publish([small("a"), small("b")], tmp_path / "1", page=page)
    publish([small("b"), small("a")], tmp_path / "2", page=page)
    assert (tmp_path / "1" / "graph.nq").read_bytes() == (tmp_path / "2" / "graph.nq").read_bytes()


def test_a_build_replaces_the_last_one(tmp_path):
    publish([small("a")], tmp_path / "build", page=page)
    publish([small("b")], tmp_path / "build", page=page)
    assert [x.source.identifier for x in store.load(tmp_path / "build")] == ["b"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build"]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_failure_leaves_the_last_build_as_it_was(tmp_path, monkeypatch, exchange):
    if not exchange:
        monkeypatch.setattr(files, "_exchanged", lambda one, other: False)
    publish([small("a")], tmp_path / "build", page=page)
    publish([small("a")], tmp_path / "build", page=page)
    before = content(tmp_path / "build")

    def full(folder, quads):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.publish.create", full)
    with pytest.raises(OutputError, match="No space"):
        publish([small("b")], tmp_path / "build", page=page)
    assert content(tmp_path / "build") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build"]


@pytest.mark.parametrize("delay", [0.1, 0.2, 0.3])
def test_a_kill_at_any_moment_leaves_a_whole_build(tmp_path, delay):
    publish([small("a")], tmp_path / "build", page=page)
    process = subprocess.Popen([sys.executable, "-c", CODE, tmp_path / "build"])
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [x.source.identifier for x in store.load(tmp_path / "build")] in (["a"], ["hengyang-2024"])
    publish([small("c")], tmp_path / "build", page=page)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build"]


def test_what_was_put_aside_comes_back(tmp_path):
    publish([small("a")], tmp_path / "build", page=page)
    (tmp_path / "build").rename(tmp_path / ".build.999999999.old.tmp")
    with pytest.raises(OutputError, match="x"), files.new_folder(tmp_path / "build"):
        raise OSError(5, "x")
    assert [x.source.identifier for x in store.load(tmp_path / "build")] == ["a"]


def test_an_empty_folder_may_be_built_into(tmp_path):
    publish([small("hengyang-2024")], tmp_path, page=page)
    assert (tmp_path / "graph.nq").is_file()


@pytest.mark.parametrize("name", ["thesis.txt", NAME])
def test_a_folder_of_somebody_else_is_refused(tmp_path, name):
    (tmp_path / name).write_text("{}")
    with pytest.raises(OutputError, match="-o"):
        publish([small("hengyang-2024")], tmp_path, page=page)
    assert content(tmp_path) == {name: b"{}"}


@pytest.mark.parametrize(("old", "new"), [('"version": "', '"version": "9.'), ('"shape": 1', '"shape": 99')])
def test_a_build_of_another_version_is_refused(tmp_path, old, new):
    publish([small("a")], tmp_path / "build", page=page)
    marker = tmp_path / "build" / NAME
    marker.write_text(marker.read_text("utf-8").replace(old, new), "utf-8")
    before = content(tmp_path / "build")
    with pytest.raises(OutputError, match="version"):
        publish([small("b")], tmp_path / "build", page=page)
    assert content(tmp_path / "build") == before


def test_where_nothing_can_be_written_that_is_said(tmp_path):
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / "file", tmp_path / "file" / "build", Path("/proc/build")):
        with pytest.raises(OutputError, match=str(path)):
            publish([small("hengyang-2024")], path, page=page)


def test_two_reports_of_one_name_are_refused(tmp_path):
    with pytest.raises(InputError, match="a: "):
        publish([small("a"), small("a")], tmp_path / "build", page=page)
    assert list(tmp_path.iterdir()) == []


def test_importing_and_publishing_load_nothing_heavy(tmp_path):
    code = CODE + "\nprint(sorted({'rdflib', 'networkx', 'spacy', 'pyvis', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "b"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
