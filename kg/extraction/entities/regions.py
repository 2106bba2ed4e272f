"""Names of places: short and full ones, one-character ones, chains (某县某乡某村)."""

from functools import cache

from kg import places
from kg.extraction.entities.names import normalise, runs
from kg.model import Context
from kg.tables import table

_RUN = 2


def region_key(text: str, context: Context) -> str:
    """What is compared of a place's name: the full name of GB/T 2260 where one is meant, else the name itself.

    A chain is compared by its last link: 甲市乙区 is 乙区 of 甲市.
    """
    name = normalise(text)
    within = context.region or context.province
    if context.region and name == places.shorten(context.region):
        return context.region
    if places.is_place(name):
        return places.full(name, within)
    if len(name) == 1:
        return _first_character(name, context)
    if tail := chain_tail(name):
        return places.full(tail, places.leading(name))
    return _without_kind(name)


def chain_tail(name: str) -> str:
    """The last link of a chain of GB/T 2260 places, or nothing: 长沙宁乡 → 宁乡."""
    head = places.leading(name)
    rest = name[len(head) :]
    if not head or not rest:
        return ""
    if places.is_place(rest) and places.find(rest, places.full(head)):
        return rest
    return chain_tail(rest)


def _first_character(name: str, context: Context) -> str:
    """A one-character name is that of the context's place that begins with it (衡 in a Hengyang report)."""
    for place in (context.region, context.province):
        if place and place.startswith(name):
            return place
    return name


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(table("lexicon", "levels")["area_kinds"])


def _without_kind(name: str) -> str:
    return next((name[: -len(k)] for k in _kinds() if name.endswith(k) and len(name) > len(k) + 2), name)


def is_link(short: str, full: str) -> bool:
    """Whether ``short`` is the last link of the chain ``full`` (丙村 of 甲县乙乡丙村) or a short form of it.

    An area that no list of divisions holds is short as other names are: 大湾区 of 甲乙丙大湾区.
    """
    if len(short) < _RUN or len(short) >= len(full):
        return False
    if places.is_place(short) and places.shorten(full) == short:
        return True
    if not places.is_place(short) and not places.is_place(full) and len(short) > _RUN and _is_area(short, full):
        return True
    levels = table("lexicon", "levels")
    ends = (*levels["suffixes"], *levels["below"])
    before = full[: -len(short)]
    return full.endswith(short) and short.endswith(ends) and (before.endswith(ends) or places.is_place(before))


def _is_area(short: str, full: str) -> bool:
    lengths = runs(short, full)
    return lengths is not None and min(lengths) > _RUN and short[-_RUN:] == full[-_RUN:]


def region_name(texts: tuple[str, ...], context: Context, key: str) -> str:
    """The canonical name of a place: the fullest chain as written, else the name of GB/T 2260, else the longest."""
    longest = max(texts, key=lambda t: (len(normalise(t)), t))
    if key == context.region:
        return key
    if len(key) > 1 and (division := places.find(key, context.province)) and division.name == key:
        chained = [t for t in texts if normalise(t) != key and is_link(key, normalise(t))]
        chained += [t for t in texts if chain_tail(normalise(t))]
        return max(chained, key=lambda t: (len(t), t)) if chained else key
    return longest
