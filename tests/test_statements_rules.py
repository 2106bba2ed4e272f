"""Every relation rule fires on its example and stays silent on what it must not read."""

from itertools import chain

import pytest
from statements_cases import marked

from kg.extraction.statements import candidates_of
from kg.extraction.statements.names import nestings
from kg.extraction.statements.rules import rules

ALL = tuple(chain(rules(), nestings()))
FINDS = [(rule, example) for rule in ALL for example in rule.finds]
SPARES = [(rule, example) for rule in ALL for example in rule.spares]


def stated(rule, text):
    news = {"event", "forum", "contest"} & set(getattr(rule, "who", ()))
    document, entities, context = marked(text, speaks=not news)
    return {f"{c.subject.name} > {c.object.name}" for c in candidates_of(document, entities, context)
            if c.extractor == rule.id}


@pytest.mark.parametrize(("rule", "example"), FINDS, ids=[f"{r.id}-{n}" for n, (r, _) in enumerate(FINDS)])
def test_a_rule_reads_its_example(rule, example):
    text, expected = example.split(" ⇒ ")
    assert stated(rule, text) == set(expected.split("; "))


@pytest.mark.parametrize(("rule", "example"), SPARES, ids=[f"{r.id}-{n}" for n, (r, _) in enumerate(SPARES)])
def test_a_rule_spares_what_does_not_state_it(rule, example):
    assert not stated(rule, example)


def test_every_rule_has_an_example():
    assert [r.id for r in ALL if not r.finds] == []
    assert len(FINDS) >= len(ALL)
