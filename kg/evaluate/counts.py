"""Right, extra and missed ones, and each judged fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """Right, extra and missed ones; counts add up."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of the right that is found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def count(right: int, found: int, gold: int) -> Count:
    """The count where ``right`` of the ``found`` are among the ``gold``."""
    return Count(right, found - right, gold - right)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that was found, and whether it is right.

    ``part`` is entity, relation or figure, ``kind`` its class or property. ``distance`` of a relation tells how far
    apart the evidence has its two ends: ``clause``, ``sentence``, ``further``, or ``left out`` where one end is only
    referred to or understood.
    """

    part: str
    kind: str
    confidence: float
    right: bool
    distance: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """An error: what it is (missed entity, extra relation …), of which class, property or unit, told in a line."""

    what: str
    kind: str
    text: str


@dataclass(slots=True)
class Score:
    """The counts of one report: by part, by class and by property; the judged facts; the faults.

    The parts entity, relation and so on are those of the outside scorer; ``unlisted`` counts the entities that no
    lexicon and no list of places holds by name, ``conforming`` the relations that hold domain and range as right.
    """

    identifier: str
    parts: dict[str, Count] = field(default_factory=dict)
    classes: dict[str, Count] = field(default_factory=dict)
    properties: dict[str, Count] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def total(scores: Iterable[Score]) -> Score:
    """All counts added up."""
    result = Score("all")
    for one in scores:
        result.judged += one.judged
        for mine, theirs in ((result.parts, one.parts), (result.classes, one.classes),
                             (result.properties, one.properties)):
            for key, number in theirs.items():
                mine[key] = mine.get(key, Count()) + number
    return result
