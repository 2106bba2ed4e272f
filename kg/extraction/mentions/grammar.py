"""The grammar of names that end in a head word: from the head the name grows to the left until a border.

What stops it is the text of a word (words/borders.toml) before its tag, for LAC's tags err; what it has grown over is
then trimmed of attributes of fame, counts and posts, and must tell more than a kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.mentions import gazetteer
from kg.extraction.mentions.lexicon import Head, lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token

_STOP_TAGS = frozenset({"v", "vd", "p", "d", "ad", "c", "u", "r", "xc", "TIME", "q", "f", "t"})
_TRIM_TAGS = frozenset({"m", "q", "TIME", "d", "ad", "f", "r", "u", "c", "p"})
_PROPER_TAGS = frozenset({"LOC", "ORG", "PER", "nz", "nw", "nr", "ns", "nt"})
_JOINERS = frozenset("-—－–·•/／+＋・")
_CONJUNCTIONS = frozenset({"与", "和", "及", "暨"})
_OPENERS = {"”": "“", "’": "‘", "）": "（", ")": "(", "」": "「", '"': '"'}
_ORDINAL = re.compile(r"第?[0-9A-Za-z一二三四五六七八九十○〇零]+$|第.+")
_NUMBERED = re.compile(r"(?:\d{2,4}|第[〇零一二三四五六七八九十百\d]+)$")
_LONGEST = 45
_LONGEST_QUOTE = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that ends in ``head``; ``free`` tells that its left border is hard (see ``Words.is_free``)."""

    span: Span
    head: Head
    free: bool


def recognise(words: Words, cls: str) -> Iterator[Mention]:
    """The names of ``cls`` by its heads and its closed list, from data/lexicon/<cls>.toml."""
    yield from listed(words, cls)
    for one in vote(words, candidates(words, cls)):
        yield Mention(one.span, cls, one.head.confidence, f"head:{cls}/{one.head.text}")


def listed(words: Words, cls: str) -> Iterator[Mention]:
    """The names of the closed list of ``cls``, at the borders of words."""
    if pattern := _names_pattern(cls):
        for match in pattern.finditer(words.text):
            if words.is_boundary(match.start()) and words.is_boundary(match.end()):
                yield Mention(Span(match.start(), match.end()), cls, 0.95, f"list:{cls}")


@cache
def _names_pattern(cls: str) -> re.Pattern[str] | None:
    names = sorted(lexicon(cls).names, key=lambda n: (-len(n), n))
    return re.compile("|".join(re.escape(n) for n in names)) if names else None


def candidates(words: Words, cls: str) -> Iterator[Candidate]:
    """Every stretch that ends in a head of ``cls`` and satisfies what the head needs."""
    for span, heads in words.heads:
        for head in heads:
            if head.cls == cls and (found := candidate(words, span, head)):
                yield found


def candidate(words: Words, place: Span, head: Head) -> Candidate | None:
    """The name that ends with ``head`` at ``place``, or None where there is none."""
    if not words.is_boundary(place.end) or words.text.startswith(head.not_before or ("\0",), place.end):
        return None
    start = trimmed(words, Span(grow(words, place.start, head), place.end), head)
    span = Span(start, place.end)
    name = span.of(words.text)
    if len(name) < head.shortest or name in lexicon(head.cls).bare or not satisfied(words, span, place, head):
        return None
    return Candidate(span, head, words.is_free(start))


def grow(words: Words, start: int, head: Head) -> int:
    """The first character of the name whose head begins at ``start``."""
    at = words.index(start)
    left = words.items[at].start if words.items[at].end > start else start
    at -= words.items[at].start >= left
    while at >= 0 and start - words.items[at].start <= _LONGEST and words.items[at].end == left:
        word = words.items[at]
        if word.text in _OPENERS:
            left_quote = _opening(words, word.start) if head.quotes else None
            if left_quote is None:
                break
            left, at = left_quote, words.index(left_quote) - 1
        elif _goes_on(words, at, head):
            left, at = word.start, at - 1
        else:
            break
    return left


def _opening(words: Words, closing: int) -> int | None:
    mark = words.text[closing]
    opening = words.text.rfind(_OPENERS[mark], max(0, closing - _LONGEST_QUOTE), closing)
    inside = words.text[opening + 1 : closing]
    return None if opening < 0 or not inside or any(c in "。；，\n" for c in inside) else opening


