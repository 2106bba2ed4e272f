"""The grammar of names that end in a head word: from the head the name grows to the left until a border.

What stops it is the text of a word (words/borders.toml) before its tag, for LAC's tags err; what it has grown over is
then trimmed of attributes of fame, counts and posts, and must tell more than a kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.extraction.mentions import gazetteer
from kg.extraction.mentions.growth import CONJUNCTIONS, JOINERS, ORDINAL, PROPER_TAGS, grow
from kg.extraction.mentions.lexicon import Head, lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token

_TRIM_TAGS = frozenset({"m", "q", "TIME", "d", "ad", "f", "r", "u", "c", "p"})
_NUMBERED = re.compile(r"(?:\d{2,4}|第?[〇零一二三四五六七八九十百\d]+)$")
_CAMPUS = re.compile(r"[（(]([\u4e00-\u9fff]{2,6})[）)]")
_ORGAN_ENDS = ("局", "厅", "部", "委", "委员会", "政府", "总署")
# A town, county or city that no list has, at the front of a body's name.
_UNLISTED = re.compile("[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|州|盟|旗|镇|乡|村|街道)")


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
        if word.start >= span.start and (_placed(word.text) or word.tag in {"LOC", "ORG"}):
            return word.start
    return span.start


def satisfied(words: Words, span: Span, place: Span, head: Head) -> bool:
    """Whether what stands before the head is what the head needs."""
    text = words.text[span.start : place.start]
    if (simple := _SIMPLE.get(head.need)) is not None:
        return simple(text, head)
    if head.need == "place":
        first = words.within(span)[0]
        told = first.tag == "LOC" or (first.tag == "ORG" and bool(_UNLISTED.match(text)))
        told = told or text.startswith(_names_of(head.cls))
        return _placed(text or words.text[span.start : place.end]) or (bool(text) and told)
    if _is_academy(words, span, text):
        return True
    quoted = any(mark in text for mark in "”’」")
    telling = [w for w in (_own(w, place) for w in words.within(Span(span.start, place.start))) if not is_generic(w)]
    if head.need == "quote" or quoted:
        return quoted
    return bool(telling) if head.need == "specific" else _proper(words, Span(span.start, place.start), telling)


def _led(text: str, head: Head) -> bool:
    return text.startswith(lexicon(head.cls).words.get("leaders", ("\0",)))


def _numbered(text: str, head: Head) -> bool:
    match = _NUMBERED.search(text)
    if match is None:
        return False
    # 某地高校12所 counts; 某地708所 and 某集团第七研究所 are names.
    placed = len(match.group()) > 1 and gazetteer.place_at(text, 0) == match.start()
    told = placed or match.group().startswith("第")
    return (told and _placed(text)) or _led(text, head)


def _of_organ(text: str, head: Head) -> bool:
    known = _placed(text) or text.startswith(_names_of(head.cls))
    return known and any(end in text for end in _ORGAN_ENDS)


@cache
def _names_of(cls: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon(cls).names)) or ("\0",)


def _seated(text: str, _head: Head) -> bool:
    """Whether nothing but a place or a level stands before the head."""
    return gazetteer.place_at(text, 0) == len(text) or text in word_list("levels")


_SIMPLE: Mapping[str, Callable[[str, Head], bool]] = MappingProxyType({
    "any": lambda _text, _head: True,
    "never": lambda _text, _head: False,
    "led": _led,
    "number": _numbered,
    "organ": _of_organ,
    "seat": _seated,
})


def _is_academy(words: Words, span: Span, before: str) -> bool:
    """Whether LAC takes the whole for one body, of a place and a field, be its words ever so common: 中国标准院."""
    parts = words.within(span)
    whole = len(parts) == 1 and parts[0].tag == "ORG" and parts[0].start == span.start and parts[0].end == span.end
    end = gazetteer.place_at(before, 0) if whole else None
    return end is not None and len(before) - end > len("国家")


def is_generic(word: str) -> bool:
    """Whether a word tells no name from another: a listed one, a kind (…型, …级), a mark."""
    return _made_of_generic(word) or (len(word) > 1 and word.endswith(tuple(word_list("generic", "endings"))))


@cache
def _made_of_generic(word: str) -> bool:
    listed = word_list("generic")
    return word in listed or any(word[:n] in listed and _made_of_generic(word[n:]) for n in range(2, len(word) - 1))


def _proper(words: Words, span: Span, telling: Iterable[str]) -> bool:
    """Whether one of the telling words is a place, or a name to LAC."""
    names = {w.text for w in words.within(span) if w.tag in PROPER_TAGS}
    return any(_placed(t) or any(t in n for n in names) for t in telling)


def _own(word: Token, place: Span) -> str:
    return word.text[: max(0, place.start - word.start)] if word.end > place.start else word.text


def _placed(text: str) -> bool:
    """Whether ``text`` begins with a place or with a word of level before an organ."""
    if gazetteer.place_at(text, 0) is not None:
        return True
    level = next((w for w in _levels() if text.startswith(w)), None)
    return level is not None and not text.startswith("级", len(level))


@cache
def _levels() -> tuple[str, ...]:
    return tuple(sorted(word_list("levels"), key=lambda w: (-len(w), w)))


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
