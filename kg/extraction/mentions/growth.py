"""How a name grows to the left from its head word, and where it stops.

What stops it is the text of a word (words/borders.toml) before its tag, for LAC's tags err.
"""

import re
from functools import cache

from kg import places
from kg.extraction.mentions import gazetteer
from kg.extraction.mentions.lexicon import Head, lexicon, lexicons, word_list
from kg.extraction.mentions.words import Words
from kg.model import Token

PROPER_TAGS = frozenset({"LOC", "ORG", "PER", "nz", "nw", "nr", "ns", "nt"})
JOINERS = frozenset("-—－–·•/／+＋・")
CONJUNCTIONS = frozenset({"与", "和", "及", "暨"})
ORDINAL = re.compile(r"第?[0-9A-Za-z一二三四五六七八九十百○〇零]+$|第.+|“?[0-9A-Za-z+]+”?$")
_STOP_TAGS = frozenset({"v", "vd", "p", "d", "ad", "c", "u", "r", "xc", "TIME", "q", "f", "t"})
_OPENING = {"”": "“", "’": "‘", "」": "「", '"': '"'}
_BRACKETS = {"）": "（", ")": "("}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 45
_LONGEST_QUOTE = 30
_LONGEST_BRACKET = 8


def grow(words: Words, start: int, head: Head) -> int:
    """The first character of the name whose head begins at ``start``."""
    at = words.index(start)
    left = min(words.items[at].start, start)
    at -= 1
    while at >= 0 and start - words.items[at].start <= _LONGEST and words.items[at].end == left:
        word = words.items[at]
        if word.text in _OPENING or word.text in _BRACKETS:
            opening = _opening(words, word.start, start, head)
            if opening is None:
                break
            left, at = opening, words.index(opening) - 1
        elif _goes_on(words, at, head):
            left, at = word.start, at - 1
        else:
            break
    return left


def _opening(words: Words, closing: int, start: int, head: Head) -> int | None:
    """Where the quote or bracket that closes at ``closing`` opens, if the name may hold it."""
    mark = words.text[closing]
    reach = _LONGEST_QUOTE if mark in _OPENING else _LONGEST_BRACKET
    opening = words.text.rfind(_OPENING.get(mark) or _BRACKETS[mark], max(0, closing - reach), closing)
    inside = words.text[opening + 1 : closing]
    if opening < 0 or not inside or any(c in "。；，\n" for c in inside):
        return None
    if mark in _OPENING:
        return opening if head.quotes else None
    fits = inside in word_list("borders", "bracketed") or gazetteer.place_at(inside, 0) == len(inside)
    fits = fits or (head.branch and closing + 1 == start and bool(_HAN.fullmatch(inside)))
    return opening if fits and opening > 0 and not words.is_free(opening) else None


def _goes_on(words: Words, at: int, head: Head) -> bool:
    word = words.items[at]
    if word.text in CONJUNCTIONS:
        return head.joins and _joined(words, at, head)
    if word.text in JOINERS:
        left = words.items[at - 1]
        return at > 0 and left.end == word.start and left.tag != "w" and not _is_kind(left.text)
    if word.tag == "w" or not word.text.strip() or _stops_behind(words, word) or _opens_before(words, at):
        return False
    if word.text in _inner() or _is_large_place(word.text) or _shared_build(words, at):
        return True
    if word.text in word_list("borders") or word.tag in _STOP_TAGS or _is_post(words, at, head):
        return False
    return word.tag != "m" or bool(ORDINAL.match(word.text))


def _is_kind(text: str) -> bool:
    """Whether this is the bare kind of some class: 众创空间—孵化器 is a row of kinds."""
    return any(text in one.bare for one in lexicons().values())


def _is_large_place(text: str) -> bool:
    """Whether this is a province, a prefecture or a place that the report tells, whatever LAC takes it for."""
    return len(text) > 1 and (places.is_told(text) or any(d.rank < 3 for d in places.named(text)))


def _stops_behind(words: Words, word: Token) -> bool:
    """Whether ``word`` is a verb that stands behind another name's end: 甲大学联合乙公司."""
    return word.text in word_list("borders", "behind") and words.ends_name(word.start)


@cache
def _inner() -> frozenset[str]:
    return word_list("inner") | word_list("inner", "bodies")


def _shared_build(words: Words, at: int) -> bool:
    """Whether this is the 共建 of 省部共建, with which names of laboratories begin."""
    before = words.items[at - 1].text if at else ""
    return words.items[at].text == "共建" and before in word_list("borders", "builders")


def _opens_before(words: Words, at: int) -> bool:
    """Whether the verb at ``at`` stands before a name that begins with a place or a body: 建设|云州脑科学中心."""
    word, right = words.items[at], words.items[at + 1]
    if word.text not in word_list("borders", "openers") or word.tag not in {"v", "vn"}:
        return False
    return right.tag in {"LOC", "ORG"} or gazetteer.place_at(right.text, 0) is not None


def _is_post(words: Words, at: int, head: Head) -> bool:
    """Whether a post or a rank before a person's name, or a person before a place or body, stands here."""
    word, right = words.items[at], words.items[at + 1]
    if word.tag == "PER" and right.tag in {"ORG", "LOC"} and len(word.text) <= len("欧阳某某"):
        return True
    lead = word.text in word_list("lead") or word.text in lexicon(head.cls).lead
    return lead and (right.tag in {"PER", "ORG", "LOC"} or words.ends_name(word.start))


def _joined(words: Words, at: int, head: Head) -> bool:
    """Whether the conjunction at ``at`` stands inside a name: what it joins on the left is no name by itself."""
    if at == 0:
        return False
    left = words.items[at - 1]
    place = gazetteer.place_at(left.text, 0)
    # A county may be called as any word is (资源): LAC knows which is meant.
    whole = place == len(left.text) and (left.tag in {"ORG", "ns"} or len(left.text) > len("某某"))
    if left.tag in {"LOC", "PER", "w"} or words.ends_name(left.end) or whole:
        return False
    # LAC parts 某市工业 from 和信息化局.
    seat = place is not None or left.text.find("省") > 0 or left.text.find("市") > 0 or left.text.find("县") > 0
    seat = seat or left.text.startswith(tuple(lexicon(head.cls).names) or ("\0",))
    parted = left.tag == "ORG" and seat and head.need in {"place", "organ"}
    return parted or left.text in word_list("inner") or left.tag in {"n", "nz", "vn", "an", "nw", "a"}
