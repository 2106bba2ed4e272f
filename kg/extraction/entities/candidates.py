"""Which names can stand for each other at all: those that share two characters where the rules of merging look."""

from collections import defaultdict
from collections.abc import Iterable

from kg.extraction.entities import names
from kg.extraction.entities.merging import marked, merging

_PAIR = 2
# The rules that compare the ends of names.
_END_RULES = frozenset({"head", "initials", "inner", "level", "placed", "suffix"})
Key = tuple[str, str]


class Candidates:
    """The keys of a report's names by class and by every pair of neighbouring characters in them.

    Comparing each name with each other one is quadratic in the report; nearly all of those pairs share nothing.
    """

    def __init__(self, keys: Iterable[Key]) -> None:
        self._by_pair: dict[Key, set[Key]] = defaultdict(set)
        for cls, name in keys:
            for at in range(len(name) - 1):
                self._by_pair[(cls, name[at : at + _PAIR])].add((cls, name))
            self._by_pair[(cls, _letters(name))].add((cls, name))

    def of(self, key: Key) -> list[Key]:
        """The other keys of its class that may be a fuller form of this one, sorted."""
        cls, name = key
        found = {k for pair in _pairs(name, cls) for k in self._by_pair.get((cls, pair), ())}
        return sorted(found - {key})


def _pairs(name: str, cls: str) -> set[str]:
    """The pairs of characters of which a fuller name must have one, by the rules of its class."""
    rules, rest = merging(cls).rules, marked(name, cls)
    found = {rest[:_PAIR], _letters(name)}
    if not rules or _END_RULES & set(rules) or rest != name:
        found.add(rest[-_PAIR:])
    if "graded" in rules:
        found.add(rest[_PAIR : 2 * _PAIR])
    if "brand" in rules:
        found |= {core[:_PAIR] for core in names.cores(rest)}
    return found


def _letters(name: str) -> str:
    """A name's characters in order of their codes, told from its pairs by a mark."""
    return "=" + "".join(sorted(name))
