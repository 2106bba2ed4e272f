"""Outside facts: the divisions (GB/T 2260) that a build speaks of, their codes, their hierarchy, what lies in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg import places
from kg.identity.names import fits
from kg.identity.nodes import Node
from kg.places import Division
from kg.tables import table
from kg.vocabulary import vocabulary

_DIGITS = 6
_FULL, _SHORT = 0.98, 0.85


@dataclass(frozen=True, slots=True)
class Placed:
    """An entity and the division that it is (``same``) or that its name's place word puts it in."""

    node: Node
    division: Division
    same: bool

    @property
    def confidence(self) -> float:
        """The full name of a place at the head is one; a short name may be a word of the body's own."""
        return _FULL if self.node.name.area.endswith(self.division.name) or self.same else _SHORT


def code(division: Division) -> str:
    """The six digits of GB/T 2260."""
    return division.code.ljust(_DIGITS, "0")


def placed(nodes: Iterable[Node]) -> tuple[Placed, ...]:
    """The entities whose name is a division's or begins with one that is meant beyond doubt, by IRI.

    A place of which there are several (鼓楼区) is told by the place that all reports of the entity speak of, else left.
    """
    found = []
    for node in sorted(nodes, key=lambda n: n.iri):
        division = _division(node)
        if division:
            found.append(Placed(node, division, _is_division(node)))
    return tuple(found)


def _division(node: Node) -> Division | None:
    rules = table("identity", "names")["place"]
    # ^ is the start of what follows the place, $ the end of the name; long words are still there in the whole name.
    elsewhere = re.search(rules["unplaced"], f"{node.name.rest}\n{node.name.plain}")
    return places.coded(node.name.place) if fits(rules["placed"], node.cls) and not elsewhere else None


def _is_division(node: Node) -> bool:
    return vocabulary().is_a(node.cls, table("lexicon", "levels")["region_classes"]) and not node.name.rest


def with_places_around(divisions: Iterable[Division]) -> tuple[Division, ...]:
    """The divisions and those that they lie in, by code."""
    found = {d.code: d for division in divisions for d in places.chain(division)}
    return tuple(found[c] for c in sorted(found))
