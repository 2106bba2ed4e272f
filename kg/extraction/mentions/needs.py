"""What must stand before a head for the whole to be a name: a place, an organ, a number, a telling word."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from kg.extraction.mentions import gazetteer
from kg.extraction.mentions.growth import PROPER_TAGS
from kg.extraction.mentions.lexicon import Head, lexicon, word_list
from kg.extraction.mentions.words import Words
from kg.model import Span, Token

_NUMBERED = re.compile(r"(?:\d{2,4}|第?[〇零一二三四五六七八九十百\d]+)$")
_ORGAN_ENDS = ("局", "厅", "部", "委", "委员会", "政府", "总署")
# A town, county or city that no list has, at the front of a body's name.
_UNLISTED = re.compile("[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|州|盟|旗|镇|乡|村|街道)")
_COUNTED = re.compile("(?:达|共|已达|近|超|约)?(?:[0-9]+|[两二三四五六七八九十百]+)(?:多|余)?[个家所处座]")
_CLAUSE_END = re.compile("[，。；：！？\n]")
_CLAUSE = 40


def satisfied(words: Words, span: Span, place: Span, head: Head) -> bool:
    """Whether what stands before the head is what the head needs."""
    text = words.text[span.start : place.start]
    if (simple := _SIMPLE.get(head.need)) is not None:
        return simple(text, head)
    if head.need == "place":
        first = words.within(span)[0]
        told = first.tag == "LOC" or (first.tag == "ORG" and bool(_UNLISTED.match(text)))
        told = told or text.startswith(_names_of(head.cls))
        return placed(text or words.text[span.start : place.end]) or (bool(text) and told)
    if _is_academy(words, span, text):
        return True
    quoted = any(mark in text for mark in "”’」")
    telling = [w for w in (_own(w, place) for w in words.within(Span(span.start, place.start))) if not is_generic(w)]
    if head.need == "quote" or quoted:
        return quoted
    proper = _proper(words, Span(span.start, place.start), telling)
    return proper or (head.need == "specific" and bool(telling) and not _is_kind_spoken_of(words, span, head))


def _led(text: str, head: Head) -> bool:
    return text.startswith(lexicon(head.cls).words.get("leaders", ("\0",)))


def _numbered(text: str, head: Head) -> bool:
    match = _NUMBERED.search(text)
    if match is None:
        return False
    # 某地高校12所 counts; 某地708所 and 某集团第七研究所 are names.
    at_once = len(match.group()) > 1 and gazetteer.place_at(text, 0) == match.start()
    told = at_once or match.group().startswith("第")
    return (told and placed(text)) or _led(text, head)


def _of_organ(text: str, head: Head) -> bool:
    known = placed(text) or text.startswith(_names_of(head.cls))
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


def _is_kind_spoken_of(words: Words, span: Span, head: Head) -> bool:
    """Whether a field and a head are no name but a kind: they are counted (检测中心2个), or what is to be built
    (搭建人才供需对接平台)."""
    kinds = lexicon(head.cls).words
    if _COUNTED.match(words.text, span.end):
        return True
    before = words.text[max(0, span.start - _CLAUSE) : span.start]
    clause = _CLAUSE_END.split(before)[-1]
    # A clause that opens with its host (依托某大学建设…实验室) speaks of one that has a name.
    verbs = kinds.get("built", ("\0",))
    level = words.text.startswith(tuple(word_list("levels")), span.start)
    return not level and clause.startswith(verbs) and clause.endswith((*verbs, "、", "和", "及", "与"))


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
    return any(placed(t) or any(t in n for n in names) for t in telling)


def _own(word: Token, place: Span) -> str:
    return word.text[: max(0, place.start - word.start)] if word.end > place.start else word.text


def placed(text: str) -> bool:
    """Whether ``text`` begins with a place or with a word of level before an organ."""
    if gazetteer.place_at(text, 0) is not None:
        return True
    level = next((w for w in _levels() if text.startswith(w)), None)
    return level is not None and not text.startswith("级", len(level))


@cache
def _levels() -> tuple[str, ...]:
    return tuple(sorted(word_list("levels"), key=lambda w: (-len(w), w)))
