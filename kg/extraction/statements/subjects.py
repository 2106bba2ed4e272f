"""Who does it: the subject of a clause, also where it is left out and carried from before."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.statements.lines import Line
from kg.extraction.statements.rules import read
from kg.vocabulary import vocabulary

_BACK = 3
_PERSON, _BY = "Person", "由"
_DIGITS = "〇一两三四五六七八九"


@dataclass(frozen=True, slots=True)
class Topic:
    """The positions that are the subject of a clause; ``line`` counts lines."""

    line: int
    clause: tuple[int, int]
    positions: tuple[int, ...]


def topics(lines: tuple[Line, ...]) -> tuple[tuple[Topic, ...], ...]:
    """The subjects of the clauses of each line."""
    return tuple(tuple(_topics(n, line)) for n, line in enumerate(lines))


def _topics(number: int, line: Line) -> Iterator[Topic]:
    for start, end in line.clauses:
        inside = [p for p in line.slots if start <= p < end]
        if inside and _opens(line, start, inside[0]):
            head = _made(line, start, end, inside) or _head(line, inside)
            if not _followed().match(line.text, head + 1):
                yield Topic(number, (start, end), line.groups[head] + _holder(line, head, inside))


def _made(line: Line, start: int, end: int, inside: list[int]) -> int | None:
    """What ends a clause that opens with 由: 由甲、乙共建的丙 speaks of 丙."""
    last = inside[-1]
    ends = last == end - 1 and line.text.startswith(_BY, start) and len(inside) > 1
    return last if ends and _attributive().fullmatch(line.text[inside[-2] + 1 : last]) else None


def _head(line: Line, inside: list[int]) -> int:
    """The last of the names that are joined by 的: in 甲参与的乙 the clause speaks of 乙."""
    head = inside[0]
    for following in inside[1:]:
        if not _attributive().fullmatch(line.text[head + 1 : following]):
            break
        head = following
    return head


def _holder(line: Line, head: int, inside: list[int]) -> tuple[int, ...]:
    """The person right behind the body ``head``: 某公司总经理某 is the subject as well, where a person can be."""
    following = next((p for p in inside if p > head), None)
    if following is None or line.slots[following].entity.cls != _PERSON or len(line.groups[head]) > 1:
        return ()
    return (following,) if _post().fullmatch(line.text[head + 1 : following]) else ()


def _opens(line: Line, start: int, position: int) -> bool:
    """Whether nothing but time, number and adverbs stands in the clause before ``position``."""
    before = line.text[start:position]
    if not before or _light().fullmatch(before):
        return True
    low, high = line.at[start], line.at[position]
    tags = [t.tag for t in line.tokens if t.start < high and low < t.end and t.end <= high + 1]
    return all(t in _tags() for t in tags)


def left_out(line: Line, position: int) -> bool:
    """Whether the clause up to ``position`` opens with no noun of its own, so that its subject stands before."""
    start, _ = line.clause_of(position)
    if _own().search(line.text[start:position]):
        return False
    low, high = line.at[start], line.at[position]
    for token in line.tokens:
        if low <= token.start < high and token.tag not in _tags() and token.text not in _words("adverbs"):
            return token.tag in _verbs()
    return True


def choose(line: Line, number: int, position: int, classes: tuple[str, ...], who: Iterable[str],
           all_topics: tuple[tuple[Topic, ...], ...], lines: tuple[Line, ...]) -> tuple[tuple[int, int], ...]:
    """The places (line, position) of the subject of what stands at ``position``; none where it is left out."""
    for way in who:
        if way == "clause" and (inside := _in_clause(line, position, classes)):
            return tuple((number, p) for p in inside)
        topic = None
        if way == "after":
            topic = _latest([t for t in all_topics[number] if t.clause[0] > position][:1], lines, classes)
        if way == "carried" and left_out(line, position):
            topic = _latest([t for t in all_topics[number] if t.clause[1] <= position], lines, classes)
        if way == "before" and left_out(line, position):
            topic = _latest(_earlier(line, number, all_topics, lines), lines, classes)
        if topic:
            return tuple((topic.line, p) for p in topic.positions)
    return ()


def _earlier(line: Line, number: int, all_topics: tuple[tuple[Topic, ...], ...],
             lines: tuple[Line, ...]) -> list[Topic]:
    """Subjects of the sentences right before in the paragraph; a list of bodies is not taken up without a word."""
    return [t for n in range(max(0, number - _BACK), number) for t in all_topics[n]
            if lines[n].sentence.paragraph == line.sentence.paragraph
            and sum(lines[n].slots[p].entity.cls != _PERSON for p in t.positions) <= 1]


def _in_clause(line: Line, position: int, classes: tuple[str, ...]) -> tuple[int, ...]:
    start, _ = line.clause_of(position)
    for p in sorted((p for p in line.slots if start <= p < position), reverse=True):
        group = line.groups[p]
        last = max(q for q in group if q < position)
        if vocabulary().is_a(line.slots[p].entity.cls, classes) and not _blocked(line, start, group[0], last):
            return tuple(q for q in group if q < position)
    return ()


def counted(line: Line, position: int) -> bool:
    """Whether the clause up to ``position`` counts unnamed ones (15个项目), who then are the subject.

    甲等15家 counts named ones.
    """
    last = max((p for p in line.slots if p < position), default=-1)
    between = line.text[max(last + 1, line.clause_of(position)[0]) : position]
    if between.startswith("等") or (last >= 0 and _told(between, len(line.groups[last]))):
        return False
    return bool(_counted().search(between))


def _told(between: str, names: int) -> bool:
    """Whether ``between`` counts just the names that stand before it: 甲、乙2家企业."""
    number = _number().match(between)
    return number is not None and names > 1 and number[1] in (str(names), _DIGITS[names : names + 1])


def _blocked(line: Line, start: int, first: int, position: int) -> bool:
    return bool(_preposition().search(line.text[start:first])
                or _followed().match(line.text, position + 1))


def _latest(found: list[Topic], lines: tuple[Line, ...], classes: tuple[str, ...]) -> Topic | None:
    """The last subject of ``classes``; one that acts itself and is of none of them ends the search."""
    for topic in reversed(found):
        slots = lines[topic.line].slots
        kept = tuple(p for p in topic.positions if vocabulary().is_a(slots[p].entity.cls, classes))
        kept = tuple(p for p in kept if slots[p].entity.cls == _PERSON) or kept
        if kept:
            return Topic(topic.line, topic.clause, kept)
        if any(vocabulary().is_a(slots[p].entity.cls, _words("actors")) for p in topic.positions):
            return None
    return None


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(read("subjects")[key])


@cache
def _tags() -> frozenset[str]:
    return frozenset(_words("light_tags"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_words("verb_tags"))


@cache
def _light() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words("light")) + ")+")


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words("prepositions")) + ")$")


@cache
def _followed() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words("not_subject_before")) + ")")


@cache
def _attributive() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words("attributive")) + ")")


@cache
def _post() -> re.Pattern[str]:
    return re.compile("[^，。；：的]{0,14}")


@cache
def _number() -> re.Pattern[str]:
    return re.compile("([0-9]+|[两三四五六七八九])(?:家|个|项|位|名|所|座|支|人)")


@cache
def _own() -> re.Pattern[str]:
    return re.compile("|".join(_words("own")))


@cache
def _counted() -> re.Pattern[str]:
    return re.compile("|".join(_words("counted")))
