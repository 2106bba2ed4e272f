"""Government bodies: place or level with an organ word; in 甲县、乙区科技局 each place has a share of the organ."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.mentions import gazetteer, grammar
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

CLASS = "GovernmentAgency"
_JOINT = "、"
_TOUCHING = re.compile("(?P<committee>[\u4e00-\u9fff]{0,8}(?:[省市县区州旗盟]委|党委))"
                       "(?P<government>[\u4e00-\u9fff]{0,8}政府)")
_LAST_JOINT = re.compile(r"[、和及与]")


def recognise(words: Words) -> Iterator[Mention]:
    """Organs by their heads and the list of national ones, and the shares that a coordination leaves open."""
    for mention in grammar.recognise(words, CLASS):
        for one in _apart(words, mention):
            yield one
            yield from _shares(words, one)


def _apart(words: Words, whole: Mention) -> Iterator[Mention]:
    """A committee and a government that touch (市委市政府) as two; any other organ as it is."""
    joined = _TOUCHING.fullmatch(words.text, whole.span.start, whole.span.end)
    spans = [Span(*joined.span(n)) for n in ("committee", "government")] if joined else [whole.span]
    yield from (replace(whole, span=span) for span in spans)


def _shares(words: Words, whole: Mention) -> Iterator[Mention]:
    end = gazetteer.place_at(words.text, whole.span.start)
    if end is None or end >= whole.span.end:
        return
    tail = words.text[end : whole.span.end]
    own = words.text[whole.span.start : end]
    right = whole.span.start
    while right > 0 and _LAST_JOINT.match(words.text[right - 1]):
        start = _place_before(words, right - 1)
        if start is None or not _same_rank(words.text[right - 2], own[-1]):
            return
        span = Span(start, right - 1)
        yield Mention(span, CLASS, whole.confidence, "share", span.of(words.text) + tail)
        right = start


def _same_rank(a: str, b: str) -> bool:
    return a == b or {a, b} <= set("县区市旗")


def _place_before(words: Words, end: int) -> int | None:
    at = words.index(end - 1)
    word = words.items[at]
    return word.start if word.end == end and gazetteer.place_at(words.text, word.start) == end else None
