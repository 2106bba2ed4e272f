"""The rules of data/lexicon/merging.toml: how a short name of a class is bound to a fuller one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import places
from kg.extraction.entities import names
from kg.tables import table, wrong
from kg.vocabulary import vocabulary

_FILE = ("lexicon", "merging")
_DEFAULT = "default"
# A run of one character tells nothing, two are a word.
_RUN = 2


@dataclass(frozen=True, slots=True)
class Merging:
    """How names of a class are compared: see the head of data/lexicon/merging.toml."""

    rules: tuple[str, ...] = ()
    drop: tuple[re.Pattern[str], ...] = ()
    keep: tuple[re.Pattern[str], ...] = ()
    nearest: bool = False
    least: int = 4
    place: bool = False


@cache
def merging(cls: str) -> Merging:
    """The rules for a class: its own, its nearest superclass's, or the default.

    Raises:
        DataError: the file names an unknown class, rule or key.
    """
    entries = _entries()
    ancestors = sorted(vocabulary().classes[cls].ancestors - {cls},
                       key=lambda a: (-len(vocabulary().classes[a].ancestors), a))
    return next((entries[c] for c in (cls, *ancestors) if c in entries), entries[_DEFAULT])


@cache
def _entries() -> dict[str, Merging]:
    found = {}
    for name, entry in table(*_FILE).items():
        if name != _DEFAULT and name not in vocabulary().classes:
            raise wrong(name, "本体里没有这个类 / no such class in the ontology", *_FILE)
        found[name] = _entry(name, entry)
    if _DEFAULT not in found:
        raise wrong(_DEFAULT, "缺默认规则 / is missing", *_FILE)
    return found


def _entry(name: str, entry: dict[str, Any]) -> Merging:
    if unknown := set(entry) - set(Merging.__dataclass_fields__):
        raise wrong(name, f"不认识的键 / unknown keys: {', '.join(sorted(unknown))}", *_FILE)
    if unknown := set(entry.get("rules", ())) - set(RULES):
        raise wrong(name, f"不认识的规则 / unknown rules: {', '.join(sorted(unknown))}", *_FILE)
    try:
        drop, keep = (tuple(map(re.compile, entry.get(k, ()))) for k in ("drop", "keep"))
    except re.error as error:
        raise wrong(name, f"不是正则式 / no regular expression: {error}", *_FILE) from error
    return Merging(tuple(entry.get("rules", ())), drop, keep, entry.get("nearest", False), entry.get("least", 4),
                   entry.get("place", False))


def bare(name: str, cls: str) -> str:
    """A name without what its class drops (年度, 届, 项目 …), as far as something is left."""
    for pattern in merging(cls).drop:
        name = pattern.sub("", name) or name
    return name


def key(name: str, cls: str, within: str | None = None) -> str:
    """What is compared of a name: without the dropped parts, place in full, words short, no punctuation.

    Dates and numbers that tell things of this class apart (第三届 of an Event) stay, as far as the name has them.
    """
    rules = merging(cls)
    kept = "".join(m.group() for p in rules.keep for m in p.finditer(name))
    name = names.normalise(bare(name, cls))
    if rules.place:
        name = names.with_full_place(name, within)
    return kept + names.reduce(name)


def binds(short: str, full: str, cls: str) -> bool:
    """Whether a name of a class, given as keys, is a short form of a fuller one."""
    rules = merging(cls)
    if len(short) < rules.least or len(short) >= len(full):
        return False
    return any(RULES[rule](short, full) for rule in rules.rules)


def _suffix(short: str, full: str) -> bool:
    return full.endswith(short) and "暨" not in full[: -len(short)]


def _level(short: str, full: str) -> bool:
    before = full[: -len(short)]
    return full.endswith(short) and (places.is_place(before) or before in names.level_words())


def _head(short: str, full: str) -> bool:
    tail = _common_end(short, full)
    lengths = names.runs(short, full)
    named = places.leading(short)
    if named and not full.startswith(named):
        return False
    core = short[len(named) : len(short) - tail]
    return tail >= _RUN and lengths is not None and min(lengths) >= _RUN and len(core) >= _RUN


def _inner(short: str, full: str) -> bool:
    lengths = names.runs(short, full)
    return (lengths is not None and min(lengths) >= 1 and max(lengths) >= _RUN and short[0] == full[0]
            and short[-_RUN:] == full[-_RUN:] and 2 * len(short) > len(full))


def _common_end(a: str, b: str) -> int:
    return next((n for n in range(min(len(a), len(b)), 0, -1) if a[-n:] == b[-n:]), 0)


def _brand(short: str, full: str) -> bool:
    form, full_core, word = names.form_of(short), names.core(full), names.core(short)
    if len(word) < _RUN or word == short[: len(word)] == full:
        return False
    before = full[: full.find(short)] if short in full else ""
    if before and full.endswith(short) and places.is_place(before):
        return True
    if _group(form) and not full.endswith(tuple(table("lexicon", "companies")["legal"])):
        return False
    if _daughter(word, full):
        return False
    if word == full_core:
        return not (form and names.form_of(full)) or form == names.form_of(full) or not _group(form)
    lengths = names.runs(word, full_core)
    return lengths is not None and min(lengths) >= _RUN and full_core[:_RUN] == word[:_RUN]


def _group(form: str) -> bool:
    return form.startswith("集团")


def _daughter(word: str, full: str) -> bool:
    """Whether the full name puts another place after the short one's word: the mother's name in a daughter's."""
    at = full.find(word)
    return at == 0 and bool(places.leading(full[len(word) :]))


RULES: dict[str, Callable[[str, str], bool]] = {
    "brand": _brand,
    "head": _head,
    "inner": _inner,
    "level": _level,
    "suffix": _suffix,
}
