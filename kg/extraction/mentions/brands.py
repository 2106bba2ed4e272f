"""Companies named without 公司: a brand with its trade (…科技), LAC's bodies that are no other class, short forms.

A brand is a core of two to four characters that no list of common words holds; the word before the core may be a
place, which is then part of the name (as in 衡山某某科技).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg import places
from kg.extraction.mentions import gazetteer, grammar
from kg.extraction.mentions.lexicon import lexicon, word_list
from kg.extraction.mentions.needs import is_generic
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token

CLASS = "Enterprise"
_CORE = (2, 4)
_LONGEST = 8
# What opens a short form of a company may stand for it from so many characters on.
_OPENING = 3
_BRAND_TAGS = frozenset({"ORG", "nz", "LOC", "n", "PER", "nw"})
_LOOSE_TAGS = frozenset({"n", "nz", "nw", "PER", "ORG", "v", "a", "vn", "LOC"})
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NAME_TAGS = frozenset({"ORG", "nz", "nw", "PER"})
_NEXT_TAGS = frozenset({"v", "vd", "d", "p", "w", "u", "c", "m", "ad"})


def recognise(words: Words) -> Iterator[Mention]:
    """Brands in one word, brands in several words, and the short forms of companies named in full."""
    yield from (Mention(_with_place(words, span), CLASS, 0.75, "brand") for span in _single(words))
    yield from (Mention(_with_place(words, span), CLASS, 0.7, "brand") for span in _split(words))
    yield from (Mention(span, CLASS, 0.72, "listed") for span in _listed(words))
    yield from _short_forms(words)


def _single(words: Words) -> Iterator[Span]:
    for number, word in enumerate(words.items):
        if word.tag not in _BRAND_TAGS:
            continue
        start = gazetteer.place_at(words.text, word.start) or word.start
        start = start if start < word.end else word.start
        traded = _traded().match(words.text[start : word.end])
        if traded and is_core(traded["core"]):
            yield Span(word.start, start + traded.end())
        elif word.tag == "ORG" and _is_brand(words, number):
            yield Span(word.start, word.end)


@cache
def _trades() -> frozenset[str]:
    return frozenset(lexicon(CLASS).words["trades"])


@cache
def _common_words() -> frozenset[str]:
    return _trades() | frozenset(lexicon(CLASS).words["common"])


@cache
def _traded() -> re.Pattern[str]:
    trades = "|".join(sorted(lexicon(CLASS).words["trades"], key=lambda t: (-len(t), t)))
    return re.compile(rf"(?P<core>[\u4e00-\u9fff]{{2,4}}?)(?:{trades})(?=[A-Za-z0-9]|$)")


def is_core(core: str) -> bool:
    """Whether a brand may be called so: no common word and no place, nor made of such."""
    if not _CORE[0] <= len(core) <= _CORE[1] or places.is_place(core) or not _HAN.fullmatch(core):
        return False
    if core.endswith(lexicon(CLASS).words["kind_ends"]):
        return False
    return not any(_common(core[i : i + 2]) for i in range(len(core) - 1)) and not _common(core)


@cache
def _common(word: str) -> bool:
    return is_generic(word) or word in _common_words()


def _is_brand(words: Words, number: int) -> bool:
    """Whether a body to LAC without a head is a company: two to eight characters between clean borders."""
    word = words.items[number]
    if not _CORE[0] < len(word.text) <= _LONGEST or not _HAN.fullmatch(word.text):
        return False
    end = gazetteer.place_at(words.text, word.start)
    core = words.text[end or word.start : word.end]
    if end == word.end or len(core) < _CORE[0] or any(_common(core[i : i + 2]) for i in range(len(core) - 1)):
        return False
    if words.ends_name(word.end) or word.text[-1] in _organ_ends() or word.text.startswith(tuple(_levels())):
        return False
    return _clean(words, number) and _follows(words, number + 1, lexicon(CLASS).words["doing"])


@cache
def _organ_ends() -> frozenset[str]:
    return word_list("levels", "organ_ends")


@cache
def _levels() -> tuple[str, ...]:
    return tuple(sorted(word_list("levels")))


def _clean(words: Words, number: int) -> bool:
    if number == 0 or words.items[number - 1].end != words.items[number].start:
        return True
    return words.items[number - 1].tag in {"w", "v", "p", "c", "vd", "d", "u"}


def _follows(words: Words, number: int, doing: Iterable[str]) -> bool:
    if number >= len(words.items):
        return False
    after = words.items[number].text
    in_list = number > 1 and words.items[number - 2].text == "、" and after in {"等", "和", "与", "及"}
    return in_list or after in {"、", "）", ")"} or after.startswith(tuple(doing))


@cache
def _list_end() -> re.Pattern[str]:
    kinds = "|".join(sorted(lexicon(CLASS).words["kinds"], key=lambda t: (-len(t), t)))
    number = r"(?:\d+|[两三四五六七八九十]+)余?多?家"
    return re.compile(rf"(?:等(?:{number})?|{number})[^，。；、：\n]{{0,8}}?(?:{kinds})")


def _listed(words: Words) -> Iterator[Span]:
    """The brands of a list that ends with what they are: 甲、乙和丙等企业."""
    for match in _list_end().finditer(words.text):
        item: list[Token] = []
        for number in range(words.index(match.start()) - 1, -1, -1):
            word = words.items[number]
            joint = word.text in {"、", "和", "及", "与"}
            if not joint and (word.tag not in _LOOSE_TAGS or word.text in _borders()):
                break
            if joint:
                yield from _item(words, item)
            item = [] if joint else [word, *item]
        yield from _item(words, item)


@cache
def _borders() -> frozenset[str]:
    return word_list("borders") | word_list("lead") | frozenset(lexicon(CLASS).lead)


def _item(words: Words, item: list[Token]) -> Iterator[Span]:
    """An item of a list of companies, where it is a word that LAC takes for a name, or a brand with its trade."""
    if not item:
        return
    span = Span(item[0].start, item[-1].end)
    text = span.of(words.text)
    one = len(item) == 1 and item[0].tag in _NAME_TAGS and _CORE[0] <= len(text) <= _LONGEST
    one = one and text[-1] not in _organ_ends() and not any(_common(text[i : i + 2]) for i in range(len(text) - 1))
    traded = _traded().fullmatch(text)
    if (one or (traded and is_core(traded["core"]))) and not places.is_place(text) and not _common(text):
        yield span


def _split(words: Words) -> Iterator[Span]:
    """Brand and trade in several words: behind a place, or at a clause's start before a deed."""
    for number, word in enumerate(words.items):
        if word.text not in _trades() or number == 0 or number + 1 >= len(words.items):
            continue
        first = _core_before(words, number)
        if first is None or not is_core(words.text[words.items[first].start : word.start]):
            continue
        placed = first > 0 and _is_place(words.items[first - 1])
        after = words.items[number + 1]
        deed = after.text in lexicon(CLASS).words["doing"] and words.is_free(words.items[first].start)
        named = {w.tag for w in words.items[first:number]} <= _NAME_TAGS and _clean(words, first)
        if deed or ((named or (placed and _clean(words, first - 1))) and after.tag in _NEXT_TAGS):
            yield Span(words.items[first].start, word.end)


