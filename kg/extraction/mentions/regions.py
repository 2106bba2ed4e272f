"""Regions: divisions and listed places, chained ones as one name, and one-character names where they are safe."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg import places
from kg.extraction.mentions import gazetteer, grammar
from kg.extraction.mentions.lexicon import lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token
from kg.tables import table

CLASS = "Region"
_PLACE_TAGS = frozenset({"LOC", "ns"})
_SURE = 0.9
_COINED = re.compile("“[\u4e00-\u9fff]{4}”")
_COINED_REACH = 3


def recognise(words: Words) -> Iterator[Mention]:
    """Places of two characters or more, chains of them, and single characters that LAC takes for a place."""
    known = {*_named(words), *_below(words), *_added(words)}
    found = sorted({*known, *_chained(words, known)})
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
    """A full name is believed by its end; a short one where LAC takes it for a place or it ends with a word.

    What the report itself tells is believed in both forms: LAC does not know it.
    """
    name = span.of(words.text)
    if name in lexicon(CLASS).bare or words.text.startswith(lexicon(CLASS).words["not_before"], span.end):
        return False
    if words.text.endswith(lexicon(CLASS).words["media"], 0, span.start):
        return False
    if _is_brand(words.text, span):
        return False
    if places.is_told(name):
        return True
    last = words.items[words.index(span.end - 1)]
    if name in lexicon(CLASS).names:
        return last.end == span.end or last.tag in _PLACE_TAGS
    if name.endswith(tuple(word_list("levels", "ends"))) and len(name) > len("市区"):
        return True
    rest = words.text[span.end : last.end]
    return last.tag in _PLACE_TAGS and (not rest or places.is_place(rest) or rest in lexicon(CLASS).words["parts"])


def _is_brand(text: str, span: Span) -> bool:
    """Whether the place is the first word of a foreign body's letters (某国BV) or of a coined word (“中国速度”)."""
    letters = text[span.end : span.end + 2]
    coined = _COINED.match(text, max(0, span.start - 1), span.end + _COINED_REACH)
    return (letters.isascii() and letters.isupper()) or coined is not None


@cache
def _town() -> re.Pattern[str]:
    towns, villages = (table("lexicon", "words", "levels")[k] for k in ("chained", "villages"))
    han = "[\u4e00-\u9fff]"
    return re.compile(f"({han}{{2,3}}?(?:{'|'.join(towns)}))?({han}{{2,4}}?(?:{'|'.join(villages)}))?")


def _chained(words: Words, found: Iterable[Span]) -> Iterator[Span]:
    """The town and the village right behind a county or a district, whatever LAC takes them for."""
    counties = tuple(word_list("levels", "counties"))
    for span in found:
        match = _town().match(words.text, span.end) if words.text.endswith(counties, 0, span.end) else None
        for group in (1, 2):
            if match and match[group] and words.is_boundary(match.end(group)) and not places.is_place(match[group]):
                yield Span(match.start(group), match.end(group))


def _below(words: Words) -> Iterator[Span]:
    """Towns, streets and villages by LAC's tag."""
    ends = tuple(word_list("levels", "towns"))
    for word in words.items:
        if word.tag not in _PLACE_TAGS or not word.text.endswith(ends) or len(word.text) <= len("市区"):
            continue
        if word.text not in lexicon(CLASS).bare and gazetteer.place_at(words.text, word.start) is None:
            yield Span(_inner_place(words.text, word), _through(words.text, word.end))


def _inner_place(text: str, word: Token) -> int:
    """Where a known place begins that a word ends with: LAC glues a party's or a verb's word to it (中共甲区)."""
    if len(word.text) <= len("某某县"):
        return word.start
    ends = (n for n in range(word.start + 1, word.end - 1) if gazetteer.place_at(text, n) == word.end)
    return next((n for n in ends if text[n : word.end] not in lexicon(CLASS).bare), word.start)


def _through(text: str, end: int) -> int:
    """The end of a village's name with its community: 甲村社区."""
    more = next((w for w in word_list("levels", "communities") if text.startswith(w, end)), "")
    return end + len(more) if text[end - 1 : end] == "村" else end


def _added(words: Words) -> Iterator[Span]:
    """New areas by their head."""
    for one in grammar.vote(words, grammar.candidates(words, CLASS)):
        # A verb inside shows that the name has grown over a clause (高标准建设某某新区).
        if not any(w.text in word_list("borders", "openers") for w in words.within(one.span)):
            told = (n for n in range(one.span.start, one.span.end - 1) if _is_told_at(words.text, n))
            yield Span(next(told, one.span.start), one.span.end)


def _is_told_at(text: str, start: int) -> bool:
    end = gazetteer.place_at(text, start)
    return end is not None and places.is_told(text[start:end])


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
