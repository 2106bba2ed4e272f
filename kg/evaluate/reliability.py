"""What a confidence is worth, and how far apart the evidence has the two ends of a relation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.counts import Judged

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
DISTANCES = ("clause", "sentence", "further", "left out")


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of a part whose confidence is in [low, high), or whose evidence has one distance."""

    part: str
    label: str
    facts: int
    confidence: float
    precision: float


def reliability(judged: Iterable[Judged]) -> list[Bin]:
    """Mean confidence against precision, by part and range of confidence."""
    groups = defaultdict(list)
    for one in judged:
        low = max(e for e in EDGES if e <= one.confidence)
        groups[(one.part, low)].append(one)
    return [_bin(part, f"{low:.1f}–{min(1.0, EDGES[EDGES.index(low) + 1]):.1f}", facts)
            for (part, low), facts in sorted(groups.items())]


def distances(judged: Iterable[Judged]) -> list[Bin]:
    """Precision of relations by how near the evidence names both ends."""
    groups = defaultdict(list)
    for one in judged:
        if one.distance:
            groups[one.distance].append(one)
    return [_bin("relation", d, groups[d]) for d in DISTANCES if d in groups]


def curve(judged: Iterable[Judged], part: str, gold: int) -> list[tuple[float, float, float]]:
    """(threshold, precision, recall) of the facts of ``part`` whose confidence reaches the threshold."""
    facts = [j for j in judged if j.part == part]
    points = []
    for threshold in (0.0, *EDGES[1:-1], 0.95):
        kept = [j for j in facts if j.confidence >= threshold]
        if kept and gold:
            right = sum(j.right for j in kept)
            points.append((threshold, right / len(kept), right / gold))
    return points


def _bin(part: str, label: str, facts: list[Judged]) -> Bin:
    return Bin(part, label, len(facts), sum(f.confidence for f in facts) / len(facts),
               sum(f.right for f in facts) / len(facts))
