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
_GROUP = "集团"
_ACADEMY = ("研究院", "院")
_CODE = re.compile(r"[\da-z+×]*\d[\da-z+×]+")
# A run of one character tells nothing, two are a word.
_RUN = 2
# So much may be left out inside a name that is otherwise the same.
_INNER = 4


@dataclass(frozen=True, slots=True)
class Merging:
    """How names of a class are compared: see the head of data/lexicon/merging.toml."""

    rules: tuple[str, ...] = ()
    drop: tuple[re.Pattern[str], ...] = ()
    keep: tuple[re.Pattern[str], ...] = ()
    nearest: bool = False
    least: int = 4
    place: bool = False
    plates: bool = False
    code: bool = False
    spaceless: bool = False
    shares: bool = False


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
    return Merging(**{**entry, "rules": tuple(entry.get("rules", ())), "drop": drop, "keep": keep})


def headed(name: str, cls: str) -> str:
    """A name without what its class drops at its head (2025年度, 第三届), which no name keeps."""
    for pattern in merging(cls).drop:
        if pattern.pattern.startswith("^") and pattern not in merging(cls).keep:
            name = pattern.sub("", name) or name
    return name


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
    name = names.reduce(name)
    code = _CODE.match(name) if rules.code else None
    return kept + (code.group() if code else name)


def binds(short: str, full: str, cls: str) -> bool:
    """Whether a name of a class, given as keys, is a short form of a fuller one."""
    rules = merging(cls)
    (own, short), (others, full) = _marks(short, rules), _marks(full, rules)
    if any(a and b and a != b for a, b in zip(own, others, strict=True)):
        return False
    if short == full:
        return own != others and all(a in ("", b) for a, b in zip(own, others, strict=True))
    return rules.least <= len(short) <= len(full) and any(RULES[rule](short, full) for rule in rules.rules)


def marked(key: str, cls: str) -> str:
    """A key without the dates and numbers at its head that tell things of its class apart."""
    return _marks(key, merging(cls))[1]


def _marks(name: str, rules: Merging) -> tuple[tuple[str, ...], str]:
    """The dates and numbers at the head of a key that tell things apart, and the rest of it."""
    found = []
    for pattern in rules.keep:
        match = pattern.match(name)
        found.append(match.group() if match else "")
        name = name[match.end() :] if match else name
    return tuple(found), name


def _suffix(short: str, full: str) -> bool:
    """A place that the short name begins with may stand in its short form inside the full one."""
    place = places.leading(short)
    inside = (short, places.shorten(place) + short[len(place) :]) if place else (short,)
    return any(full.endswith(s) and "暨" not in full[: -len(s)] for s in inside)


def _academy(short: str, full: str) -> bool:
    return len(short) > _INNER and short.endswith("院") and _suffix(short.replace(*_ACADEMY), full.replace(*_ACADEMY))


def _turned(short: str, full: str) -> bool:
    return len(short) > _INNER and sorted(short) == sorted(full)


def _placed(short: str, full: str) -> bool:
    """Whether the place that the short name begins with lies in the province before it."""
    province = places.find(full[: -len(short)]) if full.endswith(short) else None
    inner = places.find(places.leading(short), province.name) if province else None
    return province is not None and inner is not None and province in places.chain(inner)[1:]


def _initials(short: str, full: str) -> bool:
    place, end = places.leading(short), short[-_RUN:]
    core, words = short[len(place) : -_RUN], full[len(place) : -_RUN]
    same = bool(place) and full.startswith(place) and full.endswith(end)
    return same and 1 < len(core) <= len(words) // _RUN and names.runs(core, words) == (1,) * len(core)


def _level(short: str, full: str) -> bool:
    before = full[: -len(short)]
    return full.endswith(short) and (places.is_place(before) or before in names.level_words())


def _kind(short: str, full: str) -> bool:
    return full.startswith(short) and full[len(short) :] in table("lexicon", "kinds")["kinds"]


def _graded(short: str, full: str) -> bool:
    """省级某某 is the one of the province: 甲省某某."""
    level, rest = short[:1], short[2:]
    before = full[: -len(rest)] if rest and full.endswith(rest) else ""
    return short[1:2] == "级" and before.endswith(level) and places.is_place(before)


def _head(short: str, full: str) -> bool:
    lengths = names.runs(short, full)
    named = places.leading(short)
    if "暨" in full or lengths is None or min(lengths) < _RUN or (named and not full.startswith(named)):
        return False
    tail = short[len(short) - _common_end(short, full) :]
    core = short[len(named) : len(short) - len(tail)] or tail[: len(tail) - len(_kind_word(tail))]
    return len(tail) >= _RUN and len(core) >= _RUN


def _kind_word(name: str) -> str:
    return max((k for k in table("lexicon", "kinds")["kinds"] if name.endswith(k)), key=len, default="")


def _inner(short: str, full: str) -> bool:
    lengths = names.runs(short, full)
    return (lengths is not None and min(lengths) >= 1 and max(lengths) >= _RUN and short[0] == full[0]
            and short[-_RUN:] == full[-_RUN:] and len(full) - len(short) <= _INNER)


def _common_end(a: str, b: str) -> int:
    return next((n for n in range(min(len(a), len(b)), 0, -1) if a[-n:] == b[-n:]), 0)


def _brand(short: str, full: str) -> bool:
    if _unit(full):
        return False
    if full.endswith(short) and places.is_place(full[: -len(short)]):
        return True
    if names.form_of(short).startswith(_GROUP) and not full.endswith(tuple(table("lexicon", "companies")["legal"])):
        return False
    return any(_turns_on(word, full_core) for word in names.cores(short) for full_core in names.cores(full))


def _turns_on(word: str, core: str) -> bool:
    lengths = names.runs(word, core)
    return (lengths is not None and len(word) >= _RUN and min(lengths) >= _RUN and core[:_RUN] == word[:_RUN]
            and not _daughter(word, core))


def _unit(name: str) -> bool:
    """Whether this is a part of a company: its name goes on after the legal form."""
    companies = table("lexicon", "companies")
    inside = not names.form_of(name) and any(f in name for f in companies["legal"])
    return inside or name.endswith(tuple(companies["units"]))


def _daughter(word: str, core: str) -> bool:
    """Whether the short word is the mother's in a daughter's name: before a group's end or another place."""
    mother, group, _ = core.partition(_GROUP)
    further = core[len(word) :] if core.startswith(word) else ""
    return bool(group and names.runs(word, mother)) or bool(places.leading(further))


RULES: dict[str, Callable[[str, str], bool]] = {
    "academy": _academy,
    "brand": _brand,
    "graded": _graded,
    "head": _head,
    "initials": _initials,
    "inner": _inner,
    "kind": _kind,
    "level": _level,
    "placed": _placed,
    "suffix": _suffix,
    "turned": _turned,
}
