"""Posts that name no body: 副市长甲 is of the place that the report is about, 校长乙 of the school named last.

A leader of a place works for its government or committee where the report names one (guideline, part 2).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg import places
from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.lines import Line, character_set
from kg.extraction.statements.posts import people, post_words
from kg.extraction.statements.rules import read
from kg.model import Context, Entity
from kg.vocabulary import vocabulary

_PLACE = 2
_REGION, _AGENCY, _PERSON = "Region", "GovernmentAgency", "Person"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Bare posts: of a body ``of`` classes whose name ``ends`` so, or of a place that does, ``bodies`` standing in."""

    pattern: re.Pattern[str]
    of: tuple[str, ...]
    ends: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    lines: tuple[Line, ...]
    entities: tuple[Entity, ...]
    context: Context


def find(lines: tuple[Line, ...], entities: tuple[Entity, ...], context: Context) -> Iterator[Candidate]:
    """The posts of ``lines`` that open a clause without a body of their own."""
    report = _Report(lines, entities, context)
    for number, line in enumerate(lines):
        for kind in _kinds() if _person().search(line.text) else ():
            for match in kind.pattern.finditer(line.text):
                body = _body(report, kind, number, match.start("post"))
                if body:
                    yield from _held(line, match, body)


def leading(lines: tuple[Line, ...], entities: tuple[Entity, ...]) -> Iterator[Candidate]:
    """The people who give their name to a team right behind a body: 某大学教授甲团队."""
    heads = [e for e in entities if e.cls == _PERSON]
    for line in lines if heads else ():
        for match in _body_team().finditer(line.text):
            body, team = line.slots[match.start("body")].entity, line.slots[match.start("team")].entity
            person = next((e for e in heads if team.name.startswith(e.name)), None)
            if person:
                span = line.evidence(match.start("body"), match.start("team"))
                yield Candidate(person, "worksFor", body, span, float(read("posts")["confidence"]["team"]),
                                "posts-team", detail=match["post"] or None)


def governed(posts: Iterable[Candidate], entities: tuple[Entity, ...]) -> Iterator[Candidate]:
    """``posts``, those of a place's leaders moved to its government or committee where one is named."""
    for post in posts:
        kind = next((k for k in _kinds() if not k.of and post.detail and k.pattern.search(post.detail + _mark())), None)
        led = kind and post.object.cls == _REGION and _government(kind, post.object, entities)
        yield replace(post, object=led) if led else post


def _held(line: Line, match: re.Match[str], body: Entity) -> Iterator[Candidate]:
    for p in people(line, match.start("person")):
        yield Candidate(line.slots[p].entity, "worksFor", body, line.evidence(match.start("post"), p),
                        float(read("posts")["confidence"]["bare"]), "posts-bare", detail=match["post"])


def _body(report: _Report, kind: _Kind, number: int, position: int) -> Entity | None:
    before = list(_before(report.lines, number, position))
    if kind.of:
        body = next((e for e in before if _fits(kind, e)), None) or _sole(kind, report.entities)
        return body if body and (not kind.ends or _akin(body, before)) else None
    place = _place(report, kind, before)
    return (_government(kind, place, report.entities) or place) if place else _only(kind, report.entities)


def _fits(kind: _Kind, entity: Entity) -> bool:
    return vocabulary().is_a(entity.cls, kind.of) and entity.name.endswith(kind.ends or ("",))


def _akin(body: Entity, before: list[Entity]) -> bool:
    """Whether ``body`` is an organ of the authority named last, by the place that opens both names."""
    last = next((e for e in before if e.cls == _AGENCY), body)
    return body.name[:_PLACE] == last.name[:_PLACE]


def _sole(kind: _Kind, entities: tuple[Entity, ...]) -> Entity | None:
    """The one body of the kind, its parts aside."""
    found = [e for e in entities if _fits(kind, e)]
    whole = [e for e in found if not any(e.name.startswith(o.name) for o in found if o.id != e.id)]
    return whole[0] if len(whole) == 1 else None


def _only(kind: _Kind, entities: tuple[Entity, ...]) -> Entity | None:
    """The one government of the level, where its place is not named."""
    names = tuple(f"{end}{body}" for end in kind.ends for body in kind.bodies)
    found = [e for e in entities if e.cls == _AGENCY and e.name.endswith(names)]
    return found[0] if len(found) == 1 else None


def _before(lines: tuple[Line, ...], number: int, position: int) -> Iterator[Entity]:
    """What is named before ``position`` in the paragraph, the last first."""
    paragraph = lines[number].sentence.paragraph
    for n in range(number, max(-1, number - int(read("posts")["back"])), -1):
        if lines[n].sentence.paragraph == paragraph:
            yield from (lines[n].slots[p].entity for p in sorted(lines[n].slots, reverse=True)
                        if n < number or p < position)


def _place(report: _Report, kind: _Kind, before: list[Entity]) -> Entity | None:
    """The place of the body named last, else the report's own, else the one named last: of the post's level."""
    fitting = [e for e in report.entities if e.cls == _REGION and places.full(e.name).endswith(kind.ends)]
    agency = next((e.name for e in before if e.cls == _AGENCY), "")
    stated = [e for e in fitting if agency.startswith(e.name)]
    own = [e for e in fitting if e.name == report.context.region]
    named = [e for e in before if e in fitting]
    return next(iter([*stated, *own, *named, *(fitting if len(fitting) == 1 else ())]), None)


def _government(kind: _Kind, place: Entity, entities: tuple[Entity, ...]) -> Entity | None:
    names = {f"{name}{body}" for name in {place.name, places.full(place.name)} for body in kind.bodies}
    return next((e for e in entities if e.cls == _AGENCY and e.name in names), None)


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_kind(raw) for raw in read("posts")["bare"])


def _kind(raw: dict[str, Any]) -> _Kind:
    opening = "(?:^|(?<=[，。；：、“！？由与和同]))(?:[^，。；：、\ue000-\uf8ff]{1,8}、)?"
    post = f"(?P<post>{raw['before']}(?:{'|'.join(raw['words'])}))"
    pattern = re.compile(f"{opening}{post}(?P<person>{_person().pattern})")
    return _Kind(pattern, tuple(raw.get("of", ())), tuple(raw.get("ends", ())), tuple(raw.get("bodies", ())))


@cache
def _person() -> re.Pattern[str]:
    return re.compile(character_set((_PERSON,)))


@cache
def _body_team() -> re.Pattern[str]:
    post = f"(?P<post>(?:[^，。；：、的\ue000-\uf8ff]{{0,6}}(?:{post_words()}))?)"
    return re.compile(f"(?P<body>{character_set(('Organization',))}){post}(?P<team>{character_set(('Team',))})")


def _mark() -> str:
    return _person().pattern[1]
