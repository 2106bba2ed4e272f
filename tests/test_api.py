"""The commands from Python."""

import pytest

from kg.api import build, dataset, export, query
from kg.errors import InputError


def test_texts_are_built_queried_exported_and_read_with_rdflib(tmp_path):
    found = build({"a": "星岭市科学技术局2024年工作总结\n白石大学建设星岭新材料重点实验室。"}, tmp_path / "b")
    assert [x.source.identifier for x in found] == ["a"]
    assert "白石大学" in query("entities", tmp_path / "b")
    assert export("turtle", tmp_path / "a.ttl", tmp_path / "b").stat().st_size > 0
    graph = dataset(tmp_path / "b")
    asked = 'SELECT ?e WHERE { GRAPH ?g { ?e skos:prefLabel "白石大学"@zh } }'
    assert len(list(graph.query("PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + asked))) == 1


@pytest.mark.parametrize("reports", [{"a": " \n"}, ["nowhere.txt"]])
def test_what_cannot_be_read_is_refused(tmp_path, reports):
    with pytest.raises(InputError):
        build(reports, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_dataset_needs_a_build(tmp_path):
    with pytest.raises(InputError, match="kg build"):
        dataset(tmp_path)
