"""Done or planned, said or denied."""

import re
from functools import cache

from kg.errors import DataError
from kg.extraction.statements.lines import Line
from kg.extraction.statements.rules import read
from kg.vocabulary import vocabulary


def planning(lines: tuple[Line, ...]) -> frozenset[int]:
    """The paragraphs whose sentences plan, by the votes of their words.

    A paragraph of a plan gives orders without subject (加快, 实施) and aims (力争); one of results counts what was
    reached (达, 增长, 累计). The words and their weights stand in data/statements/planned.toml.
    """
    votes: dict[int, float] = {}
    for line in lines:
        paragraph = line.sentence.paragraph
        votes[paragraph] = votes.get(paragraph, 0.0) + _vote(line.text)
    return frozenset(p for p, v in votes.items() if v > _number("threshold"))


def _vote(text: str) -> float:
    return sum(weight * len(pattern.findall(text)) for pattern, weight in _votes())


def planned(line: Line, start: int, end: int, *, prop: str, paragraph_plans: bool) -> bool:
    """Whether what stands between ``start`` and ``end`` is planned: by a cue that reaches it, else by the paragraph.

    The paragraph counts for the acts of a publisher only; some properties are never planned.
    """
    if prop in names("timeless"):
        return False
    reach = line.clause_of(start)[0]
    clause = line.text[reach:end]
    if _pattern("clause").search(clause) or _pattern("sentence").search(line.text[:end]):
        return True
    done = _pattern("done").search(line.text[reach : line.clause_of(end - 1)[1]])
    return paragraph_plans and prop in names("acts") and not done


def denied(line: Line, start: int, end: int) -> bool:
    """Whether a negation stands in the matched stretch or right before it."""
    return bool(_pattern("negation").search(line.text[max(line.clause_of(start)[0], start - 6) : end]))


@cache
def _data() -> dict[str, object]:
    return read("planned")


def _number(key: str) -> float:
    value = _data()[key]
    return float(value) if isinstance(value, int | float) else 0.0


@cache
def names(key: str) -> frozenset[str]:
    """The properties that planned.toml lists under ``key``."""
    names = _data()[key]
    known = frozenset(names if isinstance(names, list) else ())
    if unknown := sorted(known - set(vocabulary().properties)):
        raise DataError(f"data/statements/planned.toml: {key}: 本体中没有 / not in the ontology: {', '.join(unknown)}")
    return known


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = _data()[key]
    return re.compile("|".join(words) if isinstance(words, list) else str(words))


@cache
def _votes() -> tuple[tuple[re.Pattern[str], float], ...]:
    votes = _data()["votes"]
    items = sorted(votes.items()) if isinstance(votes, dict) else []
    return tuple((re.compile("|".join(v["words"])), float(v["weight"])) for _, v in items)
