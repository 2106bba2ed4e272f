"""Why two names of one class may be one thing, and what speaks against it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.identity import agreements, companies
from kg.identity.names import Name, loose
from kg.tables import table, wrong

_FILE = ("identity", "reasons")


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of agreement: its key, how sure it is (0–1), whether the short name must fit one thing, and its words."""

    key: str
    confidence: float
    unique: bool
    zh: str
    en: str


@cache
def reasons() -> dict[str, Reason]:
    """The reasons of data/identity/reasons.toml by key, the surest first.

    Raises:
        DataError: a reason has no algorithm, or an algorithm no words.
    """
    rows: list[dict[str, Any]] = table(*_FILE)["reason"]
    found = {r["key"]: Reason(r["key"], r["confidence"], r.get("unique", False), r["zh"], r["en"]) for r in rows}
    if odd := set(found) ^ {*ALGORITHMS, ALIAS}:
        raise wrong(", ".join(sorted(odd)), "理由与算法不相应 / reasons and algorithms do not match", *_FILE)
    return dict(sorted(found.items(), key=lambda item: (-item[1].confidence, item[0])))


def said(key: str) -> Reason:
    """The words for what is no likeness of names: a decision, an authority, a change of name."""
    row: dict[str, str] = table(*_FILE)["said"][key]
    return Reason(key, 1.0, False, row["zh"], row["en"])


def exact() -> float:
    """From this confidence on a link is exact."""
    return float(table(*_FILE)["exact"])


def close() -> float:
    """From this confidence on there is a link at all."""
    return float(table(*_FILE)["close"])


def compare(one: Name, other: Name) -> Reason | None:
    """The surest reason why two names are of one thing; None where nothing says so or something speaks against it."""
    if one.cls != other.cls or differ(one, other):
        return None
    return next((r for key, r in reasons().items() if key != ALIAS
                 and (ALGORITHMS[key](one, other) or ALGORITHMS[key](other, one))), None)


def differ(one: Name, other: Name) -> bool:
    """Whether the names tell two things apart: by place, grade, edition, year or number, or as part and whole."""
    if one.place and other.place and one.place != other.place:
        return True
    return _marked_apart(one, other) or companies.differ(one, other)


def _marked_apart(one: Name, other: Name) -> bool:
    """Whether their marks differ, but for one that only one of them has and names of the class may go without."""
    mine, theirs = set(one.marks) - set(other.marks), set(other.marks) - set(one.marks)
    kinds, others = {key for key, _ in mine}, {key for key, _ in theirs}
    return bool((kinds | others) - loose(one.cls) or kinds & others)


# Other names that a report gives are compared where entities are, not names: kg/identity/resolve.py.
ALIAS = "alias"
ALGORITHMS: dict[str, Callable[[Name, Name], bool]] = {
    "written": agreements.written,
    "short-words": agreements.short_words,
    "legal-form": companies.legal_form,
    "moved-place": agreements.moved_place,
    "kind-left-out": agreements.kind_left_out,
    "parent-left-out": agreements.parent_left_out,
    "company-without-place": companies.without_place,
    "contraction": agreements.contraction,
    "owner-left-out": agreements.owner_left_out,
    "legal-change": companies.legal_change,
    "mark-left-out": agreements.mark_left_out,
    "place-left-out": agreements.place_left_out,
    "brand": companies.brand,
}
