"""A name read to be compared with names of other reports: its place, what tells it apart, and the rest of it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import places
from kg.extraction.entities import names
from kg.extraction.entities.merging import bare
from kg.extraction.observations.numerals import parse_chinese
from kg.tables import table, wrong
from kg.vocabulary import vocabulary

_FILE = ("identity", "names")
# Stands where a mark was, so that what was around it does not become a word.
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a class: ``plain`` without punctuation, ``place`` the code or word of its place, ``rest`` what follows.

    ``area`` is the place's part of the name as written; ``rest`` has its words short and goes without what its class
    drops; ``marks`` are the editions, grades, years and numbers that tell it apart, by kind.
    """

    cls: str
    text: str
    plain: str
    area: str
    place: str
    rest: str
    marks: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What is equal for two spellings of one name."""
        return f"{self.place}|{self.rest}|{'/'.join(value for _, value in self.marks)}"


@cache
def read(text: str, cls: str, within: str | None = None) -> Name:
    """Read a name of a class; ``within`` is the full name of a place that its reports speak of.

    Raises:
        DataError: data/identity/names.toml names an unknown class or holds no regular expression.
    """
    plain = _known(_spelt(_digits(_known(names.normalise(text), cls)), cls), cls)
    plain = _full(plain, cls)
    body = bare(plain, cls)
    area, place = _place(body, cls, within)
    return Name(cls, text, plain, area, place, _short(body[len(area) :]), marks(plain))


def place_and_rest(plain: str, cls: str) -> tuple[str, str]:
    """The place that a plain name or a part of one begins with, or nothing, and the rest with its words short."""
    area, place = _place(plain, cls, None)
    return place, _short(plain[len(area) :])


def marks(plain: str) -> tuple[tuple[str, str], ...]:
    """The editions, grades, years and numbers in a name, each with its kind, in the order of the data file."""
    found = []
    for key, pattern in _marks():
        found += [(key, match[1]) for match in pattern.finditer(plain)]
        plain = pattern.sub(_GAP, plain)
    return tuple(sorted(found))


def of_class(entry: str, cls: str) -> bool:
    """Whether a part of names.toml with a list ``classes`` is for names of this class."""
    return fits(table(*_FILE)[entry]["classes"], cls)


@cache
def loose(cls: str) -> frozenset[str]:
    """The kinds of marks that a name of this class may go without."""
    return frozenset(m["key"] for m in table(*_FILE)["mark"] if fits(m.get("loose", []), cls))


def fits(classes: list[str], cls: str) -> bool:
    """Whether a class is in a list, or below one of the list that no entity has itself (Honour)."""
    for name in classes:
        if name not in vocabulary().classes:
            raise wrong(name, "本体里没有这个类 / no such class in the ontology", *_FILE)
    return cls in classes or vocabulary().is_a(cls, [c for c in classes if c not in vocabulary().leaves])


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((m["key"], _compiled(m["pattern"], m["key"])) for m in table(*_FILE)["mark"])


@cache
def _spellings(cls: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows: list[dict[str, Any]] = table(*_FILE)["same"]
    return tuple((_compiled(r["pattern"], r["pattern"]), r["to"]) for r in rows
                 if "classes" not in r or fits(r["classes"], cls))


def _compiled(pattern: str, entry: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise wrong(entry, f"不是正则式 / no regular expression: {error}", *_FILE) from error


def _known(text: str, cls: str) -> str:
    known: dict[str, str] = table(*_FILE)["known"].get(cls, {})
    return names.normalise(known.get(text, text))


def _digits(text: str) -> str:
    pattern = _compiled(table(*_FILE)["numerals"], "numerals")
    return pattern.sub(lambda m: str(parse_chinese(m.group()) or m.group()), text)


def _spelt(text: str, cls: str) -> str:
    for pattern, to in _spellings(cls):
        text = pattern.sub(to, text) or text
    return text


def _full(text: str, cls: str) -> str:
    """A name that begins with a short whole name of a university or body, with that in full."""
    wholes: dict[str, str] = table("lexicon", "abbreviations")["wholes"]
    if text in wholes:
        return names.normalise(wholes[text])
    if not of_class("parts", cls) or not re.search("|".join(table(*_FILE)["parts"]["ends"]), text):
        return text
    head = max((w for w in wholes if text.startswith(w) and not text.startswith(wholes[w])), key=len, default="")
    return names.normalise(wholes[head]) + text[len(head) :] if head else text


@cache
def _long_words() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = table(*_FILE)["words"]
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))), words


@cache
def _short(text: str) -> str:
    pattern, words = _long_words()
    return names.reduce(pattern.sub(lambda m: words[m.group()], names.reduce(text)))


def _place(plain: str, cls: str, within: str | None) -> tuple[str, str]:
    """The places at the head of a name as written, and the last of them by its code, or its word where it is unsure."""
    if fits(table(*_FILE)["place"]["none"], cls):
        return "", ""
    area = found = _country(plain, cls)
    while (word := places.leading(plain[len(area) :])) and _counts(word, cls):
        if len(area) + len(word) == len(plain) and not is_place_class(cls):
            break
        division = places.find(word, within)
        if area and not (division and any(d.code == found for d in places.chain(division))):
            break
        area, within, found = area + word, division.name if division else within, division.code if division else word
    return area, found


def _country(plain: str, cls: str) -> str:
    """The country that a company's name begins with: 中国某某集团 is not 甲市某某集团."""
    countries: list[str] = table("lexicon", "companies")["countries"]
    return next((c for c in countries if of_class("company", cls) and plain.startswith(c)), "")


def is_place_class(cls: str) -> bool:
    """Whether names of this class may be nothing but a place."""
    return fits(table("lexicon", "levels")["region_classes"], cls)


def _counts(word: str, cls: str) -> bool:
    """Whether a place's name at the head is its place: the short name of a county is so only for organs and areas."""
    if word != places.shorten(word) or fits(table(*_FILE)["place"]["counties"], cls):
        return True
    return any(d.rank < 3 for d in places.named(word))


