"""A build that is kept: reports are added, replaced and removed, and all of it follows."""

import json
from dataclasses import replace
from functools import cache

import pytest
from graph_cases import small

from kg import collection, following, store
from kg.api import dataset
from kg.cli import main
from kg.errors import InputError, InvalidError
from kg.export import export
from kg.graph.merge import merged
from kg.publish import publish
from kg.query import query
from kg.reading.text import source
from kg.store.manifest import NAME
from kg.validate import validate

FIXED = ("graph.nq", "graph.trig", "graph.html", NAME)


@cache
def report(name: str, more: str = "", kept: int = 10):
    """A report of that name; ``more`` text at its end and another number of figures make another version of it."""
    whole = small(name)
    return replace(whole, source=source(whole.source.text + more, name), observations=whole.observations[:kept])


def read(*reports):
    by_text = {x.source: x for x in reports}
    return [x.source for x in reports], lambda sources: [by_text[s] for s in sources]


def add(build, *reports):
    return collection.add(build, *read(*reports))


def state(build):
    """All that a build holds, but for when it was made."""
    files = {str(p.relative_to(build)): p.read_bytes() for p in build.rglob("*")
             if p.is_file() and p.parent.name != "store" and p.name != "run.ttl"}
    return files, sorted(str(q) for q in store.open_read_only(build))


def names(build):
    return [x.source.identifier for x in store.load(build)]


@pytest.fixture(autouse=True)
def page(monkeypatch):
    """A page that is quick to make and holds all that it is given."""
    monkeypatch.setattr("kg.publish._page", lambda extractions, title="": f"{title}\n{extractions}")


@pytest.fixture(params=[100, 2], ids=["small", "large"])
def size(request, monkeypatch):
    """Whether builds of three reports count as large."""
    monkeypatch.setattr(following, "FULL", request.param)
    monkeypatch.setattr(following, "SHOWN", 2)
    return request.param


