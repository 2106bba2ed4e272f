"""Whose figure it is: the entity that the clause, the sentence or the report speaks of."""

import re
from dataclasses import dataclass, field

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.rules import rules
from kg.model import Context, Entity, Span

_PUNCTUATION = " 、，“”‘’《》：:—-\x00"


@dataclass(slots=True)
class Owners:
    """Who has been spoken of so far in the report."""

    context: Context
    region: Entity | None
    publisher: Entity | None
    entities: tuple[Entity, ...]
    sentence: Entity | None = None
    before: Entity | None = None
    paragraph: int = -1
    named: list[Entity] = field(default_factory=list)


def owners(entities: tuple[Entity, ...], context: Context) -> Owners:
    """The start: the publisher and the region that the context names."""
    by_name = {e.name: e for e in entities}
    region = by_name.get(context.region or "")
    publisher = by_name.get(context.publisher or "")
    return Owners(context, region, publisher, entities)


def begin(state: Owners, line: Line) -> None:
    """Go on to a line: a new sentence has no subject yet, a new paragraph forgets the last one's."""
    if line.sentence.paragraph != state.paragraph:
        state.paragraph, state.sentence, state.before = line.sentence.paragraph, None, None
    state.before, state.sentence = state.sentence or state.before, None


def owner(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """The entity that ``draft`` measures, None where nobody can be told."""
    found = (_attendance(state, line, draft) or _named(state, line, draft) or _programme(line, draft)
             or _own(state, line, draft) or state.sentence or _taken_up(state, line, draft))
    return found or state.region or state.publisher or state.before


def note(state: Owners, line: Line, until: int) -> None:
    """Take note of the subjects that the clauses before ``until`` name."""
    carried = rules("subjects").classes("owners.carried")
    for clause in line.clauses:
        if clause.span.start >= until or clause.bracket:
            continue
        place = _at_start(line, clause.span.start, min(until, clause.span.end))
        if place and place.entity.cls in carried:
            state.sentence = place.entity
        elif pointed := _pointed(state, line, clause.span):
            state.sentence = pointed


def finish(state: Owners, line: Line) -> None:
    """Take note of all that the line names, for what points back to it."""
    state.named += [p.entity for p in line.places if not p.reference]


def _at_start(line: Line, start: int, end: int) -> Place | None:
    """The entity that a clause begins with, behind words of time and place."""
    leads = rules("indicators").words("leads")
    for place in line.places_in(start, end):
        before = line.between(start, place.span.start)
        rest = leads.pattern.sub("", re.sub(r"\d+[年月日]?(?:度|底|末)?", "", before)).strip(_PUNCTUATION)
        return place if not rest else None
    return None


def _named(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """The entity that the figure's own clause names as its subject."""
    table = rules("subjects")
    start = max((c.span.start for c in line.clauses if c.span.start <= draft.noun.start), default=0)
    places = [p for p in line.places_in(start, draft.span.start)
              if p.entity.cls in table.classes("owners.classes")]
    members = [p for p in places if p.span.start >= draft.noun.start - 1]
    if draft.member and len(members) > draft.member and len({p.entity.cls for p in members}) == 1:
        return members[draft.member].entity
    head = _at_start(line, start, draft.span.start)
    if head and head.entity.cls in table.classes("owners.classes"):
        return head.entity
    inside = [p for p in line.places_in(draft.noun.start, draft.noun.end)
              if p.entity.cls in table.classes("owners.carried") and not p.reference]
    if inside and inside[0].span.start <= draft.noun.start + 1 and inside[0].entity.cls != "Region":
        return inside[0].entity
    return None


def _programme(line: Line, draft: Draft) -> Entity | None:
    """实施某计划，支持100项: the programme that the clause before ends with."""
    table = rules("subjects")
    clauses = [c for c in line.clauses if not c.bracket]
    here = next((i for i, c in enumerate(clauses) if c.span.start <= draft.span.start < c.span.end), 0)
    if not here:
        return None
    text = line.masked[clauses[here].span.start : clauses[here].span.end]
    if not table.words("programme.verbs").at_start.match(text):
        return None
    before = clauses[here - 1].span
    for place in reversed(line.places_in(before.start, before.end)):
        if place.entity.cls in table.classes("programme.classes") and len(
                line.between(place.span.end, before.end).strip(_PUNCTUATION)) <= 4:
            return place.entity
    return None


def _attendance(state: Owners, line: Line, draft: Draft) -> Entity | None:
    table = rules("subjects")
    if draft.unit not in ("人", "名", "位", "家", "个") or not draft.quantity:
        return None
    rest = line.masked[draft.span.end : draft.span.end + 16].split("，")[0]
    if not table.words("attendance.verbs").inside(rest):
        return None
    events = [p.entity for p in line.places if p.entity.cls == table.table("attendance.cls")]
    named = [e for e in state.named if e.cls == table.table("attendance.cls")]
    return events[0] if events else named[-1] if named else None


def _own(state: Owners, line: Line, draft: Draft) -> Entity | None:
    if state.publisher is None:
        return None
    table = rules("subjects")
    if table.words("own.words").inside(draft.indicator):
        return state.publisher
    start = max((c.span.start for c in line.clauses if c.span.start <= draft.noun.start), default=0)
    text = rules("indicators").words("leads").at_start.sub("", line.masked[start : draft.span.start], count=1)
    if state.sentence is None and table.words("own.acts").at_start.match(text):
        return state.publisher
    return None


def _taken_up(state: Owners, line: Line, draft: Draft) -> Entity | None:
    return None


def _pointed(state: Owners, line: Line, clause: Span) -> Entity | None:
    """该研究院, 公司, 他 at a clause's start: the last entity of the kind."""
    text = line.masked[clause.start : clause.end]
    text = rules("indicators").words("leads").at_start.sub("", text, count=1) if text[:1] not in "该本此这" else text
    table = rules("subjects")
    if table.words("pointers.persons").at_start.match(text):
        return _last(state, line, clause.start, frozenset({"Person"}))
    kinds = table.table("kinds")
    pointers, names = table.words("pointers.words").pattern.pattern, table.words("kinds").pattern.pattern
    match = re.match(rf"(?:{pointers})(?:[^，。\d]{{0,6}}?)({names})", text) or re.match(
        rf"({table.words('pointers.bare').pattern.pattern})(?!的?人)", text)
    return _last(state, line, clause.start, frozenset(kinds[match[1]])) if match else None


def _last(state: Owners, line: Line, until: int, classes: frozenset[str]) -> Entity | None:
    here = [p.entity for p in line.places if p.span.end <= until]
    for entity in reversed([*state.named, *here]):
        if entity.cls in classes:
            return entity
    return None
