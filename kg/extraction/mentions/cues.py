"""Names by what stands around them: a cue before, a mark or a verb behind (the patterns of data/lexicon/patterns)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extraction.mentions import grammar
from kg.extraction.mentions.lexicon import lexicons, word_list
from kg.extraction.mentions.patterns import Pattern, patterns
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token
from kg.tables import table

_JOINT = re.compile(r"\s*(?:、|以及|及|和|与|或|(?<=[”’》])(?=[“‘《]))\s*")
_QUOTES = {"“": "”", "‘": "’", "《": "》", '"': '"'}
_BRACKETS = {"（": "）", "(": ")"}
_OPEN, _CLOSE = frozenset("“‘（(《"), frozenset("”’）)》")
_STOP_TAGS = frozenset({"v", "vd", "p", "d", "ad", "u", "r", "xc", "q", "f", "t"})
_PROPER_TAGS = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
_YEAR = re.compile(r"20\d\d")
_DATED = re.compile(r"20\d\d(?:[-—－]20\d\d)?年?(?:度)?$")
_LONGEST_DATE = len("2023-2024年度")
_INNER_JOINTS = frozenset({"和", "与"})
_NOUN_TAGS = frozenset({"n", "vn", "nz", "an"})
_SHORTEST = 2
_CHINESE = str.maketrans(",;:!?()「」", "，；：！？（）“”")
_WESTERN = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;!?()「」]")
_QUOTED = re.compile(r'"([^"\n]*)"')
# A number and what it counts, no part of a name: 25个, 40项, 一批.
_COUNT = re.compile(
    r"(?:第(?=[一二三四五六七八九十\d]+[台套]))?[\d.一二三四五六七八九十百千万亿余多几两数]+(?:余|多)?[个项家名款种条批台套位件次支所座人元期家场组轮]+$|一批|若干")


def recognise(words: Words, cls: str | None = None) -> Iterator[Mention]:
    """The names that the patterns and the heads of ``cls`` (or of all classes with patterns) find; of those of a
    class with one end the surest."""
    best: dict[tuple[str, int], Mention] = {}
    chosen = [p for p in patterns() if cls in (None, p.cls)]
    for one in (*propose(words, chosen), *headed(words, {p.cls for p in chosen})):
        other = best.setdefault((one.cls, one.span.end), one)
        if (one.confidence, other.span.start, one.extractor) > (other.confidence, one.span.start, other.extractor):
            best[(one.cls, one.span.end)] = one
    yield from best.values()


def headed(words: Words, classes: set[str]) -> Iterator[Mention]:
    """The names that end in a head word of one of the ``classes``, with the year and its place before them.

    Classes whose names grow as bodies are not among them: ``bodies`` reads those.
    """
    for cls in sorted(c for c, one in lexicons().items() if c in classes and not one.grown):
        for one in grammar.recognise(words, cls):
            yield replace(one, span=Span(_dated(words, one.span.start), one.span.end))


def _dated(words: Words, start: int) -> int:
    """Where a name begins whose year, and the place before the year, stand before ``start``."""
    year = _DATED.search(words.text, max(0, start - _LONGEST_DATE), start)
    if not year or not words.is_boundary(year.start()):
        return start
    place = words.items[words.index(year.start() - 1)] if year.start() else None
    return place.start if place and place.tag == "LOC" and place.end == year.start() else year.start()


def propose(words: Words, chosen: list[Pattern]) -> Iterator[Mention]:
    """All that the ``chosen`` patterns match, names of one end with several beginnings among them."""
    needs = {word for pattern in chosen for word in pattern.needs}
    for sentence in words.document.sentences:
        text = _full_width(sentence.span.of(words.text))
        there = {word for word in needs if word in text}
        for pattern in chosen:
            if not there.isdisjoint(pattern.needs):
                yield from _matches(words, text, sentence.span.start, pattern)


def _full_width(text: str) -> str:
    """The text with Chinese marks for Western ones between Chinese characters, as patterns write them."""
    text = _WESTERN.sub(lambda m: m.group().translate(_CHINESE), text)
    return _QUOTED.sub("“\\1”", text)


def _matches(words: Words, text: str, offset: int, pattern: Pattern) -> Iterator[Mention]:
    for match in pattern.regex.finditer(text):
        groups = match.groupdict()
        for group, found in sorted(groups.items()):
            if not found or group in {"tail", "head"}:
                continue
            place = Span(offset + match.start(group), offset + match.end(group))
            for raw in _items(words, place) if group == "list" else [unquoted(words.text, place)]:
                head = offset + match.start("head") if groups.get("head") else raw.end
                listed = group == "list" and words.text[raw.start - 1 : raw.start] == "、"
                start = raw.start if listed and pattern.free else begin(words, raw, head, pattern)
                span = unquoted(words.text, Span(start, raw.end))
                if _is_name(words, span, pattern):
                    full = _full(span.of(words.text), groups.get("tail") if group == "list" else None)
                    yield Mention(span, pattern.cls, pattern.confidence, f"pattern:{pattern.cls}/{pattern.id}", full)


def _full(name: str, tail: str | None) -> str | None:
    """The listed name completed with the tail that it shares, None where it is complete."""
    return None if not tail or name.endswith(tail) else name + tail


def _items(words: Words, span: Span) -> Iterator[Span]:
    """The parts of a coordination; what joins inside quotes and brackets joins no parts.

    和 and 及 join parts only behind the last 、, and 与 only where there is none: before that they stand inside a part
    (储能与氢能、金属材料).
    """
    open_at = tuple(_outside(words.text, span))
    last = max((at for at in open_at if words.text[at] == "、"), default=-1)
    start = span.start
    for at in open_at:
        joint = _JOINT.match(words.text, at, span.end) if at > start else None
        if joint and words.is_boundary(at) and _joins(joint.group().strip(), at, last):
            yield unquoted(words.text, Span(start, at))
            start = joint.end()
    yield unquoted(words.text, Span(start, span.end))


def _outside(text: str, span: Span) -> Iterator[int]:
    depth = 0
    for at in range(span.start, span.end):
        if depth <= 0:
            yield at
        depth += (text[at] in "“‘（(《") - (text[at] in "”’）)》")


def _joins(joint: str, at: int, last: int) -> bool:
    if joint in {"与", "或"}:
        return last < 0
    return at >= last or joint in {"、", "", "以及"}


def unquoted(text: str, span: Span) -> Span:
    """The span without blanks and without the marks that quote it as a whole."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    closing = _QUOTES.get(text[start : start + 1])
    if closing and text.find(closing, start + 1, end) == end - 1:
        return Span(start + 1, end - 1)
    return Span(start, end)


