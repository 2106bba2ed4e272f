"""The patterns of names: data/lexicon/patterns/<Class>.toml, the file's name is the class.

A pattern is a regular expression over a sentence. ``{word}`` in it is a list of ``[words]``, of the file or of
shared.toml, as alternatives, or an expression of ``[atoms]``. Its groups: ``name`` (also ``name2``, …) spans a name,
``head`` in it the part that is not searched for its left border, ``list`` names joined by 、 and 和, ``tail`` what the
listed names share at their end and so are completed with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.tables import names, table, wrong
from kg.vocabulary import vocabulary

_FILE_KEYS = frozenset({"words", "atoms", "bare", "generic", "generic_tags", "stop", "pattern"})
_SHARED_KEYS = frozenset({"first", "levels"})
_WANTED = frozenset({"id", "match", "needs", "confidence", "example"})
_FLAGS = ("specific", "long", "loose", "free", "proper", "joins")
_SETS = ("stop", "bare", "generic", "generic_tags")
_TAGS = ("cut", "last")
_OPTIONS = frozenset({*_FLAGS, *_TAGS, "never"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which names of ``cls`` stand in a sentence.

    ``needs``: words of which a sentence holds one at least, for speed. ``specific``: a name made only of generic words
    (or of words tagged so, ``generic_tags``) is none, unless it has ``long`` characters. ``loose``: borders need not be
    borders of words. ``free``: nothing fixes the left border, so the name begins after the last word at which names
    stop (``stop`` adds the class's own). ``proper``: it begins with a place, a body, a level of government or a quote.
    ``joins``: 和 and 与 between nouns do not stop it. ``cut``: tags of words that are cut off at its beginning;
    ``last``: those that its last word may have (any if none). ``examples`` are (text, names) pairs; no names: no match.
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
    joins: bool = False
    cut: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    generic_tags: frozenset[str] = frozenset()
    examples: tuple[tuple[str, tuple[str, ...]], ...] = ()


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
    good = [(text, tuple(found)) for text, *found in given["example"]]
    bad: list[tuple[str, tuple[str, ...]]] = [(text, ()) for text in given.get("never", [])]
    flags: dict[str, Any] = {key: given[key] for key in _FLAGS if key in given}
    flags |= {key: frozenset(data.get(key, [])) for key in _SETS}
    flags |= {key: frozenset(given.get(key, [])) for key in _TAGS}
    regex, needs = _compiled(cls, entry, given["match"], words), _needed(cls, entry, data, given["needs"])
    return Pattern(given["id"], cls, regex, needs, given["confidence"], examples=(*good, *bad), **flags)


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
