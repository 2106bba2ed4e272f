"""Growth and rank phrases beside a figure: 同比增长12.8%, 提升11个百分点, 翻番, 居全国第9, 前90名, 仅次于…."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extraction.observations.numerals import parse_chinese
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.rules import Words, rules
from kg.model import Span

_QUOTED = re.compile(r"“[^“”，。；]{1,14}”")
_AGAINST = r"(?:比|较|与|相较于)(?:19|20)\d\d年(?:末|底|同期)?(?:相比)?"
_COMPARED = re.compile(r"[比较与]")
_YEARLY = re.compile(r"年均|年平均")
_WITH_UNIT_ONLY = ("增", "降")


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth phrase: ``start`` is where it begins (at 同比), ``word`` how it is named in an indicator (年均增长)."""

    start: int
    word: str
    sign: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an order, or a growth in words without a number.

    ``span`` covers verb, scope and place; ``more`` are the places that follow in a list (分别列第2、第5);
    ``change`` is set for doublings; ``source`` marks 由第12位.
    """

    span: Span
    rank: int | None = None
    scope: str | None = None
    within: bool = False
    source: bool = False
    more: tuple[int, ...] = ()
    change: Decimal | None = None
    change_unit: str | None = None


@cache
def _growth_pattern() -> re.Pattern[str]:
    table = rules("growth")
    relative = table.words("relative").pattern.pattern
    every = [w for key in ("up", "down", "added", "compared") for w in table.table(key)]
    word = "|".join(map(re.escape, sorted(every, key=lambda w: (-len(w), w))))
    return re.compile(rf"(?P<relative>(?:{relative}|{_AGAINST}|，)*)(?P<word>{word})了?$")


def find_growth(text: str, quantity: Quantity) -> Growth | None:
    """The growth phrase at the end of ``text``, what stands before ``quantity``; None where it is a level reached."""
    text = text.rstrip()
    match = _growth_pattern().search(text)
    if match:
        word = match["word"]
        kept = rules("indicators").words("kept").at_end.search(text)
        compared = _COMPARED.search(match["relative"])
        if (kept and not compared) or (word in _WITH_UNIT_ONLY and not quantity.percent) or (
                word in rules("growth").words("compared") and not compared):
            return None
        yearly = _YEARLY.search(match["relative"])
        sign = -1 if word in [*rules("growth").table("down"), *rules("growth").table("fewer")] else 1
        return Growth(match.start(), (yearly.group() if yearly else "") + word, sign)
    return None


@cache
def _rank_pattern() -> re.Pattern[str]:
    table = rules("ranks")
    verbs = table.words("verbs").pattern.pattern
    sources = "|".join(table.table("from"))
    first = table.words("first").pattern.pattern
    # 增幅全省第3: behind the name of a measure no verb is needed.
    nouns = "|".join(f"(?<={noun})" for noun in table.words("measures").words)
    nouns = rf"(?:{nouns})(?![^，。；第]*(?:{verbs}))"
    number = r"[一二三四五六七八九十百]+|\d+"
    end = r"(?=$|[，。；、:：）)\x00\x01和由跃升上提前]|位|名)"
    return re.compile(
        rf"(?:(?P<verb>(?:{verbs})+)|{nouns}|(?P<source>{sources})(?:(?:19|20)\d\d年的?)?)"
        rf"(?P<scope>(?:\d+(?=[个余大所家省市县区州])|(?!榜首)[^，。；、：第前首居\d]){{0,16}}?)(?:的)?"
        rf"(?:第 ?(?P<n>{number}) ?(?:位|名)?{end}|(?P<first>{first})|前 ?(?P<within>{number}) ?(?:位|名|强)?{end})"
        rf"(?:位|名)?(?P<more>(?:[、和]第 ?(?:{number}) ?(?:位|名)?)*)")


def find_marks(text: str) -> tuple[Mark, ...]:
    """The ranks and doublings of a masked line, in order."""
    found = [m for match in _rank_pattern().finditer(text) if (m := _rank(match))]
    words = rules("growth").table("words")
    for match in _words_of_growth().pattern.finditer(text):
        found.append(Mark(Span(match.start(), match.end()), change=Decimal(words[match.group()]),
                          change_unit="倍" if words[match.group()] else "%"))
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    return tuple(sorted((m for m in found if not any(q.holds(m.span) for q in quoted)), key=lambda m: m.span))


def _words_of_growth() -> Words:
    return rules("growth").words("words")


def _rank(match: re.Match[str]) -> Mark | None:
    number = match["n"] or match["within"]
    rank = 1 if match["first"] else int(number) if number.isdigit() else parse_chinese(number)
    if not rank:
        return None
    return Mark(Span(match.start(), match.end()), rank, match["scope"] or None, bool(match["within"]),
                bool(match["source"]), _places(match["more"]))


def _places(text: str) -> tuple[int, ...]:
    found = re.findall(r"第 ?([一二三四五六七八九十百]+|\d+)", text)
    return tuple(int(n) if n.isdigit() else parse_chinese(n) or 0 for n in found)


def find_seconds(text: str) -> tuple[Mark, ...]:
    """仅次于…: the second place."""
    return tuple(Mark(Span(m.start(), m.end()), 2) for m in rules("ranks").words("second").pattern.finditer(text))
