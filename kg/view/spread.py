"""Push boxes apart until none overlaps, each as little as may be."""

from collections import defaultdict
from collections.abc import Sequence

_ROUNDS = 120
_Point = tuple[float, float]


def spread(points: Sequence[_Point], sizes: Sequence[_Point]) -> list[_Point]:
    """The centres ``points`` of boxes of ``sizes`` (width, height), moved so that the boxes overlap no more.

    Overlapping pairs are parted along the axis that costs less of their size, by rounds; what still overlaps
    after the last round stays so.
    """
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    cell = max(max(s) for s in sizes)
    for _ in range(_ROUNDS):
        moved = False
        for a, b in _neighbours(xs, ys, cell):
            moved |= _part(a, b, xs, ys, sizes)
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _neighbours(xs: list[float], ys: list[float], cell: float) -> list[tuple[int, int]]:
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n, (x, y) in enumerate(zip(xs, ys, strict=True)):
        grid[(int(x // cell), int(y // cell))].append(n)
    pairs = []
    for (cx, cy), inside in sorted(grid.items()):
        for dx, dy in ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
            others = grid.get((cx + dx, cy + dy), ())
            pairs += [(a, b) for a in inside for b in others if (dx, dy) != (0, 0) or a < b]
    return pairs


def _part(a: int, b: int, xs: list[float], ys: list[float], sizes: Sequence[_Point]) -> bool:
    dx, dy = xs[b] - xs[a], ys[b] - ys[a]
    over_x = (sizes[a][0] + sizes[b][0]) / 2 - abs(dx)
    over_y = (sizes[a][1] + sizes[b][1]) / 2 - abs(dy)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    # Measured in box sizes, or flat boxes would end up in columns.
    if over_x * (sizes[a][1] + sizes[b][1]) < over_y * (sizes[a][0] + sizes[b][0]):
        step = over_x / 2 if dx >= 0 else -over_x / 2
        xs[a], xs[b] = xs[a] - step, xs[b] + step
    else:
        step = over_y / 2 if dy >= 0 else -over_y / 2
        ys[a], ys[b] = ys[a] - step, ys[b] + step
    return True
