"""The words of a class's names, from data/lexicon/<Class>.toml: the file's name is the class.

A file has any of: ``grown`` (its names are bodies, which grow from their heads), ``shares`` (its names may share a
head in a list), ``names`` (names of general vocabulary), ``bare`` (forms that are no name), ``lead`` (words cut off
at a name's beginning), lists of its own under ``[words]``, and ``[[head]]`` tables: words that end a
name, with options.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.resources import resource
from kg.tables import names, table, wrong
from kg.vocabulary import vocabulary

_FILE_KEYS = frozenset({"grown", "shares", "names", "bare", "lead", "words", "head"})
_OPTIONS = ("need", "quotes", "joins", "campus", "branch", "shortest", "confidence")
_HEAD_KEYS = frozenset({*_OPTIONS, "words", "not_before", "example", "not"})
_Where = tuple[str, ...]
NEEDS = frozenset({"any", "never", "number", "organ", "specific", "proper", "place", "quote", "seat", "led"})


@dataclass(frozen=True, slots=True)
class Head:
    """A word that ends a name of ``cls``.

    ``need`` says what must stand before it: ``any`` word or none; a ``specific`` one (not all generic, see
    words/generic.toml); a ``proper`` one (a place, or a name to LAC, or a quoted phrase); a ``place`` or a level of
    government; an ``organ`` with its place; a ``number``; a ``quote``; a ``seat``: a place or level and nothing else;
    ``led``: one of the class's own ``leaders``; ``never`` is a word that only looks like one.
    ``joins``: 与 and 和 may stand inside. ``quotes``: “…” may. ``campus``: a place in brackets may follow.
    ``branch``: a bracket of any place may stand right before it.
    ``shortest``: least length of the whole name. ``not_before``: words that, following at once, make it no end.
    """

    text: str
    cls: str
    need: str = "specific"
    quotes: bool = True
    joins: bool = False
    campus: bool = False
    branch: bool = False
    shortest: int = 4
    confidence: float = 0.8
    not_before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What data/lexicon/<cls>.toml says. ``words`` holds the class's own lists by name; ``examples`` are (text, name
    or None) pairs of its heads, for tests."""

    cls: str
    heads: tuple[Head, ...] = ()
    names: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    grown: bool = False
    shares: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: tuple[tuple[str, bool], ...] = ()


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """All lexicons by class, in the order of their names.

    Raises:
        DataError: a file is no TOML, is named after no class, or has unknown keys, options or contradictions.
    """
    classes = [name for name in names("lexicon") if name[0].isupper()]
    return MappingProxyType({cls: parse(cls, table("lexicon", cls)) for cls in classes})


def lexicon(cls: str) -> Lexicon:
    """The lexicon of ``cls``; KeyError where there is none."""
    return lexicons()[cls]


@cache
def word_list(name: str, key: str = "words") -> frozenset[str]:
    """A list shared by all classes: ``key`` of data/lexicon/words/<name>.toml.

    Raises:
        DataError: the file is no TOML, or lacks the list.
    """
    where = ("lexicon", "words", name)
    return frozenset(_strings(where, key, table(*where).get(key)))


def parse(cls: str, data: Mapping[str, Any]) -> Lexicon:
    """The lexicon that the tables of data/lexicon/<cls>.toml hold; errors as in :func:`lexicons`."""
    where = ("lexicon", cls)
    if cls not in vocabulary().leaves:
        raise wrong(cls, "本体里没有这个类 / no class of the ontology that entities may have", *where)
    _known(where, "文件 / file", data, _FILE_KEYS)
    tables = data.get("head", [])
    heads = tuple(head for one in tables for head in _heads(where, cls, one))
    _unique(where, [head.text for head in heads])
    listed, bare, lead = (frozenset(_strings(where, key, data.get(key, []))) for key in ("names", "bare", "lead"))
    if both := listed & bare:
        raise wrong("、".join(sorted(both)), "既是名称又不是名称 / both in names and in bare", *where)
    words = {key: _strings(where, key, value) for key, value in data.get("words", {}).items()}
    grown, shares = (data.get(key, False) is True for key in ("grown", "shares"))
    return Lexicon(cls, heads, listed, bare, lead, grown, shares, MappingProxyType(words), _examples(where, tables))


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of the data file at ``path``, which lies under data/; DataError as in :func:`kg.tables.table`."""
    return table(*path.relative_to(resource("data")).with_suffix("").parts)


def _heads(where: _Where, cls: str, given: Mapping[str, Any]) -> Iterable[Head]:
    texts = _strings(where, "head.words", given.get("words"))
    _known(where, f"head {'、'.join(texts[:3])}", given, _HEAD_KEYS)
    options = {key: given[key] for key in _OPTIONS if key in given}
    if (need := options.get("need", "any")) not in NEEDS:
        raise wrong(f"head {texts[0]}: need = {need}", f"应为 / one of {', '.join(sorted(NEEDS))}", *where)
    not_before = _strings(where, "not_before", given.get("not_before", []))
    return [Head(text, cls, not_before=not_before, **options) for text in texts]


def _examples(where: _Where, tables: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, bool], ...]:
    return tuple((text, good) for one in tables for key, good in (("example", True), ("not", False))
                 for text in _strings(where, key, one.get(key, [])))


def _strings(where: _Where, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise wrong(key, "应是字符串列表 / a list of strings is wanted", *where)
    _unique(where, value, key)
    return tuple(value)


def _unique(where: _Where, values: Iterable[str], key: str = "head") -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise wrong(f"{key}: {value}", "重复 / given twice", *where)
        seen.add(value)


def _known(where: _Where, entry: str, given: Mapping[str, Any], keys: frozenset[str]) -> None:
    if unknown := sorted(set(given) - keys):
        raise wrong(entry, f"不认识的键 / unknown key: {', '.join(unknown)}", *where)
