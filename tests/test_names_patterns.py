"""Every pattern of names finds its examples and leaves its counter-examples alone; bad files die while loading."""

import pytest

from kg.errors import DataError
from kg.extraction.mentions import cues, honours, patterns
from kg.extraction.mentions.words import Words, read_words
from kg.extraction.tokens import tokenize
from kg.model import Document
from kg.reading.structure import sentences
from kg.reading.text import source

EXAMPLES = [(p, text, names) for p in patterns.patterns() for text, names in p.examples]


def words_of(text: str) -> Words:
    cut = sentences(text)
    return read_words(Document(source(text, "case"), cut, tokenize(text, cut)))


def found_by(pattern, text):
    words = words_of(text)
    rule = f"pattern:{pattern.cls}/{pattern.id}"
    return {m.span.of(text) for m in cues.propose(words, [pattern]) if m.extractor == rule}


@pytest.mark.parametrize(("pattern", "text", "names"), EXAMPLES,
                         ids=[f"{p.cls}-{p.id}-{n}" for n, (p, _, _) in enumerate(EXAMPLES)])
def test_pattern_finds_its_examples_and_nothing_in_its_counter_examples(pattern, text, names):
    found = found_by(pattern, text)
    assert found >= set(names) if names else not found


def test_every_class_of_patterns_has_examples_that_must_find_nothing():
    for cls in sorted({p.cls for p in patterns.patterns()}):
        assert any(not names for p in patterns.patterns() if p.cls == cls for _, names in p.examples), cls


GOOD = {"id": "one", "match": "(?P<name>{kind})", "needs": "kind", "confidence": 0.8, "example": [["奖", "奖"]]}


@pytest.mark.parametrize(("change", "message"), [
    ({"match": "(?P<name>{none})"}, "none"),
    ({"match": "(?P<name>("}, "表达式有误"),
    ({"needs": "none"}, "none"),
    ({"colour": "red"}, "colour"),
])
def test_a_pattern_that_contradicts_its_file_dies_while_loading(change, message):
    with pytest.raises(DataError, match=message):
        patterns.parse("Award", {"words": {"kind": ["奖"]}, "pattern": [{**GOOD, **change}]}, {})


@pytest.mark.parametrize(("cls", "data", "message"), [
    ("Nonsense", {"words": {"kind": ["奖"]}, "pattern": [GOOD]}, "Nonsense"),
    ("Award", {"words": {"kind": ["奖", "奖"]}, "pattern": [GOOD]}, "重复"),
    ("Award", {"words": {"kind": ["奖"]}, "pattern": [GOOD, GOOD]}, "重复"),
    ("Award", {"word": {}, "words": {"kind": ["奖"]}, "pattern": [GOOD]}, "不认识的键"),
])
def test_a_file_of_patterns_that_contradicts_itself_dies_while_loading(cls, data, message):
    with pytest.raises(DataError, match=message):
        patterns.parse(cls, data, {})


GRADES = [
    ("获省自然科学奖一等奖2项、二等奖5项。", [("二等奖", "省自然科学奖二等奖")]),
    ("我市选手获省科普讲解大赛一等奖1个，二等奖2个。", [("二等奖", "省科普讲解大赛二等奖")]),
    ("省科技进步奖揭晓，我市获一、二等奖3项。", [("一", "省科技进步奖一等奖"), ("二等奖", "省科技进步奖二等奖")]),
    ("共获一等奖3项。", []),
]


@pytest.mark.parametrize(("text", "expected"), GRADES)
def test_a_bare_grade_is_completed_by_the_prize_or_contest_before_it(text, expected):
    found = [(m.span.of(text), m.name) for m in honours.recognise(words_of(text)) if m.extractor == "grade"]
    assert sorted(found) == sorted(expected)
