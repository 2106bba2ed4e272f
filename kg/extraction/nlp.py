"""The fence around spaCy: a pipeline whose words are LAC's and whose spans are the candidates and mentions of names.

``doc.spans["candidates"]`` holds what the recognisers propose, ``doc.spans["mentions"]`` what is kept. A span's label
is the class, its id the rule, its kb_id the full name where the span gives only a share of it; the confidences stand in
the group's attrs. The spans become records at once: nothing after this module sees a Doc.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from kg.extraction import mentions
from kg.extraction.tokens import tokenize
from kg.model import Document, Mention, Source, Span, Token
from kg.reading.structure import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

_GAP = "SP"


def read(source: Source) -> tuple[Document, tuple[Mention, ...]]:
    """The words and sentences of a report, and the mentions of names in it."""
    doc = pipeline()(source.text)
    return Document(source, sentences(source.text), tuple(_tokens(doc, source.text))), tuple(_mentions(doc, "mentions"))


@cache
def pipeline() -> "Language":
    """The spaCy pipeline; its Doc's text is exactly the text given, gaps between sentences being words of their own."""
    import spacy
    from spacy.language import Language

    Language.component("kg_candidates", func=_add_candidates)
    Language.component("kg_mentions", func=_add_mentions)
    nlp = spacy.blank("zh")
    nlp.tokenizer = lambda text: _doc(nlp, text)
    nlp.max_length = 10**8  # the limit guards spaCy's parsers, of which there is none here
    nlp.add_pipe("kg_candidates")
    nlp.add_pipe("kg_mentions")
    return nlp


def _doc(nlp: "Language", text: str) -> "Doc":
    from spacy.tokens import Doc

    found = sentences(text)
    tokens = list(_with_gaps(text, tokenize(text, found)))
    starts = {s.span.start for s in found}
    return Doc(nlp.vocab, words=[t.text for t in tokens], spaces=[False] * len(tokens), tags=[t.tag for t in tokens],
               sent_starts=[t.start in starts for t in tokens])


def _with_gaps(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    at = 0
    for token in tokens:
        if token.start > at:
            yield Token(at, token.start, text[at : token.start], _GAP)
        yield token
        at = token.end
    if at < len(text):
        yield Token(at, len(text), text[at:], _GAP)


def _tokens(doc: "Doc", text: str) -> Iterator[Token]:
    # Iterating over a Doc makes an object a word, 3 µs each (and so does doc.text): its arrays are far faster.
    strings, at = doc.vocab.strings, 0
    for length, tag in doc.to_array(["LENGTH", "TAG"]).tolist():
        if strings[tag] != _GAP:
            yield Token(at, at + length, text[at : at + length], strings[tag])
        at += length


def _add_candidates(doc: "Doc") -> "Doc":
    found = mentions.candidates(_document(doc))
    _split_at(doc, {border for m in found for border in (m.span.start, m.span.end)})
    _set(doc, "candidates", found)
    return doc


def _add_mentions(doc: "Doc") -> "Doc":
    _set(doc, "mentions", mentions.select(doc.text, _mentions(doc, "candidates")))
    return doc


def _document(doc: "Doc") -> Document:
    text = doc.text
    return Document(Source("", text, ""), sentences(text), tuple(_tokens(doc, text)))


def _split_at(doc: "Doc", borders: set[int]) -> None:
    """Cut the words that a border of a name runs through, for a Span begins and ends with a word."""
    lengths = doc.to_array(["LENGTH"]).tolist()
    starts = list(accumulate(lengths, initial=0))
    inside: dict[int, list[int]] = {}
    for border in sorted(borders):
        word = bisect_right(starts, border) - 1
        if starts[word] != border:
            inside.setdefault(word, [0]).append(border - starts[word])
    with doc.retokenize() as retokenizer:
        for word, ends in inside.items():
            token = doc[word]
            parts = [token.text[a:b] for a, b in pairwise([*ends, lengths[word]])]
            retokenizer.split(token, parts, heads=[(token, n) for n in range(len(parts))],
                              attrs={"TAG": [token.tag_] * len(parts)})


def _set(doc: "Doc", key: str, found: Iterable[Mention]) -> None:
    from spacy.tokens import SpanGroup

    kept = list(found)
    spans = [_span(doc, m) for m in kept]
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs={"confidence": [m.confidence for m in kept]})


def _span(doc: "Doc", mention: Mention) -> "DocSpan":
    span = doc.char_span(mention.span.start, mention.span.end, label=mention.cls, kb_id=mention.name or "",
                         span_id=mention.extractor)
    if span is None:
        raise AssertionError(f"mention {mention} does not begin and end with a word")
    return span


def _mentions(doc: "Doc", key: str) -> Iterator[Mention]:
    group = doc.spans[key]
    for span, confidence in zip(group, group.attrs["confidence"], strict=True):
        yield Mention(Span(span.start_char, span.end_char), span.label_, confidence, span.id_, span.kb_id_ or None)
