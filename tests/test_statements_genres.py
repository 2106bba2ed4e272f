"""What the genre says, property by property: news of awards, contests, forums, signings, platforms, policies.

The table (statements_genres.tsv) has a property, a sentence and the pairs that it states, - for none.
"""

import csv
from pathlib import Path

import pytest
from statements_cases import marked

from kg.extraction import statements
from kg.vocabulary import vocabulary

TABLE = Path(__file__).with_name("statements_genres.tsv")
with TABLE.open(encoding="utf-8", newline="") as handle:
    ROWS = [tuple(row) for row in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)]


def facts(text, prop):
    document, entities, context = marked(text, speaks=False)
    found = statements.find(document, entities, context)
    pairs = [[s.subject.split("/", 1)[1], s.object.split("/", 1)[1]] for s in found if s.property == prop]
    return {" > ".join(sorted(p) if vocabulary().properties[prop].symmetric else p) for p in pairs}


@pytest.mark.parametrize(("prop", "text", "expected"), ROWS)
def test_the_genre_states_a_relation_or_none(prop, text, expected):
    assert facts(text, prop) == (set() if expected == "-" else set(expected.split("; ")))


def test_the_table_holds_every_property_found_and_not_found():
    assert {p for p, _, e in ROWS if e != "-"} >= set(vocabulary().properties) - {"governs"}
    assert sum(e == "-" for _, _, e in ROWS) >= 20
