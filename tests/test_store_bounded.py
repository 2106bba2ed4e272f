"""Queries that would take for ever, or all the memory, are stopped; others are answered as always."""

import faulthandler
import time

import pytest
from graph_cases import small

from kg.cli import main
from kg.errors import InputError, QueryError
from kg.publish import publish
from kg.query import query
from kg.query.bounded import bounded

CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# Ten times as long with every step.
WIDE = "SELECT (STRLEN(?v10) AS ?n) WHERE { BIND('0123456789' AS ?v0) " + " ".join(
    f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(10)) + " }"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bounded") / "b"
    publish([small("a")], folder, page=lambda x: "")
    return folder


@pytest.mark.parametrize("format", ["table", "csv"])
def test_an_answer_is_the_same(build, format):
    asked = (build, "entities", {"name": "衡阳"}, format)
    assert bounded(query, *asked) == query(*asked)


def test_a_query_without_end_is_stopped_at_the_deadline(build, capsys):
    began = time.monotonic()
    assert main(["query", CROSS, "--store", str(build), "--timeout", "0.5"]) == 2
    assert time.monotonic() - began < 5
    assert "--timeout" in capsys.readouterr().err


def quietly(*arguments):
    """A query whose process says nothing when it is aborted."""
    faulthandler.disable()
    return query(*arguments)


def test_a_query_that_takes_too_much_memory_is_stopped(build):
    with pytest.raises(QueryError, match="memory"):
        bounded(quietly, build, WIDE, seconds=60, memory=1 << 30)


@pytest.mark.parametrize(("what", "error"), [
    ("entitys", QueryError), ("SELECT", QueryError), ("entities", InputError)])
def test_errors_come_through(build, tmp_path, what, error):
    with pytest.raises(error):
        bounded(query, tmp_path if error is InputError else build, what)


@pytest.mark.parametrize("seconds", ["0", "-1", "inf", "nan", "soon"])
def test_a_deadline_is_a_number_of_seconds(seconds, capsys):
    with pytest.raises(SystemExit):
        main(["query", "entities", "--timeout", seconds])
    assert "--timeout" in capsys.readouterr().err
