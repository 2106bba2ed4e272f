"""Which entities are compared at all: those that share a key under which a reason could hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.identity import agreements, companies
from kg.identity.names import Name, read
from kg.identity.nodes import Node
from kg.identity.renamed import successors

# More entities under one key say that it is a common word (科技局); those of one place share a second key.
_CROWD = 60


def candidates(nodes: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of entities of one class that are worth comparing, each once, in the order of their IRIs."""
    blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
    ordered = sorted(nodes, key=lambda n: n.iri)
    for number, node in enumerate(ordered):
        for key in _keys(node):
            blocks[(node.cls, *key)].add(number)
    found = {pair for members in blocks.values() if len(members) <= _CROWD
             for pair in combinations(sorted(members), 2)}
    for one, other in sorted(found):
        yield ordered[one], ordered[other]


def _keys(node: Node) -> set[tuple[str, ...]]:
    found = set(keys(node.name))
    for alias in node.aliases:
        found.add(("name", read(alias, node.cls, node.within).key))
    found.add(("name", node.name.key))
    return found


def keys(name: Name) -> Iterator[tuple[str, ...]]:
    """Under what a name is looked for: one key at least for each reason."""
    yield ("plain", name.plain)
    yield ("rest", name.rest)
    yield ("rest", agreements.unmarked(name))
    for _, rest in agreements.anywhere(name):
        yield ("rest", rest)
    if owned := agreements.owned(name):
        yield ("rest", owned)
    yield ("kind", agreements.without_kind(name))
    parent, (place, rest) = agreements.below(name)
    if parent:
        yield ("rest", rest)
    if rest:
        yield ("ends", place, rest[0], rest[-1])
    for place, rest in ((name.place, name.rest), *successors(name)):
        yield ("placed", place, rest)
    if companies.is_company(name):
        core = companies.company(name).core
        yield from (("core", word) for word in (core, *companies.stems(core)))