def _goes_on(words: Words, at: int, head: Head) -> bool:
    word = words.items[at]
    if word.text in _CONJUNCTIONS:
        return head.joins and _joined(words, at)
    if word.text in _JOINERS:
        return at > 0 and words.items[at - 1].end == word.start and words.items[at - 1].tag != "w"
    if word.tag == "w" or not word.text.strip():
        return False
    if word.text in word_list("inner"):
        return True
    if word.text in word_list("borders") or word.tag in _STOP_TAGS:
        return False
    return word.tag != "m" or bool(_ORDINAL.match(word.text))


def _joined(words: Words, at: int) -> bool:
    """Whether the conjunction at ``at`` stands inside a name: what it joins on the left is no name by itself."""
    if at == 0:
        return False
    left = words.items[at - 1]
    if left.tag in _PROPER_TAGS - {"nz", "nw"} or left.tag == "w":
        return False
    ends_name = any(span.end == left.end for span, _ in words.heads)
    return not ends_name and (left.text in word_list("inner") or left.tag in {"n", "nz", "vn", "an", "nw", "a"})


def trimmed(words: Words, span: Span, head: Head) -> int:
    """Where the name in ``span`` begins once attributes, counts, posts and kinds before it are cut off."""
    start = span.start
    for word in words.within(span):
        if word.start < start:
            continue
        lead = word.text in word_list("lead") or word.text in lexicon(head.cls).lead
        if word.end > span.end - len(head.text) or not (lead or _is_count(word) or word.text in _JOINERS):
            break
        start = word.end
    return start


def _is_count(word: Token) -> bool:
    if word.text in word_list("inner"):
        return word.text in _CONJUNCTIONS
    return word.tag in _TRIM_TAGS and not _ORDINAL.match(word.text)


def satisfied(words: Words, span: Span, place: Span, head: Head) -> bool:
    """Whether what stands before the head is what the head needs."""
    if head.need == "any" or place.start <= span.start:
        return head.need == "any"
    text = words.text[span.start : place.start]
    before = [_own(w, place) for w in words.within(Span(span.start, place.start))]
    quoted = any(mark in text for mark in "”’」")
    if head.need == "quote":
        return quoted
    if head.need == "number":
        return bool(_NUMBERED.search(text))
    if head.need == "place":
        return is_placed(text) or words.within(span)[0].tag in {"LOC", "ORG"}
    telling = [w for w in before if w not in word_list("generic")]
    if head.need == "specific" or quoted:
        return quoted or bool(telling)
    return is_placed(text) or _proper(words, Span(span.start, place.start), telling)


def _proper(words: Words, span: Span, telling: Iterable[str]) -> bool:
    """Whether LAC takes one of the telling words for a name, or they are no words of a dictionary's noun."""
    names = {w.text for w in words.within(span) if w.tag in _PROPER_TAGS}
    return any(any(t in n for n in names) for t in telling)


def _own(word: Token, place: Span) -> str:
    return word.text[: max(0, place.start - word.start)] if word.end > place.start else word.text


def is_placed(text: str) -> bool:
    """Whether ``text`` begins with a place that the divisions or the lists of places know."""
    return gazetteer.place_at(text, 0) is not None


def vote(words: Words, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates with the left border that the document votes for.

    A name that stands free somewhere (after punctuation) is believed: another place whose text ends with it and whose
    own border is soft is cut down to it, one that it outgrows by characters present in the text is drawn out.
    """
    every = list(found)
    free = {c.span.of(words.text) for c in every if c.free}
    for one in every:
        yield one if one.free else _voted(words, one, free)


def _voted(words: Words, one: Candidate, free: set[str]) -> Candidate:
    for name in sorted(free, key=lambda n: (-len(n), n)):
        start = one.span.end - len(name)
        if name != one.span.of(words.text) and words.text.startswith(name, max(start, 0)) and start >= 0:
            outgrown = start < one.span.start
            return Candidate(Span(start, one.span.end), one.head, outgrown) if _better(words, one, start) else one
    return one


def _better(words: Words, one: Candidate, start: int) -> bool:
    """Whether moving the border of ``one`` to ``start`` is safe: cut only what is no place or body before the name."""
    if start <= one.span.start:
        return True
    cut = words.within(Span(one.span.start, start))
    return not any(w.tag in {"LOC", "ORG"} for w in cut)
