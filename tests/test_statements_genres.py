"""What the genre says, property by property: news of awards, contests, forums, signings, platforms, policies.

The table (statements_genres.tsv) has a property, a sentence and the pairs that it states, - for none.
"""

import csv
import dataclasses
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


PLANS = [
    ("支持[白石大学:University]建设[高原光学中心:Platform]。", "hosts", {("白石大学", "高原光学中心", True)}),
    ("[云岭市:Region]将不断完善机制，实施[育苗行动:Programme]。", "organizes", {("云岭市", "育苗行动", True)}),
    ("[云岭市科技局:GovernmentAgency]现将《[云岭办法:Policy]》印发。", "issues", set()),
    ("[云岭大学:University]将[高原光学中心:Platform]建成开放平台，举办[高原论坛:Event]。", "organizes",
     {("云岭大学", "高原论坛", False)}),
    ("[云岭市:Region]将实施[高原储能产业倍增行动:Programme]，[高原储能产业:Industry]升温。", "supports",
     {("高原储能产业倍增行动", "高原储能产业", True)}),
]


@pytest.mark.parametrize(("text", "prop", "expected"), PLANS)
def test_a_plan_reaches_as_far_as_its_cue(text, prop, expected):
    document, entities, context = marked(text, speaks=False)
    found = [s for s in statements.find(document, entities, context) if s.property == prop]
    assert {(s.subject.split("/", 1)[1], s.object.split("/", 1)[1], s.planned) for s in found} == expected


def test_what_stands_respectively_is_told_apart():
    text = "[甲公司:Enterprise]和[乙公司:Enterprise]分别获[一等奖:Award]、[二等奖:Award]。"
    assert facts(text, "receives") == {"甲公司 > 一等奖", "乙公司 > 二等奖"}


@pytest.mark.parametrize(("genre", "expected"), [("decision", {"云岭市科技奖 > 云岭市科学技术局"}), ("report", set())])
def test_a_publisher_that_decides_confers_what_bears_its_regions_name(genre, expected):
    document, entities, context = marked("[青溪重工:Enterprise]和[云岭市科技奖:Award]、[南岭奖:Award]。")
    found = statements.find(document, entities, dataclasses.replace(context, genre=genre))
    names = [(s.subject.split("/", 1)[1], s.object.split("/", 1)[1]) for s in found if s.property == "conferredBy"]
    assert {" > ".join(pair) for pair in names} == expected


def test_the_committee_of_a_park_governs_no_region():
    text = "[青溪高新区管委会:GovernmentAgency]在[青溪高新区:Park]，[云岭市:Region]。"
    document, entities, context = marked(text, speaks=False)
    own = dataclasses.replace(context, publisher="青溪高新区管委会", genre="decision")
    assert not [s for s in statements.find(document, entities, own) if s.property == "governs"]
