"""A build in every format: what other tools read in it, and the same bytes each time."""

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from graph_cases import oracle
from rdflib import Graph, URIRef

from kg import rdf, store
from kg.errors import InputError, OutputError, QueryError
from kg.export import FORMATS, export
from kg.graph import terms as t
from kg.graph.write import quads
from kg.model import Context, Entity, Extraction, Span
from kg.reading.text import source

TRIPLES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def graph():
    source = oracle().source
    return [q for name in ("a", "b") for q in quads(replace(oracle(), source=replace(source, identifier=name)))]


@pytest.fixture(scope="module")
def built(tmp_path_factory, graph):
    folder = tmp_path_factory.mktemp("export") / "store"
    store.create(folder, graph)
    return folder


def content(path):
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {f.name: f.read_bytes() for f in files}


@pytest.mark.parametrize(("format", "theirs"), TRIPLES.items())
def test_rdflib_reads_every_triple_once(built, graph, tmp_path, format, theirs):
    path = export(format, tmp_path / "out", built)
    read = Graph().parse(path, format=theirs)
    assert len(read) == len(rdf.triples(graph))


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_formats_with_graphs_give_back_the_named_graphs(built, graph, tmp_path, format):
    path = export(format, tmp_path / "out", built)
    form = {"trig": rdf.RdfFormat.TRIG, "nquads": rdf.RdfFormat.N_QUADS, "jsonld": rdf.RdfFormat.JSON_LD}[format]
    other = rdf.Store()
    other.bulk_load(path=str(path), format=form)
    assert set(other) == set(graph)


def test_every_format_is_the_same_bytes_whatever_the_hash_seed(built, tmp_path):
    code = ("import sys; from pathlib import Path; from kg.export import FORMATS, export\n"
            "for f in FORMATS: export(f, Path(sys.argv[2]) / f, Path(sys.argv[1]))")
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, built, tmp_path / seed], check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed})
    for name in FORMATS:
        assert content(tmp_path / "1" / name) == content(tmp_path / "2" / name)


def test_graphml_has_the_entities_and_the_relations_with_evidence(built, tmp_path):
    import networkx as nx

    read = nx.read_graphml(export("graphml", tmp_path / "g.graphml", built))
    assert read.number_of_nodes() == len(oracle().entities)
    assert read.number_of_edges() == 2 * len(oracle().statements)
    assert read.nodes["University/南华大学"]["class_zh"] == "高校"
    (edge, *_) = (d for *_, d in read.edges(data=True) if d["property"] == "worksFor" and d.get("detail"))
    assert (edge["label"], edge["detail"], edge["planned"]) == ("任职", "董事长", False)
    assert edge["evidence"]


def test_csv_is_three_tables_that_excel_reads_as_chinese(built, tmp_path):
    files = content(export("csv", tmp_path / "csv", built))
    assert set(files) == {"nodes.csv", "edges.csv", "observations.csv"}
    assert all(data.startswith(b"\xef\xbb\xbf") for data in files.values())
    tables = {k: list(csv.DictReader(io.StringIO(v.decode("utf-8-sig")))) for k, v in files.items()}
    assert len(tables["nodes.csv"]) == len(oracle().entities)
    assert {row["reports"] for row in tables["nodes.csv"]} == {"a|b"}
    assert len(tables["edges.csv"]) == 2 * len(oracle().statements)
    money = [r for r in tables["observations.csv"] if r["indicator"] == "研发经费投入"]
    assert {(r["value"], r["unit"], r["base_value"], r["base_unit"], r["change"]) for r in money} == {
        ("92.04", "亿元", "9204000000", "http://qudt.org/vocab/unit/CCY_CNY", "12.8")}


@pytest.mark.parametrize("format", FORMATS)
def test_what_xml_cannot_hold_is_written_all_the_same(tmp_path, format):
    text = "云岭\u000b大学\u0001&<>\"'\ufffe。"
    one = Entity("University", "云岭\u000b大学", ("云岭\u000b大学",), (Span(0, 5),), (), 1.0, "rule")
    store.create(tmp_path / "s", quads(Extraction(source(text, "x"), Context(), (one,), (), ())))
    path = export(format, tmp_path / "out", tmp_path / "s")
    if format in TRIPLES:
        objects = Graph().parse(path, format=TRIPLES[format]).objects(predicate=URIRef(t.TEXT.value))
        assert [(len(o), "大学" in o) for o in objects] == [(len(text), True)]
    elif format == "graphml":
        import networkx as nx

        assert nx.read_graphml(path).number_of_nodes() == 1


def test_an_unknown_format_names_the_nearest(built, tmp_path):
    with pytest.raises(QueryError, match="turtle"):
        export("turtel", tmp_path / "x", built)


def test_no_build_no_file(tmp_path):
    with pytest.raises(InputError, match="kg build"):
        export("turtle", tmp_path / "x", tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said_and_leaves_nothing(built, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="file"):
        export("turtle", tmp_path / "file" / "x", built)
    with pytest.raises(OutputError, match="file"):
        export("csv", tmp_path / "file", built)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "thesis.txt").write_text("mine")
    for format in ("csv", "turtle"):
        with pytest.raises(OutputError, match="folder"):
            export(format, tmp_path / "folder", built)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["file", "folder", "thesis.txt"]


def test_an_export_is_replaced_by_the_next(built, tmp_path):
    for format in ("turtle", "csv"):
        first = content(export(format, tmp_path / format, built))
        assert content(export(format, tmp_path / format, built)) == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["csv", "turtle"]
