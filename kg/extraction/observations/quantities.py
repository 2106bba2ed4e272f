"""Quantities: a number with its unit and comparator, at its place in the text."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extraction.observations.numerals import Numeral, find_numerals
from kg.extraction.observations.rules import COMPARATORS, Rules, Words, rules, words
from kg.model import Span

_KINDS = ("money", "percent", "times", "count", "measure", "none")
# 5大领域, 三大产业: more than this many are not counted so.
_FEW = 10
# 3.9、2.0、2.9个百分点: numbers of a list have the unit of the last.
_SHARED = re.compile(r"[、和与]")
_POSITIONAL = "零〇一二两三四五六七八九"
_BLANK = re.compile(r"\s?")
# 50到100台, 5至10个: a range without a unit at its first number has no one value.
_RANGE = re.compile(r"\d(?:到|至)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``span`` covers comparator, number and unit (近900万元; 8%以上), ``core`` only number and unit."""

    span: Span
    core: Span
    value: Decimal
    unit: str
    kind: str
    comparator: str
    chinese: bool = False

    @property
    def percent(self) -> bool:
        """Whether it is a share or points of one."""
        return self.kind == "percent"


@dataclass(frozen=True, slots=True)
class _Units:
    kinds: dict[str, str]
    aliases: dict[str, str]
    pattern: re.Pattern[str]
    compounds: Words
    people: Words


@cache
def _units() -> _Units:
    table = rules("units")
    kinds = {unit: kind for kind in _KINDS for unit in table.table(f"kinds.{kind}")}
    return _Units(kinds, dict(table.table("aliases")), words(kinds).pattern, table.words("compounds.after"),
                  table.words("people.nouns"))


@cache
def _signs(side: str) -> tuple[dict[str, str], Words]:
    table: Rules = rules("comparators")
    signs = {word: sign for sign in COMPARATORS if sign in table.table(side)
             for word in table.words(f"{side}.{sign}").words}
    return signs, words(signs)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of ``text`` (``widened``): numbers with a unit that measures something, in order."""
    found: list[Quantity] = []
    for numeral in reversed(find_numerals(text)):
        quantity = _quantity(text, numeral)
        if quantity is None and found and _SHARED.fullmatch(text, numeral.span.end, found[-1].span.start):
            last = found[-1]
            quantity = Quantity(numeral.span, numeral.span, numeral.value, last.unit, last.kind, "=")
        if quantity:
            found.append(quantity)
    return tuple(reversed(found))


def _quantity(text: str, numeral: Numeral) -> Quantity | None:
    if _RANGE.search(text[: numeral.span.start]):
        return None
    if numeral.percent:
        return _with_comparator(text, numeral, numeral.span, "%", "percent")
    unit, end = _unit(text, numeral)
    if unit is None:
        return None
    kind = _units().kinds[unit.partition("/")[0] if unit not in _units().kinds else unit]
    if kind == "none" or _is_single(numeral) or (
            kind == "measure" and _units().compounds.at_start.match(text, end)):
        return None
    if _is_misread(text, numeral, unit):
        return None
    return _with_comparator(text, numeral, Span(numeral.span.start, end), unit, kind)


def _is_misread(text: str, numeral: Numeral, unit: str) -> bool:
    # 前三大行业, 前1% are orders; 2024度 a year; 一一对应 an idiom; 连续两次 a run.
    before = text[: numeral.span.start]
    if before.endswith("连续") or (unit == "%" and before.endswith("前")):
        return True
    if unit in rules("units").table("near"):
        around = text[max(0, numeral.span.start - 8) : numeral.span.end + 14]
        return not rules("units").words(f"near.{unit}").inside(around)
    if unit == "大":
        return numeral.value > _FEW or text[: numeral.span.start].endswith("前")
    written = text[numeral.span.start : numeral.span.end]
    return (unit == "度" and 1900 < numeral.base < 2100) or (
        numeral.chinese and len(written) > 1 and all(c in _POSITIONAL for c in written))


def _is_single(numeral: Numeral) -> bool:
    # 一家, 一项 are articles, not counts.
    return numeral.chinese and numeral.base == 1 and not numeral.approximate


def _unit(text: str, numeral: Numeral) -> tuple[str | None, int]:
    start = _BLANK.match(text, numeral.span.end).end()  # type: ignore[union-attr]
    match = _units().pattern.match(text, start)
    if match:
        return _rated(text, match.group(), match.end())
    if (numeral.scale or numeral.base >= 1000) and _people(text, start):
        return str(rules("units").table("people.unit")), numeral.span.end
    return None, start


def _rated(text: str, unit: str, end: int) -> tuple[str, int]:
    """2万片/月, 2万片每月, 825元/人月: what the unit is counted by belongs to it."""
    per = rules("units").words("per.units").pattern.pattern
    match = re.match(rf"/((?:{per})+)|每((?:{per})+)(?=[，。；、的）)]|$)", text[end : end + 8])
    kinds = _units().kinds
    if not match or kinds[unit] not in ("count", "measure", "money"):
        return unit, end
    return f"{unit}/{match[1] or match[2]}", end + match.end()


def _people(text: str, start: int) -> bool:
    return bool(re.match(rf"[\u4e00-\u9fff]{{0,4}}?(?:{_units().people.pattern.pattern})", text[start : start + 12]))


def _with_comparator(text: str, numeral: Numeral, core: Span, unit: str, kind: str) -> Quantity:
    comparator, start, end = "=", core.start, core.end
    if numeral.approximate:
        comparator = ">"
    signs, after = _signs("after")
    if match := after.at_start.match(text, core.end):
        comparator, end = signs[match.group().strip()], core.end + len(match.group().rstrip())
    signs, before = _signs("before")
    if match := before.at_end.search(text[: core.start]):
        comparator = signs[match.group().strip()] if comparator in "=>" else comparator
        start = match.start()
    value, label = _scaled(numeral, unit, kind)
    return Quantity(Span(start, end), core, value, label, kind, comparator, numeral.chinese)


def _split(numeral: Numeral, unit: str) -> tuple[Decimal, str]:
    """两亿元, 近亿元, 千万元: 万 and 亿 stay in the unit."""
    for size, scale in ((10**8, "亿"), (10**4, "万")):
        if numeral.value >= size:
            return (numeral.value / size).normalize() + 0, scale + unit
    return numeral.value, unit


def _scaled(numeral: Numeral, unit: str, kind: str) -> tuple[Decimal, str]:
    if kind == "money":
        return (_split(numeral, unit) if numeral.chinese else (numeral.base, numeral.scale + unit))
    value = numeral.value
    return value.to_integral_value() if value == value.to_integral_value() and numeral.scale else value, \
        _units().aliases.get(unit, unit)
