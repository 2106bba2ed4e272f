"""Which year a report is of, by the rules of data/lexicon/years.toml."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.model import Document
from kg.tables import table, wrong

_START, _BEFORE = 160, 20
_FILE = ("lexicon", "years")


@dataclass(frozen=True, slots=True)
class Rule:
    """A way in which a text tells its year: see the head of data/lexicon/years.toml."""

    pattern: re.Pattern[str]
    where: str
    pick: str
    least: int
    offset: int
    genres: tuple[str, ...]
    needs: re.Pattern[str] | None
    without: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    planned: str
    unless: str


@cache
def _rules() -> tuple[Rule, ...]:
    found = []
    for number, written in enumerate(table(*_FILE)["rule"], 1):
        entry = _spelled(written)
        try:
            needs, without, not_before = (re.compile(entry[k]) if k in entry else None
                                          for k in ("needs", "without", "not_before"))
            rule = Rule(re.compile(entry["pattern"]), entry["where"], entry["pick"], entry.get("least", 1),
                        entry.get("offset", 0), tuple(entry.get("genres", ())), needs, without, not_before,
                        entry.get("planned", ""), entry.get("unless", ""))
        except (re.error, KeyError) as error:
            raise wrong(f"rule {number}", f"不是正则式或缺键 / bad pattern or missing key: {error}", *_FILE) from error
        if not rule.pattern.search(entry["example"]):
            raise wrong(f"rule {number}", "规则对不上自己的例子 / the rule does not match its example", *_FILE)
        found.append(rule)
    return tuple(found)


def _spelled(entry: dict[str, Any]) -> dict[str, Any]:
    """A rule with the shared patterns that it names by <name> in their places."""
    shared: dict[str, str] = table(*_FILE).get("shared", {})

    def full(text: str) -> str:
        return re.sub(r"(?<!\?P)<(\w+)>", lambda m: shared.get(m[1], m[0]), text)

    return {key: full(value) if isinstance(value, str) else value for key, value in entry.items()}


def year_of(document: Document, title: str | None, genre: str) -> int | None:
    """The year of the report: as its text tells it, else as its file's name does, else None."""
    text = _in_figures(document.text)
    parts = {"title": _in_figures(title or ""), "start": text[:_START], "text": text,
             "name": document.source.identifier}
    for rule in _rules():
        if (not rule.genres or genre in rule.genres) and _fits(rule, text):
            years = Counter(y for y in _years(rule, parts[rule.where]) if not _is_planned(rule, y, text))
            if years and max(years.values()) >= rule.least:
                best = max(years) if rule.pick == "max" else max(years, key=lambda y: (years[y], y))
                if not (rule.unless and re.search(rule.unless.replace("YEAR", str(best)), text)):
                    return best + rule.offset
    return None


def _fits(rule: Rule, text: str) -> bool:
    """Whether the text has what the rule needs, and not what it must be without."""
    return bool((not rule.needs or rule.needs.search(text)) and not (rule.without and rule.without.search(text)))


def _in_figures(text: str) -> str:
    """The text with its years in Chinese numerals (二〇〇五年) in figures, of the same length."""
    numerals: dict[str, str] = table(*_FILE)["numerals"]
    digits = "".join(numerals)
    return re.sub(f"(?<![{digits}])二[{digits}]{{3}}(?=年)", lambda m: "".join(numerals[c] for c in m.group()), text)


def _years(rule: Rule, text: str) -> Iterator[int]:
    plans: dict[str, int] = table(*_FILE)["plans"]
    for match in rule.pattern.finditer(text):
        if not (rule.not_before and rule.not_before.search(text[max(0, match.start() - _BEFORE) : match.start()])):
            found = match.groupdict()
            yield int(found["year"]) if found.get("year") else plans[found["plan"]]


def _is_planned(rule: Rule, year: int, text: str) -> bool:
    return bool(rule.planned) and re.search(rule.planned.replace("YEAR", str(year)), text) is not None
