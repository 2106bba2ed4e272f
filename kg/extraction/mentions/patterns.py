"""Names by what stands around them: patterns of data/lexicon/patterns/<Class>.toml, the file's name is the class.

A pattern is a regular expression over a sentence. ``{word}`` in it is a list of ``[words]``, of the file or of
shared.toml, as alternatives. Its groups: ``name`` (also ``name2``, …) spans a name,
``list`` spans names joined by 、 and 和, ``tail`` is what the listed names share at their end and so are completed with.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.extraction.mentions.lexicon import word_list
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span, Token
from kg.tables import names, table, wrong
from kg.vocabulary import vocabulary

_FILE_KEYS = frozenset({"words", "atoms", "bare", "generic", "generic_tags", "stop", "pattern"})
_SHARED_KEYS = frozenset({"first", "levels"})
_WANTED = frozenset({"id", "match", "needs", "confidence", "example"})
_OPTIONS = frozenset({"specific", "long", "loose", "free", "proper", "cut", "never"})
_JOINT = re.compile(r"\s*(?:、|以及|及|和|与|或|(?<=[”’])(?=[“‘]))\s*")
_QUOTES = {"“": "”", "‘": "’", "《": "》", '"': '"'}
_BRACKETS = {"（": "）", "(": ")"}
_OPEN, _CLOSE = frozenset("“‘（(《"), frozenset("”’）)》")
_STOP_TAGS = frozenset({"v", "vd", "p", "d", "ad", "u", "r", "xc", "q", "f", "t"})
_COUNT = re.compile(r"[\d.一二三四五六七八九十百千万亿余多几两数]+(?:余|多)?[个项家名款种条批台套位件次支所座人元期家场组轮]+$|一批|若干|第?一批")
_PROPER_TAGS = frozenset({"LOC", "ORG", "PER", "nz", "nw"})
_YEAR = re.compile(r"20\d\d")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which names of ``cls`` stand in a sentence.

    ``needs``: words of which a sentence holds one at least, for speed. ``specific``: a name made only of generic words
    is none, unless it has ``long`` characters. ``loose``: borders need not be borders of words. ``free``: nothing fixes the left border, so the name begins
    after the last word at which names stop (``stop`` adds the class's own). ``proper``: it begins with a place, a body,
    a level of government or a quote. ``cut``: tags of words that are cut off at its beginning. ``examples`` are (text,
    names) pairs; no names: no match.
    """

    id: str
    cls: str
    regex: re.Pattern[str]
    needs: tuple[str, ...]
    confidence: float
    specific: bool = True
    long: int = 99
    loose: bool = False
    free: bool = False
    proper: bool = False
    cut: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    generic_tags: frozenset[str] = frozenset()
    examples: tuple[tuple[str, tuple[str, ...]], ...] = ()


def recognise(words: Words, cls: str | None = None) -> Iterator[Mention]:
    """The names that the patterns of ``cls`` (or of all classes) find; of those of a class with one end the surest."""
    best: dict[tuple[str, int], Mention] = {}
    for one in _found(words, [p for p in patterns() if cls in (None, p.cls)]):
        other = best.setdefault((one.cls, one.span.end), one)
        if (one.confidence, other.span.start, one.extractor) > (other.confidence, one.span.start, other.extractor):
            best[(one.cls, one.span.end)] = one
    yield from best.values()


def _found(words: Words, chosen: list[Pattern]) -> Iterator[Mention]:
    for sentence in words.document.sentences:
        text = sentence.span.of(words.text)
        for pattern in chosen:
            if any(word in text for word in pattern.needs):
                yield from _matches(words, text, sentence.span.start, pattern)


def _matches(words: Words, text: str, offset: int, pattern: Pattern) -> Iterator[Mention]:
    for match in pattern.regex.finditer(text):
        groups = match.groupdict()
        for group, found in sorted(groups.items()):
            if not found or group in {"tail", "head"}:
                continue
            place = Span(offset + match.start(group), offset + match.end(group))
            for raw in _items(words, place) if group == "list" else [unquoted(words.text, place)]:
                head = offset + match.start("head") if groups.get("head") else raw.end
                span = unquoted(words.text, Span(begin(words, raw, head, pattern), raw.end))
                if _is_name(words, span, pattern):
                    full = _full(span.of(words.text), groups.get("tail") if group == "list" else None)
                    yield Mention(span, pattern.cls, pattern.confidence, f"pattern:{pattern.cls}/{pattern.id}", full)


def _full(name: str, tail: str | None) -> str | None:
    """The listed name completed with the tail that it shares, None where it is complete."""
    return None if not tail or name.endswith(tail) else name + tail


