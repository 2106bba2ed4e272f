"""Where the nodes stand: computed once in Python, so that the page draws at once and always the same.

Each connected component is unfolded as a radial tree from its busiest node, relaxed by forces (Fruchterman and
Reingold 1991, busy nodes pushing harder), and its boxes are pushed apart; then the components are packed.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.packing import pack
from kg.view.spread import spread

_Points = NDArray[np.float64]
_LENGTH = 62.0
# Labels are wider than high.
_STRETCH = 1.1
# The area of a drawing, in those of its boxes.
_ROOM = 1.7
# Holds long tails near.
_GRAVITY = 0.12
# Relaxing costs n² a step: beyond this many nodes the tree alone must do.
_LARGEST = 4000
_PAIRS = 40_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """A node to be placed: the width and height it needs with its label, and what it is sorted by."""

    width: float
    height: float
    group: str


def positions(boxes: Sequence[Box], edges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The centre of each box, in pixels; ``edges`` join boxes by their numbers."""
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from((a, b) for a, b in sorted(edges) if a != b)
    parts = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: _rank(c, boxes))
    placed = [(part, _component(graph.subgraph(part), part, boxes)) for part in parts]
    sizes = [[(boxes[n].width, boxes[n].height) for n in part] for part in parts]
    found: dict[int, tuple[int, int]] = {}
    for (part, points), (dx, dy) in zip(placed, pack([p for _, p in placed], sizes), strict=True):
        found.update((n, (round(x + dx), round(y + dy))) for n, (x, y) in zip(part, points, strict=True))
    return tuple(found[n] for n in range(len(boxes)))


def _rank(part: list[int], boxes: Sequence[Box]) -> tuple[int, str, int]:
    return (-len(part), boxes[part[0]].group, part[0])


def _component(graph: nx.Graph, part: list[int], boxes: Sequence[Box]) -> list[tuple[float, float]]:
    if len(part) == 1:
        return [(0.0, 0.0)]
    sizes = [(boxes[n].width, boxes[n].height) for n in part]
    points = _dense(_relaxed(graph, part, _tree(graph, part, boxes)) * (_STRETCH, 1.0), sizes)
    return spread([(float(x), float(y)) for x, y in points], sizes)


def _dense(points: _Points, sizes: Sequence[tuple[float, float]]) -> _Points:
    """``points`` round their middle, scaled so that the boxes fill a fixed share of the plane."""
    points = points - points.mean(axis=0)
    # The standard deviation of a uniform spread over a length is the length over √12.
    area = 12 * float(points[:, 0].std()) * float(points[:, 1].std())
    needed = _ROOM * sum(width * height for width, height in sizes)
    return points * math.sqrt(needed / area) if area > 1 else points


def _tree(graph: nx.Graph, part: list[int], boxes: Sequence[Box]) -> _Points:
    root = min(part, key=lambda n: (-graph.degree[n], n))
    children: dict[int, list[int]] = {n: [] for n in part}
    order = [root]
    seen = {root}
    for node in order:
        fresh = sorted((n for n in graph[node] if n not in seen), key=lambda n: (boxes[n].group, n))
        children[node] = fresh
        seen.update(fresh)
        order.extend(fresh)
    weight = dict.fromkeys(part, 1.0)
    for node in reversed(order):
        weight[node] = max(1.0, sum(weight[c] for c in children[node]))
    return _unfolded(part, order, children, weight)


def _unfolded(part: list[int], order: list[int], children: dict[int, list[int]],
              weight: dict[int, float]) -> _Points:
    sector = {order[0]: (0.0, 2 * math.pi, 0)}
    for node in order:
        start, width, depth = sector[node]
        for child in children[node]:
            share = width * weight[child] / weight[node]
            sector[child] = (start, share, depth + 1)
            start += share
    points = []
    for node in part:
        start, width, depth = sector[node]
        angle, radius = start + width / 2, depth * _LENGTH * 1.6
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return np.array(points)


def _relaxed(graph: nx.Graph, part: list[int], points: _Points) -> _Points:
    count = len(part)
    if count > _LARGEST:
        return points
    number = {n: i for i, n in enumerate(part)}
    ends = np.array([(number[a], number[b]) for a, b in sorted(map(sorted, graph.edges))])
    mass = np.sqrt(np.bincount(ends.ravel(), minlength=count) + 1.0)
    steps = int(min(300, max(30, _PAIRS / count**2)))
    for step in range(steps):
        force = _push(points, mass) + _pull(points, ends, mass)
        size = np.maximum(np.sqrt((force**2).sum(axis=1, keepdims=True)), 1e-9)
        heat = _LENGTH * (1 - step / steps) ** 1.5
        points = points + force / size * np.minimum(size, heat)
    return points


def _push(points: _Points, mass: _Points) -> _Points:
    dx = points[:, :1] - points[:, 0]
    dy = points[:, 1:] - points[:, 1]
    strength = (_LENGTH**2) * mass[:, None] * mass / np.maximum(dx * dx + dy * dy, 1.0)
    pushed: _Points = np.stack(((dx * strength).sum(axis=1), (dy * strength).sum(axis=1)), axis=1)
    return pushed - points * _GRAVITY * mass[:, None]


def _pull(points: _Points, ends: NDArray[np.int64], mass: _Points) -> _Points:
    offset = points[ends[:, 1]] - points[ends[:, 0]]
    length = np.sqrt((offset**2).sum(axis=1, keepdims=True))
    # Leaves are drawn close; two hubs with leaves of their own keep their distance.
    pull = offset * length / _LENGTH / np.sqrt(np.minimum(mass[ends[:, 0]], mass[ends[:, 1]]))[:, None]
    pulled = np.zeros_like(points)
    np.add.at(pulled, ends[:, 0], pull)
    np.add.at(pulled, ends[:, 1], -pull)
    return pulled
