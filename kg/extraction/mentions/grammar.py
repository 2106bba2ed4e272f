"""The grammar of names that end in a head word: from the head the name grows to the left until a border.

What stops it is the text of a word (words/borders.toml) before its tag, for LAC's tags err; what it has grown over is
then trimmed of attributes of fame, counts and posts, and must tell more than a kind.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.mentions import gazetteer
from kg.extraction.mentions.growth import CONJUNCTIONS, JOINERS, ORDINAL, grow
from kg.extraction.mentions.lexicon import Head, lexicon, word_list
from kg.extraction.mentions.needs import placed, satisfied
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token

_TRIM_TAGS = frozenset({"m", "q", "TIME", "d", "ad", "f", "r", "u", "c", "p"})
_CAMPUS = re.compile(r"[（(]([\u4e00-\u9fff]{2,6})[）)]")


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
    if not words.is_boundary(place.end) or _barred(words, place.end, head):
        return None
    start = trimmed(words, Span(grow(words, place.start, head), place.end), head)
    span = Span(start, _behind(words, place.end) if head.campus else place.end)
    name = span.of(words.text)
    if len(name) < head.shortest or name in lexicon(head.cls).bare or not satisfied(words, span, place, head):
        return None
    return Candidate(span, head, words.is_free(start))


def _barred(words: Words, end: int, head: Head) -> bool:
    """Whether what follows shows that the head ends no name: 大学 before 生, but not before 生命科学学院."""
    text = words.text
    return text.startswith(head.not_before, end) and not text.startswith(tuple(word_list("borders", "free")), end)


def _behind(words: Words, end: int) -> int:
    """The end of a name whose head ends at ``end``, with the place in brackets that may follow: 某大学（深圳）."""
    bracket = _CAMPUS.match(words.text, end)
    known = bracket and (gazetteer.place_at(bracket[1], 0) == len(bracket[1]) or bracket[1] in _parts())
    return bracket.end() if bracket and known else end


def _parts() -> frozenset[str]:
    return word_list("borders", "campuses")


def trimmed(words: Words, span: Span, head: Head) -> int:
    """Where the name in ``span`` begins once attributes, counts, posts and kinds before it are cut off."""
    start = span.start
    last = span.end - len(head.text)
    for word in words.within(span):
        if word.start >= start and (word.end > last or not _cut_off(word, head)):
            break
        start = max(start, word.end)
    return _from_place(words, Span(start, span.end)) if head.need == "place" else start


def _cut_off(word: Token, head: Head) -> bool:
    lead = word.text in word_list("lead") or word.text in lexicon(head.cls).lead
    opens = word.text in word_list("borders", "openers") or word.text in JOINERS
    return lead or opens or _is_count(word)


def _is_count(word: Token) -> bool:
    if word.text in word_list("inner"):
        return word.text in CONJUNCTIONS
    return word.tag in _TRIM_TAGS and not ORDINAL.match(word.text)


def _from_place(words: Words, span: Span) -> int:
    """Where the first place, level or body begins that is followed by nothing but words of the name."""
    for word in words.within(span):
        if word.start >= span.start and (placed(word.text) or word.tag in {"LOC", "ORG"}):
            return word.start
    return span.start


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
