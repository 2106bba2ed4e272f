"""Names of projects, plans, honours, results, events, documents and branches in invented sentences of the genre."""

from pathlib import Path

import pytest

from kg.extraction import mentions
from kg.extraction.tokens import tokenize
from kg.model import Document
from kg.reading.structure import sentences
from kg.reading.text import source

CLASSES = {"J": "Project", "P": "Programme", "A": "Award", "D": "Designation", "T": "TalentTitle",
           "C": "Achievement", "E": "Event", "L": "Policy", "I": "Industry"}
LINES = Path(__file__).with_name("names_genre.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(" | ") for line in LINES if line and not line.startswith("#")]


def names_in(text):
    cut = sentences(text)
    found = mentions.find(Document(source(text, "case"), cut, tokenize(text, cut)))
    return {(m.cls, m.span.of(text)) for m in found if m.cls in CLASSES.values()}


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_names_of_a_sentence_and_no_others_are_found(case):
    text, *marks = case
    wanted = {(CLASSES[mark[0]], mark[2:]) for mark in marks if not mark.endswith("?")}
    allowed = {(CLASSES[mark[0]], mark[2:-1]) for mark in marks if mark.endswith("?")}
    found = names_in(text + "。")
    assert found - allowed == wanted


def test_the_table_has_sentences_with_and_without_names_of_every_class():
    marked = [mark[0] for case in CASES for mark in case[1:]]
    assert len(CASES) > 250
    assert all(marked.count(letter) > 10 for letter in CLASSES)
    assert sum(len(case) == 1 for case in CASES) > 20