def test_reports_that_come_one_by_one_make_the_build_of_all(tmp_path, size):
    for name in "cadb":
        add(tmp_path / "one", report(name))
    publish([report(name) for name in "abcd"], tmp_path / "all")
    assert state(tmp_path / "one") == state(tmp_path / "all")
    assert names(tmp_path / "one") == ["a", "b", "c", "d"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["all", "one"]


def test_a_report_that_goes_leaves_no_trace(tmp_path, size):
    publish([report(name) for name in "abcd"], tmp_path / "b")
    assert collection.remove(tmp_path / "b", ["b"]).changed == ("b",)
    publish([report(name) for name in "acd"], tmp_path / "other")
    assert state(tmp_path / "b") == state(tmp_path / "other")
    assert len(list(store.open_read_only(tmp_path / "b").named_graphs())) == 3
    assert (tmp_path / "b" / "run.ttl").read_text("utf-8").count("startedAtTime") == 3


def test_the_last_report_may_go_and_another_come(tmp_path):
    add(tmp_path / "b", report("a"))
    collection.remove(tmp_path / "b", ["a"])
    assert names(tmp_path / "b") == []
    add(tmp_path / "b", report("b"))
    assert names(tmp_path / "b") == ["b"]


def test_a_revised_report_takes_the_place_of_the_old_one_and_says_what_differs(tmp_path, size):
    old, new = report("b"), report("b", " ", 8)
    publish([report("a"), old, report("c")], tmp_path / "b")
    done = collection.replace(tmp_path / "b", *read(new, report("c")))
    publish([report("a"), new, report("c")], tmp_path / "other")
    assert state(tmp_path / "b") == state(tmp_path / "other")
    assert (done.changed, done.unchanged) == (("b",), ("c",))
    assert {d.status for d in done.differences} == {"gone"}


def test_the_graph_of_another_report_stays_as_it_is(tmp_path, size):
    publish([report(name) for name in "abc"], tmp_path / "b")
    graph = store.manifest.read(tmp_path / "b").reports[0].graph
    before = [q for q in store.named_quads(store.open_read_only(tmp_path / "b")) if q.graph_name.value == graph]
    add(tmp_path / "b", report("d"))
    collection.remove(tmp_path / "b", ["b"])
    after = [q for q in store.named_quads(store.open_read_only(tmp_path / "b")) if q.graph_name.value == graph]
    assert before == after != []


def test_unchanged_reports_are_skipped_and_nothing_is_written(tmp_path):
    publish([report("a"), report("b")], tmp_path / "b")
    before = (tmp_path / "b").stat().st_ino
    done = add(tmp_path / "b", report("a"), report("b"))
    assert (done.changed, done.unchanged) == ((), ("a", "b"))
    assert (tmp_path / "b").stat().st_ino == before
    done = add(tmp_path / "b", report("b"), report("c"))
    assert (done.changed, done.unchanged) == (("c",), ("b",))


def test_replacing_skips_the_same_text_unless_an_older_version_read_it(tmp_path, monkeypatch):
    publish([report("a")], tmp_path / "b")
    assert collection.replace(tmp_path / "b", *read(report("a"))).unchanged == ("a",)
    monkeypatch.setattr(collection, "__version__", "9.9")
    assert collection.replace(tmp_path / "b", *read(report("a"))).changed == ("a",)


@pytest.mark.parametrize("what", ["another text", "replace unknown", "remove unknown", "remove from nowhere"])
def test_what_does_not_fit_is_refused_and_changes_nothing(tmp_path, what):
    publish([report("a")], tmp_path / "b")
    before = state(tmp_path / "b")
    act = {"another text": lambda: add(tmp_path / "b", report("a", " "), report("b")),
           "replace unknown": lambda: collection.replace(tmp_path / "b", *read(report("b"))),
           "remove unknown": lambda: collection.remove(tmp_path / "b", ["a", "b"]),
           "remove from nowhere": lambda: collection.remove(tmp_path / "c", ["a"])}[what]
    with pytest.raises(InputError, match="kg replace" if what == "another text" else "b: |kg add"):
        act()
    assert state(tmp_path / "b") == before
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def wrong(name):
    """A report whose evidence is not in its text."""
    whole = report(name)
    figure = replace(whole.observations[0], value_text="九千九百个")
    return replace(whole, observations=(figure, *whole.observations[1:]))


def test_a_graph_that_violates_is_not_published_and_the_last_good_one_stays(tmp_path):
    publish([report("a")], tmp_path / "b")
    before = state(tmp_path / "b")
    for act in (lambda: publish([wrong("b")], tmp_path / "b"), lambda: add(tmp_path / "b", wrong("b"))):
        with pytest.raises(InvalidError, match="--keep-going") as caught:
            act()
        assert "九千九百个" in str(caught.value)
        assert caught.value.code == 1
    assert state(tmp_path / "b") == before
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def test_keep_going_writes_it_beside_and_says_where(tmp_path):
    publish([report("a")], tmp_path / "b")
    before = state(tmp_path / "b")
    for _ in range(2):
        with pytest.raises(InvalidError, match="b-invalid"):
            publish([wrong("b")], tmp_path / "b", keep_going=True)
    assert state(tmp_path / "b") == before
    assert names(tmp_path / "b-invalid") == ["b"]
    publish([report("c")], tmp_path / "b", keep_going=True)
    assert names(tmp_path / "b") == ["c"]


def test_warnings_alone_do_not_stop_a_build(tmp_path):
    first = next(o for o in report("a").observations if o.value is not None and o.period and o.unit)
    two = replace(report("a"), observations=(first, replace(first, value=first.value + 1)))
    publish([two], tmp_path / "b")
    assert validate(tmp_path / "b").violations


def test_a_large_build_is_a_file_a_graph_and_a_page_of_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr(following, "FULL", 2)
    monkeypatch.setattr(following, "SHOWN", 1)
    build = tmp_path / "b"
    newer = replace(report("z"), context=replace(report("z").context, year=2025))
    publish([report("a"), report("b"), newer], build)
    shards = sorted((build / "graphs").rglob("*.nq"))
    assert [p.name for p in shards] == ["a.nq", "b.nq", "z.nq"]
    inodes = [p.stat().st_ino for p in [*shards, build / "graph.html"]]
    add(build, report("c"))
    assert [p.stat().st_ino for p in [*shards, build / "graph.html"]] == inodes
    lines = b"".join(p.read_bytes() for p in (build / "graphs").rglob("*.nq")).splitlines()
    assert sorted(lines) == export("nquads", tmp_path / "all.nq", build).read_bytes().splitlines()
    page = (build / "graph.html").read_text("utf-8")
    assert "最新的 1 份报告" in page
    assert validate(build).graphs == 4
    assert len(list(dataset(build).quads())) == len(lines)
    collection.remove(build, ["a", "b"])
    assert not (build / "graphs").exists()
    assert "最新的" not in (build / "graph.html").read_text("utf-8")


def test_an_identifier_too_long_for_a_file_has_a_graph_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(following, "FULL", 0)
    publish([report("研" * 84)], tmp_path / "b")
    assert len(list((tmp_path / "b" / "graphs").rglob("*.nq"))) == 1


def test_revised_figures_stand_beside_each_other(tmp_path):
    first = report("2023")
    figure = first.observations[0]
    others = tuple(replace(o, value=o.value and o.value + 1, value_text=o.value_text[:1]) for o in first.observations)
    add(tmp_path / "b", first)
    add(tmp_path / "b", replace(report("2024"), observations=others))
    text = query(tmp_path / "b", "contradictions", {"indicator": figure.indicator}, format="csv")
    assert {"2023", "2024"} <= set(text.replace("\r\n", ",").split(","))
    assert merged(first) in store.load(tmp_path / "b")


def test_the_commands_add_list_replace_and_remove(tmp_path, capsys):
    paths = []
    for place in ("星岭市", "白石市"):
        paths.append(tmp_path / f"{place}.txt")
        paths[-1].write_text(f"{place}科学技术局2024年工作总结\n我市研发经费投入12.5亿元。", "utf-8")
    store = ["--store", str(tmp_path / "b")]

    def run(*arguments):
        code = main([*map(str, arguments), *store])
        return code, capsys.readouterr().out

    assert run("add", paths[0]) == (0, "已加入 / added: 1\n  星岭市\n")
    code, out = run("add", *paths)
    assert (code, "added: 1\n  白石市" in out, "skipped: 1\n  星岭市" in out) == (0, True, True)
    assert {"星岭市科学技术局", "白石市科学技术局"} <= set(run("list")[1].split())
    assert [e["identifier"] for e in json.loads(run("list", "--format", "json")[1])] == ["星岭市", "白石市"]
    paths[0].write_text(paths[0].read_text("utf-8").replace("12.5", "13.5"), "utf-8")
    assert run("add", paths[0])[0] == 2
    code, out = run("replace", *paths)
    assert code == 0
    assert {"12.5亿元", "13.5亿元", "变化"} <= set(out.split())
    assert run("remove", "白石市") == (0, "已移除 / removed: 1\n  白石市\n")
    assert names(tmp_path / "b") == ["星岭市"]
