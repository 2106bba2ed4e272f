"""Grades without their prize: in 获省自然科学奖一等奖2项、二等奖5项 the 二等奖 is that of the 省自然科学奖."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extraction.mentions import cues
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span
from kg.tables import names, table

_CONFIDENCE = 0.7
# 金奖, 银奖: grades that are written as one word with their prize (专利金奖).
_SHORT_GRADE = 2
_YEAR = re.compile(r"^20\d\d年?(?:度)?")
_COORDINATED = re.compile(r"(?P<first>[特一二三](?:、[一二三])*)[、和](?=[一二三]等奖)")


def recognise(words: Words) -> Iterator[Mention]:
    """The names that patterns find, and the grades of the prizes and contests among them."""
    found = list(cues.recognise(words))
    yield from found
    yield from grades(words, found)


def grades(words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Grades outside of the found prizes, each with the full name that the last prize or contest before it gives."""
    honours = sorted((m for m in found if _is_base(words, m)), key=lambda m: (m.span.end, m.span.start))
    taken = [m.span for m in honours]
    for span, grade in _bare(words.text):
        if any(t.holds(span) for t in taken):
            continue
        if full := _full(words, honours, span, grade):
            yield Mention(span, _prizes(), _CONFIDENCE, "grade", full)


def _bare(text: str) -> Iterator[tuple[Span, str]]:
    for match in _grades().finditer(text):
        yield Span(match.start(), match.end()), match.group()
    for match in _COORDINATED.finditer(text):
        for at in range(match.start("first"), match.end("first"), 2):
            yield Span(at, at + 1), text[at] + "等奖"


def _full(words: Words, honours: list[Mention], span: Span, grade: str) -> str | None:
    """The only name of the report that ends with ``grade``, or that of the last honour before with the grade.

    A prize and its grade share their 奖 where the report writes them so: 专利奖, 专利金奖.
    """
    every = {name for m in honours if (name := _base(words, m, whole=True)).endswith(grade)}
    before = [m for m in honours if m.span.end <= span.start and "\n" not in words.text[m.span.end : span.start]]
    if len(every) == 1 and len(grade) == _SHORT_GRADE:
        return every.pop()
    base = _base(words, before[-1]) if before else ""
    joined = {name for name in every if name == base[:-1] + grade}
    return joined.pop() if joined else base + grade if base else None


def _is_base(words: Words, mention: Mention) -> bool:
    name = mention.span.of(words.text).rstrip("”")
    return (mention.cls == _prizes() and "奖" in name) or name.endswith(tuple(_lists()["contest"]))


def _base(words: Words, mention: Mention, *, whole: bool = False) -> str:
    name = mention.name or mention.span.of(words.text)
    name = _YEAR.sub("", name)
    return name if whole else _grades_end().sub("", name)


@cache
def _lists() -> dict[str, list[str]]:
    found: dict[str, list[str]] = table("lexicon", "patterns", _prizes())["words"]
    return found


@cache
def _prizes() -> str:
    """The class whose patterns know grades."""
    lists = {cls: table("lexicon", "patterns", cls).get("words", {}) for cls in names("lexicon", "patterns")}
    return next(cls for cls, words in lists.items() if "grade" in words)


@cache
def _grades() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(g) for g in sorted(_lists()["grade"], key=lambda g: (-len(g), g))))


@cache
def _grades_end() -> re.Pattern[str]:
    return re.compile(f"(?:{_grades().pattern})$")
