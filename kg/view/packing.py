"""Pack drawings side by side: each as near to the middle as the others leave room (as in Freivalds et al. 2002)."""

import math
from collections.abc import Iterator, Sequence

_Point = tuple[float, float]
_Cell = tuple[int, int]
_CELL = 24.0
_ASPECT = 1.15


def pack(drawings: Sequence[Sequence[_Point]], sizes: Sequence[Sequence[_Point]]) -> list[_Point]:
    """For each drawing (centres of boxes of ``sizes``) the offset at which it overlaps none before it."""
    taken: set[_Cell] = set()
    offsets = []
    start: dict[int, int] = {}
    for points, boxes in zip(drawings, sizes, strict=True):
        cells = _cells(points, boxes)
        dx, dy, ring = _free(cells, taken, start.get(len(cells), 0))
        start[len(cells)] = ring
        if not taken:
            cells = _filled(cells)
        taken.update((x + dx, y + dy) for x, y in cells)
        offsets.append((dx * _CELL, dy * _CELL))
    return offsets


def _cells(points: Sequence[_Point], boxes: Sequence[_Point]) -> set[_Cell]:
    found = set()
    for (x, y), (width, height) in zip(points, boxes, strict=True):
        for cx in range(math.floor((x - width / 2) / _CELL), math.ceil((x + width / 2) / _CELL) + 1):
            for cy in range(math.floor((y - height / 2) / _CELL), math.ceil((y + height / 2) / _CELL) + 1):
                found.add((cx, cy))
    return found


def _filled(cells: set[_Cell]) -> set[_Cell]:
    """The rows of ``cells`` without holes: nothing foreign is put between a hub and its neighbours."""
    rows: dict[int, tuple[int, int]] = {}
    for x, y in cells:
        low, high = rows.get(y, (x, x))
        rows[y] = (min(low, x), max(high, x))
    return {(x, y) for y, (low, high) in rows.items() for x in range(low, high + 1)}


def _free(cells: set[_Cell], taken: set[_Cell], start: int) -> tuple[int, int, int]:
    ring = start
    while True:
        for dx, dy in _ring(ring):
            if not any((x + dx, y + dy) in taken for x, y in cells):
                return dx, dy, ring
        ring += 1


def _ring(radius: int) -> Iterator[_Cell]:
    if radius == 0:
        yield 0, 0
        return
    steps = 6 * radius
    for n in range(steps):
        angle = 2 * math.pi * n / steps
        yield round(radius * _ASPECT * math.cos(angle)), round(radius * math.sin(angle))
