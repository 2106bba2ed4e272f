"""Regions: divisions and listed places, chained ones as one name, and one-character names where they are safe."""

from collections.abc import Iterator

from kg import places
from kg.extraction.mentions import gazetteer, grammar
from kg.extraction.mentions.lexicon import lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

CLASS = "Region"
_PLACE_TAGS = frozenset({"LOC", "ns"})
_SURE = 0.9


def recognise(words: Words) -> Iterator[Mention]:
    """Places of two characters or more, chains of them, and single characters that LAC takes for a place."""
    found = sorted({*_named(words), *_below(words)})
    yield from (Mention(span, CLASS, _SURE, "place") for span in found)
    yield from (Mention(span, CLASS, _SURE, "chain") for span in _chains(found))
    yield from _single(words)


def _named(words: Words) -> Iterator[Span]:
    done = 0
    for word in words.items:
        if word.start < done or word.tag == "w":
            continue
        at = word.start
        while at < word.end and (end := gazetteer.place_at(words.text, at)) and _believed(words, Span(at, end)):
            yield Span(at, end)
            at = done = end


def _believed(words: Words, span: Span) -> bool:
    """A full name is believed by its end; a short one where LAC takes it for a place or it ends with a word."""
    name = span.of(words.text)
    if words.text.startswith(lexicon(CLASS).words["not_before"], span.end):
        return False
    if words.text.endswith(lexicon(CLASS).words["media"], 0, span.start):
        return False
    last = words.items[words.index(span.end - 1)]
    if name in lexicon(CLASS).names:
        return last.end == span.end or last.tag in _PLACE_TAGS
    if name.endswith(tuple(word_list("levels", "ends"))) and len(name) > len("市区"):
        return True
    return last.tag in _PLACE_TAGS and (last.end == span.end or places.is_place(words.text[span.end : last.end]))


def _below(words: Words) -> Iterator[Span]:
    """Towns, streets and villages by LAC's tag, new areas by their head."""
    ends = tuple(word_list("levels", "towns"))
    for word in words.items:
        named = word.tag in _PLACE_TAGS and word.text.endswith(ends) and len(word.text) > len("市区")
        if named and gazetteer.place_at(words.text, word.start) is None:
            yield Span(word.start, word.end)
    for one in grammar.vote(words, grammar.candidates(words, CLASS)):
        yield one.span


def _chains(found: list[Span]) -> Iterator[Span]:
    """Places written one after the other, from large to small, are one name."""
    start = end = -1
    for span in found:
        if span.start == end:
            end = span.end
            yield Span(start, end)
        elif span.start > end:
            start, end = span.start, span.end


def _single(words: Words) -> Iterator[Mention]:
    for number, word in enumerate(words.items):
        if word.tag in _PLACE_TAGS and len(word.text) == 1 and places.is_place(word.text):
            before = words.items[number - 1].text if number else ""
            if before in lexicon(CLASS).words["before_single"]:
                yield Mention(Span(word.start, word.end), CLASS, 0.8, "single")
