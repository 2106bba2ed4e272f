"""Names that came after one another: dated changes from data/identity/renamed.toml, never a merge."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.identity.names import Name, read
from kg.tables import table, wrong
from kg.vocabulary import vocabulary

_FILE = ("identity", "renamed")


@dataclass(frozen=True, slots=True)
class Renaming:
    """A change of name: when (year, month or interval of ISO 8601), by what, and whether the old body went into it."""

    date: str
    source: str
    merged: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """A change of the end of names in any place, or (``whole``) of one name: place and rest of the old and new one."""

    cls: str
    old: tuple[str, str]
    new: tuple[str, str]
    whole: bool
    what: Renaming


def renamed(old: Name, new: Name) -> Renaming | None:
    """The change by which the thing of one name came to have the other, or went into it; None where there is none."""
    if old.cls != new.cls or old.marks != new.marks:
        return None
    return next((r.what for r in _rules(old.cls) if _after(old, r) == (new.place, new.rest)), None)


def successors(name: Name) -> tuple[tuple[str, str], ...]:
    """The places and rests that the new names of a thing of this name have, to find them among others."""
    return tuple(sorted({after for r in _rules(name.cls) if (after := _after(name, r))}))


def _after(name: Name, rule: _Rule) -> tuple[str, str] | None:
    if rule.whole:
        return rule.new if (name.place, name.rest) == rule.old else None
    if not name.rest.endswith(rule.old[1]):
        return None
    return name.place, name.rest[: -len(rule.old[1])] + rule.new[1]


@cache
def _rules(cls: str) -> tuple[_Rule, ...]:
    return tuple(r for r in _all() if vocabulary().is_a(cls, [r.cls]))


@cache
def _all() -> tuple[_Rule, ...]:
    found: list[_Rule] = []
    for row in table(*_FILE)["change"]:
        if row["class"] not in vocabulary().classes:
            raise wrong(row["class"], "本体里没有这个类 / no such class in the ontology", *_FILE)
        found += _of_row(row)
    return tuple(found)


def _of_row(row: dict[str, Any]) -> list[_Rule]:
    what = Renaming(row["date"], row["source"], row.get("merged", False))
    new = read(row["new"], row["class"])
    olds = [read(old, row["class"]) for old in row["old"]]
    return [_Rule(row["class"], (old.place, old.rest), (new.place, new.rest), row.get("whole", False), what)
            for old in olds]