def _core_before(words: Words, number: int) -> int | None:
    """The first word of the two to three characters before the trade at ``number``."""
    first, length = number, 0
    while first > 0 and length < _CORE[0] and words.items[first - 1].end == words.items[first].start:
        first -= 1
        if words.items[first].tag not in _LOOSE_TAGS:
            return None
        length += len(words.items[first].text)
    return first if _CORE[0] <= length < _CORE[1] else None


def _is_place(word: Token) -> bool:
    return word.tag in {"LOC", "ORG"} and places.is_place(word.text)


def _with_place(words: Words, span: Span) -> Span:
    at = words.index(span.start)
    before = words.items[at - 1] if at else None
    if before and before.end == span.start and _is_place(before) and len(before.text) > 1:
        return Span(before.start, span.end)
    return span


def _short_forms(words: Words) -> Iterator[Mention]:
    """Where the core of a company named in full stands alone (恒某 of 江苏恒某安防股份有限公司)."""
    full = {words.text[c.span.start : c.span.end] for c in grammar.candidates(words, CLASS)}
    shorts = {short for name in full for short in short_forms(name)}
    for form in sorted(shorts.union(*map(openings, shorts))):
        for match in re.finditer(re.escape(form), words.text):
            if words.is_boundary(match.start()) and words.is_boundary(match.end()):
                yield Mention(Span(match.start(), match.end()), CLASS, 0.75, "short")


def short_forms(name: str) -> tuple[str, ...]:
    """How a company named in full is called for short: without its corporate form and place, then without its trade."""
    form = next((f for f in lexicon(CLASS).words["forms"] if name.endswith(f)), None)
    if form is None:
        return ()
    stem = name.removesuffix(form)
    rest = stem[gazetteer.place_at(stem, 0) or 0 :]
    traded = _traded().match(rest)
    core = traded["core"] if traded else ""
    return tuple(f for f in (rest, core) if (f != core or is_core(f)) and is_brand_form(f))


def openings(form: str) -> tuple[str, ...]:
    """What a short form may be cut to, the longest first: 泓岳智驾 of 泓岳智驾科技."""
    return tuple(form[:n] for n in range(len(form) - 1, _OPENING - 1, -1) if is_brand_form(form[:n]))


def is_brand_form(form: str) -> bool:
    """Whether a short form is long and telling enough to be looked for by itself."""
    return len(form) >= _CORE[0] and not _common(form) and not _common(form[:2]) and not places.is_place(form)
