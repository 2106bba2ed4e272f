"""Invented and everyday sentences of the genre, each with all its names marked: what is read, and what is left alone.

A mark is a bracket with the class's letter; names may stand inside names.
"""

import re
from pathlib import Path

import pytest

from kg.extraction import mentions
from kg.extraction.tokens import tokenize
from kg.model import Document
from kg.reading.structure import sentences
from kg.reading.text import source

CLASSES = {
    "U": "University", "I": "ResearchInstitute", "E": "Enterprise", "G": "GovernmentAgency", "O": "Organization",
    "T": "Team", "P": "Person", "R": "Region", "K": "Park", "L": "Platform",
}
MARK = re.compile(r"\[([A-Z]):|\]")

SENTENCES = [
    line for line in Path(__file__).with_name("names_marked.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_the_table_holds_its_sentences():
    assert len(SENTENCES) > 300


def unmarked(marked: str) -> tuple[str, set[tuple[str, str]]]:
    """The sentence without its marks, and the (class, name) pairs that they tell."""
    text, at, open_marks, told = "", 0, [], set()
    for mark in MARK.finditer(marked):
        text, at = text + marked[at : mark.start()], mark.end()
        if mark[1]:
            open_marks.append((CLASSES[mark[1]], len(text)))
        else:
            cls, start = open_marks.pop()
            told.add((cls, text[start:]))
    return text + marked[at:], told


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_marked_sentence_has_these_names_and_no_others(marked):
    text, told = unmarked(marked)
    cut = sentences(text)
    found = mentions.find(Document(source(text, "case"), cut, tokenize(text, cut)))
    assert {(m.cls, m.name or m.span.of(text)) for m in found if m.cls in CLASSES.values()} == told
