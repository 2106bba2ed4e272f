"""Who speaks in a quotation: 我们 and 我校 in the words of a person stand for the body that the person works for.

A publisher that speaks itself is told by the context; here are the quoted voices of news.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.lines import Line, character_set
from kg.extraction.statements.rules import read
from kg.model import Document, Entity, Span


@dataclass(frozen=True, slots=True)
class _Voice:
    at: int
    body: Entity


def resolve(document: Document, entities: tuple[Entity, ...], lines: tuple[Line, ...],
            posts: Iterable[Candidate]) -> tuple[Entity, ...]:
    """``entities`` with the 我们 of quoted speakers of ``document`` among their references.

    ``posts`` tell for whom the people of ``lines`` speak.
    """
    heard = _voices(lines, posts)
    found: dict[str, set[Span]] = {}
    for match in _self().finditer(document.text) if heard else ():
        body = _speaker(document.text, match.start(), heard)
        if body:
            found.setdefault(body.id, set()).add(Span(*match.span()))
    return tuple(replace(e, references=tuple(sorted(found[e.id].union(e.references)))) if e.id in found else e
                 for e in entities)


def _voices(lines: tuple[Line, ...], posts: Iterable[Candidate]) -> list[_Voice]:
    employers: dict[str, Entity] = {}
    for post in sorted(posts, key=lambda c: (c.evidence, c.object.id)):
        employers.setdefault(post.subject.id, post.object)
    return sorted((v for line in lines for v in _said(line, employers)), key=lambda v: (v.at, v.body.id))


def _said(line: Line, employers: dict[str, Entity]) -> Iterator[_Voice]:
    for match in _speech().finditer(line.text):
        place = match.start("person") if match["person"] else match.start("body")
        entity = line.slots[place].entity
        body = employers.get(entity.id) if match["person"] else entity
        if body:
            yield _Voice(line.at[place], body)


def _speaker(text: str, position: int, heard: list[_Voice]) -> Entity | None:
    """Who speaks at ``position``: who is named right behind the quotation, else who was named last."""
    close, opened = text.find("”", position), text.rfind("“", 0, position)
    starts = [v.at for v in heard]
    after = bisect_right(starts, close)
    if opened > text.rfind("”", 0, position) and after < len(heard) and heard[after].at - close <= _reach("behind"):
        return heard[after].body
    before = bisect_right(starts, position) - 1
    if before >= 0 and position - heard[before].at <= _reach("before"):
        return heard[before].body
    return None


@cache
def _data() -> dict[str, Any]:
    return read("voices")


def _reach(key: str) -> int:
    return int(_data()[key])


@cache
def _self() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_data()['selves'])})(?!{'|'.join(_data()['not_before'])})")


@cache
def _speech() -> re.Pattern[str]:
    person, body = character_set(("Person",)), character_set(("Organization", "Region"))
    near = "[^，。；：\ue000-\uf8ff]"
    return re.compile(f"(?:(?P<person>{person})|(?P<body>{body}){near}{{0,10}}?(?:{'|'.join(_data()['unnamed'])}))"
                      f"{near}{{0,10}}?(?:{'|'.join(_data()['says'])})")
