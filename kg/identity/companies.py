"""How names of companies agree: by the word that they turn on, their legal form, group and place."""

from dataclasses import dataclass
from functools import cache

from kg.extraction.entities import names as words
from kg.identity.names import Name, of_class
from kg.tables import table

_NAMES = ("identity", "names")
_LISTS = ("lexicon", "companies")


@dataclass(frozen=True, slots=True)
class Company:
    """A company's name taken apart: the word it turns on, its legal form; a group, stock company or part?"""

    core: str
    form: str
    group: bool
    stock: bool
    part: bool


def is_company(name: Name) -> bool:
    """Whether names of this class are read as those of companies."""
    return of_class("company", name.cls)


@cache
def company(name: Name) -> Company:
    """Take a company's name apart."""
    rules, plain = table(*_NAMES)["company"], name.plain
    form = words.form_of(plain)
    core = _without_form(name.rest)
    legal = any(plain.endswith(w) for w in table(*_LISTS)["legal"])
    return Company(core.removesuffix(rules["group"]) or core, form if legal else "", rules["group"] in plain[2:],
                   rules["stock"] in form, _is_part(plain))


def _without_form(text: str) -> str:
    while form := words.form_of(text):
        text = text[: -len(form)]
    return text


def _is_part(plain: str) -> bool:
    """Whether this is a part of a company: a branch, or what stands behind the legal form."""
    units, legal = table(*_LISTS)["units"], table(*_LISTS)["legal"]
    return plain.endswith(tuple(units)) or (not words.form_of(plain) and any(w in plain for w in legal))


def differ(one: Name, other: Name) -> bool:
    """Whether two companies are part and whole, or a group and what belongs to it."""
    if not is_company(one):
        return False
    mine, theirs = company(one), company(other)
    if mine.part != theirs.part:
        return True
    return mine.group != theirs.group and bool(mine.form or mine.group) and bool(theirs.form or theirs.group)


def _same_core(one: Name, other: Name) -> bool:
    return is_company(one) and company(one).core == company(other).core


def _recast(one: Name, other: Name) -> bool:
    """Whether both have a legal form and only one is a stock company."""
    mine, theirs = company(one), company(other)
    return bool(mine.form and theirs.form) and mine.stock != theirs.stock


def legal_form(one: Name, other: Name) -> bool:
    """The same word and place, forms that do not contradict."""
    return _same_core(one, other) and one.place == other.place and not _recast(one, other)


def legal_change(one: Name, other: Name) -> bool:
    """The same word and place, one limited and one stock."""
    return _same_core(one, other) and one.place == other.place and _recast(one, other)


def without_place(one: Name, other: Name) -> bool:
    """The same word, long enough to be one company's; the short name has no place and, being short, no legal form."""
    return (_same_core(one, other) and not one.place and bool(other.place) and not company(one).form
            and len(company(one).core) >= table(*_NAMES)["company"]["full"])


def brand(one: Name, other: Name) -> bool:
    """``one`` is the word of ``other``, which goes on with its trade only."""
    if not is_company(one) or company(one).form or (one.place and one.place != other.place):
        return False
    short, full = company(one).core, company(other).core
    return len(short) > 1 and (short == full or short in stems(full))


def stems(core: str) -> tuple[str, ...]:
    """What is left of a company's word without its trade."""
    trades: list[str] = table(*_NAMES)["brand"]["trade"]
    return tuple(core[: -len(t)] for t in trades if core.endswith(t) and len(core) > len(t) + 1)
