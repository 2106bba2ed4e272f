"""Places that no list of divisions holds, told by the text itself: 甲岭市财政局, 甲岭县、乙南县工信局, 乙南县丙乡."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg import places
from kg.places import Division
from kg.tables import table, wrong

_STEM = (2, 3)
_LETTERS = 26
_COUNTY = 3
# The longest full or short name of a province or city that stands before a place in it, but for a few.
_LARGER = 4
_MOST = _LETTERS * _LETTERS


@dataclass(frozen=True, slots=True)
class _Told:
    """The patterns of data/lexicon/levels.toml [told]."""

    ends: dict[str, int]
    full: re.Pattern[str]
    follows: re.Pattern[str]
    shared: re.Pattern[str]
    dateline: re.Pattern[str]
    before: re.Pattern[str]
    not_first: str
    not_last: tuple[str, ...]
    not_inside: frozenset[str]
    not_after: tuple[str, ...]


@cache
def _told() -> _Told:
    entry = table("lexicon", "levels")["told"]
    ends = "|".join(sorted(entry["ends"], key=lambda e: (-len(e), e)))
    try:
        return _Told(entry["ends"], re.compile(rf"(?=([\u4e00-\u9fff]{{{_STEM[0]},{_STEM[1]}}}?)({ends}))"),
                     re.compile(f"(?:{entry['organ']}|{entry['town']})"),
                     re.compile(rf"(?:、[\u4e00-\u9fff]{{2,4}}(?:{ends})){{0,8}}、?"),
                     re.compile(entry["dateline"]),
                     re.compile(rf"(?:^|[^\u4e00-\u9fff]|{entry['before']})$"), entry["not_first"],
                     tuple(entry["not_last"]), frozenset(entry["not_inside"]), tuple(entry["not_after"]))
    except re.error as error:
        raise wrong("told", f"不是正则式 / no regular expression: {error}", "lexicon", "levels") from error


def told(text: str) -> tuple[Division, ...]:
    """The places that the text tells and no list holds, in the province that it names most.

    A full name is told by an organ, a town or a fellow behind it, by a larger place before it, or by standing twice; a
    short form alone only as the place that a dispatch comes from.
    """
    province = _province(text)
    every = set(_named(text))
    every |= {n for n in _dateline(text) if not any(places.shorten(e) == n for e in every)}
    found = sorted(n for n in every if not any(n[at:] in every for at in range(1, len(n) - 1)))[:_MOST]
    return tuple(_division(name, number, province) for number, name in enumerate(found))


def _named(text: str) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for match in _told().full.finditer(text):
        stem, end = match.groups()
        name, inside = stem + end, _inside_place(text, match.start())
        if (inside or _bounded(text, match.start())) and _is_stem(stem) and not _listed(name):
            seen[name] += 1
            free = not text.startswith(_told().not_after, match.end(2))
            if _followed(text, match.end(2)) or (free and (inside or _recurs(text, stem, end, seen[name]))):
                yield name


def _dateline(text: str) -> Iterator[str]:
    """Where a dispatch comes from (甲新网乙岭7月29日电), by its short name."""
    for match in _told().dateline.finditer(text):
        if _is_stem(match["stem"]) and not _listed(match["stem"]):
            yield match["stem"]


def _bounded(text: str, start: int) -> bool:
    return _told().before.search(text[max(0, start - 2) : start]) is not None


def _inside_place(text: str, start: int) -> bool:
    """Whether a larger place is named right before: 甲省乙岭市."""
    before = text[max(0, start - _LARGER) : start]
    return any(d.rank < _COUNTY for n in range(len(before) - 1) for d in places.named(before[n:]))


def _recurs(text: str, stem: str, end: str, seen: int) -> bool:
    """Whether the name stands bounded a second time, or once more without its end: 乙岭市 … 乙岭的企业."""
    full = _told().ends[end] < _COUNTY or end == "县"
    return full and (seen > 1 or text.count(stem) > text.count(stem + end) + 1)


def _is_stem(stem: str) -> bool:
    told = _told()
    return stem[0] not in told.not_first and not stem.endswith(told.not_last) and not set(stem) & told.not_inside


def _listed(name: str) -> bool:
    """Whether the list holds the place, or a province or prefecture that the name ends with: 首届贵州."""
    larger = (d for n in range(1, len(name) - 1) for d in places.named(name[n:]) if d.rank < 3)
    return places.is_place(name) or any(larger)


def _followed(text: str, at: int) -> bool:
    """Whether an organ or a town stands here, after further places of a list joined by 、 too."""
    rules = _told()
    if rules.follows.match(text, at):
        return True
    shared = rules.shared.match(text, at)
    return bool(shared and shared.group() and rules.follows.match(text, shared.end()))


def _division(name: str, number: int, province: Division | None) -> Division:
    """A place with a code of letters, which no code of the list has."""
    rules = _told()
    # What a dispatch comes from has no end; mostly it is a city.
    rank = next((r for e, r in sorted(rules.ends.items(), key=lambda p: -len(p[0])) if name.endswith(e)), 2)
    letters = chr(ord("a") + number // _LETTERS) + chr(ord("a") + number % _LETTERS)
    base = province.code if province else "zz"
    return Division(base + letters + ("" if rank < 3 else "zz"), name, places.shorten(name),
                    province.code if province else None)


def _province(text: str) -> Division | None:
    """The province most named, by full or short name."""
    found = Counter({d: text.count(d.short) for d in places.provinces()})
    best = min(found, key=lambda d: (-found[d], d.code))
    return best if found[best] else None
