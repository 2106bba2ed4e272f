"""What is new, gone and changed between two sets of facts, and what contradicts what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.diff.facts import Fact

Key = tuple[str, tuple[str, ...]]
Said = dict[tuple[str, ...], Fact]


@dataclass(frozen=True, slots=True)
class Difference:
    """``status`` is new, gone or changed; ``before`` and ``after`` are what only the one or the other side says."""

    status: str
    kind: str
    key: tuple[str, ...]
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One subject, indicator and period with several values of one unit, each with the first report that says it."""

    key: tuple[str, ...]
    facts: tuple[Fact, ...]


def compare(before: Iterable[Fact], after: Iterable[Fact]) -> tuple[Difference, ...]:
    """The differences by kind and key; a fact that both sides state, in whatever words, is none."""
    old, new = _grouped(before), _grouped(after)
    found = []
    for kind, key in sorted(old.keys() | new.keys()):
        was, now = old.get((kind, key), {}), new.get((kind, key), {})
        gone = tuple(was[value] for value in sorted(was.keys() - now.keys()))
        come = tuple(now[value] for value in sorted(now.keys() - was.keys()))
        if gone or come:
            status = "changed" if gone and come else "gone" if gone else "new"
            found.append(Difference(status, kind, key, gone, come))
    return tuple(found)


def contradictions(facts: Iterable[Fact]) -> tuple[Contradiction, ...]:
    """Where a figure that is no goal and no bound has two values."""
    found = []
    for (kind, key), said in sorted(_grouped(facts).items()):
        if kind != "figure" or key[2] == "" or key[3:] != ("", "value"):
            continue
        units: dict[str, list[Fact]] = defaultdict(list)
        for value, fact in sorted(said.items()):
            if value[0] == "=":
                units[value[-1]].append(fact)
        found += [Contradiction(key, tuple(same)) for same in units.values() if len(same) > 1]
    return tuple(found)


def _grouped(facts: Iterable[Fact]) -> dict[Key, Said]:
    groups: dict[Key, Said] = defaultdict(dict)
    for fact in sorted(facts):
        groups[(fact.kind, fact.key)].setdefault(fact.value, fact)
    return groups