def _items(words: Words, span: Span) -> Iterator[Span]:
    """The parts of a coordination; what joins inside quotes and brackets joins no parts.

    和 joins parts only behind the last 、, and 与 only where there is none: before that they stand inside a part
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
    return at >= last or joint in {"、", "", "及", "以及"}


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

    Words from ``head`` on, and those behind a quoted part, belong to the name whatever they are.
    """
    if span.start and words.text[span.start - 1] in _OPEN:
        return span.start
    start = _past_bracket(words.text, span)
    leading = True
    for word in [w for w in words.within(span) if start <= w.start < head][:None if head < span.end else -1]:
        if word.text in _OPEN:
            break
        leading = _cuts(word, pattern, leading)
        start = word.end if leading else start
    return start


def _cuts(word: Token, pattern: Pattern, leading: bool) -> bool:
    if leading and (word.tag in pattern.cut or _is_count(word) or (pattern.free and word.text in _first())):
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
    if not pattern.loose and not (words.is_boundary(span.start) and words.is_boundary(span.end)):
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


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, by class and in the order of their files.

    Raises:
        DataError: a file is no TOML or named after no class, an unknown key or word list, a bad expression, an id
            given twice.
    """
    shared = _words("shared", table("lexicon", "patterns", "shared"), {})
    files = [name for name in names("lexicon", "patterns") if name[0].isupper()]
    return tuple(p for name in files for p in parse(name, table("lexicon", "patterns", name), shared))


def parse(cls: str, data: Mapping[str, Any], shared: Mapping[str, str]) -> tuple[Pattern, ...]:
    """The patterns of the tables of one file; ``shared`` are the lists that all may use. Errors as in patterns()."""
    if cls not in vocabulary().leaves:
        raise _wrong(cls, cls, "本体里没有这个类 / no class of the ontology that entities may have")
    words = _words(cls, data, shared)
    found = tuple(_pattern(cls, data, one, words) for one in data.get("pattern", []))
    _once(cls, "pattern", [p.id for p in found])
    return found


def _wrong(file: str, entry: str, reason: str) -> DataError:
    return wrong(entry, reason, "lexicon", "patterns", file)


def _once(file: str, entry: str, values: list[str]) -> None:
    if doubled := sorted({v for v in values if values.count(v) > 1}):
        raise _wrong(file, f"{entry}: {'、'.join(doubled)}", "重复 / given twice")


def _words(file: str, data: Mapping[str, Any], shared: Mapping[str, str]) -> Mapping[str, str]:
    """The lists of a file and the shared ones as expressions, by name."""
    if unknown := sorted(set(data) - _FILE_KEYS - (_SHARED_KEYS if file == "shared" else set())):
        raise _wrong(file, "、".join(unknown), "不认识的键 / unknown key")
    found = {**shared, **data.get("atoms", {})}
    for name, entries in data.get("words", {}).items():
        _once(file, f"words.{name}", entries)
        found[name] = f"(?:{'|'.join(re.escape(w) for w in sorted(entries, key=lambda w: (-len(w), w)))})"
    return MappingProxyType(found)


def _pattern(cls: str, data: Mapping[str, Any], given: Mapping[str, Any], words: Mapping[str, str]) -> Pattern:
    entry = f"pattern {given.get('id', '?')}"
    if missing := sorted(_WANTED - set(given)):
        raise _wrong(cls, entry, f"缺 / lacks {', '.join(missing)}")
    if unknown := sorted(set(given) - _WANTED - _OPTIONS):
        raise _wrong(cls, entry, f"不认识的键 / unknown key: {', '.join(unknown)}")
    examples = (*((text, tuple(found)) for text, *found in given["example"]), *((t, ()) for t in given.get("never", [])))
    flags = {key: given[key] for key in ("specific", "long", "loose", "free", "proper") if key in given}
    sets = {key: frozenset(data.get(key, [])) for key in ("stop", "bare", "generic", "generic_tags")}
    return Pattern(given["id"], cls, _compiled(cls, entry, given["match"], words), _needed(cls, entry, data, given["needs"]),
                   given["confidence"], examples=examples, cut=frozenset(given.get("cut", [])), **flags, **sets)


def _compiled(cls: str, entry: str, match: str, words: Mapping[str, str]) -> re.Pattern[str]:
    try:
        return re.compile(re.sub(r"\{([a-z]\w*)\}", lambda m: words[m.group(1)], match))
    except KeyError as error:
        raise _wrong(cls, entry, f"没有这个词表 / no word list {error}") from error
    except re.error as error:
        raise _wrong(cls, entry, f"表达式有误 / bad expression: {error}") from error


def _needed(cls: str, entry: str, data: Mapping[str, Any], needs: str | list[str]) -> tuple[str, ...]:
    if isinstance(needs, list):
        return tuple(needs)
    if needs not in data.get("words", {}):
        raise _wrong(cls, entry, f"needs: 没有这个词表 / no word list {needs}")
    return tuple(data["words"][needs])
