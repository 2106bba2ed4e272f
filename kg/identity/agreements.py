"""How two names of a body, platform or honour may agree: spelling, place, parts left out, contractions.

Each test is of one name against a fuller one; the caller tries both ways.
"""

import re
from functools import cache
from typing import Any

from kg import places
from kg.extraction.entities import names as words
from kg.identity.names import Name, loose, of_class, place_and_rest
from kg.tables import table

_FILE = ("identity", "names")


def written(one: Name, other: Name) -> bool:
    """The same but for punctuation."""
    return words.normalise(one.text) == words.normalise(other.text)


def short_words(one: Name, other: Name) -> bool:
    """The same place and marks, and the same rest with its words short."""
    return one.key == other.key


def mark_left_out(one: Name, other: Name) -> bool:
    """The same but for a mark that only one of them has."""
    return one.marks != other.marks and one.place == other.place and unmarked(one) == unmarked(other)


def unmarked(name: Name) -> str:
    """The rest of a name without the marks that its class may go without."""
    return next((name.rest.removesuffix(v) for k, v in name.marks if k in loose(name.cls) and name.rest.endswith(v)),
                name.rest)


def moved_place(one: Name, other: Name) -> bool:
    """The same when the place, or the state's word, is taken out wherever it stands."""
    return one.marks == other.marks and bool(anywhere(one) & anywhere(other))


@cache
def anywhere(name: Name) -> frozenset[tuple[str, str]]:
    """A name as its place, or the state's word, and what is left without that, wherever in the name it stands."""
    found = {(name.place, name.rest)} if name.place else set()
    if not name.place:
        found |= {(w, name.rest.replace(w, "", 1)) for w in table(*_FILE)["place"]["state"] if w in name.rest}
        found |= {(code, name.rest.replace(word, "", 1)) for code, word in _inner(name.rest)}
    return frozenset((place, rest) for place, rest in found if len(rest) > 1)


def _inner(text: str) -> list[tuple[str, str]]:
    """The provinces and cities whose full names stand inside a name, by code."""
    found = []
    for at in range(1, len(text)):
        word = places.leading(text[at:])
        division = places.find(word) if word and word != places.shorten(word) else None
        if division and division.rank < 3:
            found.append((division.code, word))
    return found


def kind_left_out(one: Name, other: Name) -> bool:
    """``other`` only adds a word for its kind."""
    rows: list[dict[str, Any]] = table(*_FILE)["kind"]
    return any(one.cls == r["class"] and len(one.plain) >= r["least"] and one.plain + r["word"] == other.plain
               for r in rows)


def without_kind(name: Name) -> str:
    """The name without the word for its kind that it may go without."""
    rows: list[dict[str, Any]] = table(*_FILE)["kind"]
    return next((name.plain.removesuffix(r["word"]) for r in rows
                 if name.cls == r["class"] and name.plain.endswith(r["word"])), name.plain)


def parent_left_out(one: Name, other: Name) -> bool:
    """``other`` has the body above before the name of ``one``."""
    parent, own = below(other)
    return bool(parent) and below(one) == ("", own)


@cache
def below(name: Name) -> tuple[str, tuple[str, str]]:
    """The body above that a name begins with, or nothing, and the place and rest of what follows."""
    if name.place or not of_class("parent", name.cls):
        return "", (name.place, name.rest)
    parents: list[str] = table(*_FILE)["parent"]["names"]
    parent = next((p for p in parents if name.rest.startswith(p) and len(name.rest) > len(p) + 2), "")
    return parent, place_and_rest(name.rest[len(parent) :], name.cls) if parent else ("", name.rest)


def contraction(one: Name, other: Name) -> bool:
    """``one`` is made of the first characters of the words of ``other``, in the same place."""
    if not of_class("contraction", one.cls) or len(one.plain) >= len(other.plain):
        return False
    (parent, (place, short)), (over, (where, full)) = below(one), below(other)
    short, full = _behind_country(short, full)
    return place == where and parent in ("", over) and short not in _taken() and is_contraction(short, full)


def _behind_country(short: str, full: str) -> tuple[str, str]:
    """Two names without the country or state word that both begin with."""
    heads = (*table("lexicon", "companies")["countries"], *table(*_FILE)["place"]["state"])
    length = max((len(h) for h in heads if short.startswith(h) and full.startswith(h)), default=0)
    return short[length:], full[length:]


@cache
def _taken() -> frozenset[str]:
    """Short words that stand for one long word already: 农科院 is no 农机科学研究院."""
    return frozenset(table("lexicon", "abbreviations")["words"].values())


def is_contraction(short: str, full: str) -> bool:
    """Whether each character of ``short`` begins a word of ``full``, the first and last of both being the same."""
    rules = table(*_FILE)["contraction"]
    if not rules["least"] <= len(short) <= min(rules["most"], len(full) - 1):
        return False
    return short[0] == full[0] and short[-1] == full[-1] and _aligned(short[1:], full[1:])


def _aligned(short: str, full: str) -> bool:
    if not short:
        return not full
    return any(_is_rest_of_word(full[:at]) and _aligned(short[1:], full[at + 1 :])
               for at, character in enumerate(full) if character == short[0])


def _is_rest_of_word(gap: str) -> bool:
    """Whether what is left out is at most one character, for a word has two, and words that tell nothing."""
    return _fills(gap) or _fills(gap[1:])


def _fills(gap: str) -> bool:
    return re.fullmatch(f"(?:{table(*_FILE)['contraction']['fillers']})*", gap) is not None


def owner_left_out(one: Name, other: Name) -> bool:
    """``other`` begins with its university, and the rest of it is a name by itself."""
    return of_class("owner", one.cls) and not one.place and one.rest == owned(other)


@cache
def owned(name: Name) -> str | None:
    """What follows the owner that a name begins with, where that is a name by itself; None where there is none."""
    rules = table(*_FILE)["owner"]
    match = re.match(rules["pattern"], name.plain)
    rest = place_and_rest(name.plain[match.end() :], name.cls)[1] if match else ""
    return rest if len(rest) >= rules["least"] and not re.match(rules["not"], rest) else None


def place_left_out(one: Name, other: Name) -> bool:
    """``other`` only adds a place at its head."""
    rules = table(*_FILE)["placeless"]
    return (of_class("placeless", one.cls) and not one.place and bool(other.place) and one.rest == other.rest
            and len(one.rest) >= rules["least"] and words.level_prefix(one.plain) == "")