def begin(words: Words, span: Span, head: int, pattern: Pattern) -> int:
    """Where the name in ``span`` begins: behind counts before it; if free, behind the last word that stops it.

    Words from ``head`` on belong to the name whatever they are; behind a quoted part only the class's own words stop.
    """
    if span.start and words.text[span.start - 1] in _OPEN:
        return span.start
    start = _past_bracket(words.text, span)
    if pattern.free and not words.is_boundary(start):
        start = words.items[words.index(start)].end
    leading, quoted, depth, before = True, False, 0, ""
    for word in [w for w in words.within(span) if start <= w.start < head][:None if head < span.end else -1]:
        depth += (word.text in _OPEN) - (word.text in _CLOSE)
        quoted |= depth > 0
        joins = pattern.joins and word.text in _INNER_JOINTS and before in _NOUN_TAGS
        before = word.tag
        leading = depth <= 0 and not joins and (word.text in pattern.stop if quoted else _cuts(word, pattern, leading))
        start = word.end if leading else start
    return start


def _cuts(word: Token, pattern: Pattern, leading: bool) -> bool:
    if leading and (_is_count(word) or (pattern.free and word.text in _first())):
        return True
    if leading and word.tag in pattern.cut and len(word.text) > 1:
        return True
    return pattern.free and (word.text in pattern.stop or _stops(word))


def _past_bracket(text: str, span: Span) -> int:
    closing = _BRACKETS.get(text[span.start : span.start + 1])
    end = text.find(closing, span.start, span.end - 1) if closing else -1
    return span.start if end < 0 else end + 1


def _is_count(word: Token) -> bool:
    return word.tag == "m" and bool(_COUNT.match(word.text))


def _stops(word: Token) -> bool:
    if word.tag == "TIME":
        return not _YEAR.match(word.text)
    if word.text in word_list("inner"):
        return False
    return _is_count(word) or word.text in word_list("borders") or word.tag in _STOP_TAGS


@cache
def _first() -> frozenset[str]:
    return frozenset(table("lexicon", "patterns", "shared")["first"])


def _is_name(words: Words, span: Span, pattern: Pattern) -> bool:
    name = span.of(words.text)
    if len(name) < _SHORTEST or name in pattern.bare or "”“" in name:
        return False
    if (pattern.free or not pattern.loose) and not words.is_boundary(span.start):
        return False
    if not pattern.loose and not words.is_boundary(span.end):
        return False
    if pattern.last and words.within(span)[-1].tag not in pattern.last:
        return False
    if pattern.proper and not _begins_properly(words, span):
        return False
    generic = word_list("generic") | pattern.generic
    enough = not pattern.specific or len(name) >= pattern.long
    return enough or any(
        w.text not in generic and w.tag not in pattern.generic_tags for w in words.within(span))


def _begins_properly(words: Words, span: Span) -> bool:
    word = words.items[words.index(span.start)]
    return word.tag in _PROPER_TAGS or word.text in _OPEN or word.text in _levels()


@cache
def _levels() -> frozenset[str]:
    return frozenset(table("lexicon", "patterns", "shared")["levels"])
