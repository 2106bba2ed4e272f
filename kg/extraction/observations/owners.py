"""Whose figure it is: the entity that the clause, the sentence or the report speaks of."""

import re
from dataclasses import dataclass, field

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.pointers import last_of, pointed
from kg.extraction.observations.readings import clause_at
from kg.extraction.observations.rules import rules
from kg.model import Context, Entity

_PUNCTUATION = " 、，“”‘’《》：:—-\x00（("
_NUMBER = re.compile(r"第[一二三四五六七八九十]+批|\d+(?:年度?|月|日|个|家|项|名)?(?:底|末)?")
_ENUMERATED = re.compile(r"[”’》]?(?:、|和|与|及|等)")
# Behind one of these an entity is where, with or for whom something is done.
_PREPOSITIONS = ("在", "从", "由", "与", "对", "为", "向", "据", "按照", "根据", "以")
# A programme's name may be followed by this much (行动, 计划项目) before its clause ends.
_TAIL = 4


@dataclass(slots=True)
class Owners:
    """Who has been spoken of so far in the report: in this ``sentence``, in the ones ``before`` it."""

    region: Entity | None
    publisher: Entity | None
    own: bool
    sentence: Entity | None = None
    since: int = 0
    before: Entity | None = None
    previous: Entity | None = None
    paragraph: int = -1
    named: list[Entity] = field(default_factory=list)


def owners(entities: tuple[Entity, ...], context: Context) -> Owners:
    """The start: the publisher and the region that the context names."""
    by_name = {e.name: e for e in entities}
    publisher = by_name.get(context.publisher or "")
    # A report that says 我局 is the publisher's own; what names its publisher only by name may be a news piece.
    return Owners(by_name.get(context.region or ""), publisher, bool(publisher and publisher.references))


def begin(state: Owners, line: Line) -> None:
    """Go on to a line: a new sentence has no subject yet, a new paragraph forgets the last one's."""
    if line.sentence.paragraph != state.paragraph:
        state.paragraph, state.sentence, state.before = line.sentence.paragraph, None, None
    state.before, state.sentence = state.sentence or state.before, None
    state.previous = None


def owner(state: Owners, line: Line, draft: Draft, *, plan: bool) -> Entity | None:
    """The entity that ``draft`` measures, None where nobody can be told; ``plan`` marks a work report."""
    found = (_attendance(state, line, draft) or _named(line, draft) or _among(state, line, draft)
             or (None if plan else _honoured(state, line, draft)) or _programme(line, draft) or _own(state, line, draft, plan=plan) or _carried(state, line, draft, plan=plan))
    state.previous = found or state.region or state.publisher or state.before
    return state.previous


def note(state: Owners, line: Line, until: int) -> None:
    """Take note of the subjects that the clauses before ``until`` name."""
    carried = rules("subjects").classes("owners.carried")
    for clause in line.clauses:
        if clause.span.start >= until or clause.bracket:
            continue
        place = _opening(line, clause.span.start, min(until, clause.span.end))
        if place and place.entity.cls in carried:
            state.sentence, state.since = place.entity, clause.span.start
        elif taken := pointed(state.named, line, clause.span):
            state.sentence, state.since = taken, clause.span.start


def finish(state: Owners, line: Line) -> None:
    """Take note of all that the line names, for what points back to it."""
    state.named += [p.entity for p in line.places if not p.reference]


def _opening(line: Line, start: int, end: int) -> Place | None:
    """The entity that a clause begins with, behind words of time and number; none where it is one of several."""
    for place in line.places_in(start, end):
        before = _NUMBER.sub("", line.between(start, place.span.start))
        rest = rules("indicators").words("leads").pattern.sub("", before).strip(_PUNCTUATION)
        if rest or (_ENUMERATED.match(line.masked, place.span.end) and not place.reference):
            return None
        if place.entity.cls != "Region" and before.rstrip(_PUNCTUATION).endswith(_PREPOSITIONS):
            return None
        return place
    return None


def _starts(line: Line, draft: Draft) -> list[int]:
    """Where the clauses of the figure's number and of its noun begin, the number's first."""
    found = [clause_at(line, at).span.start for at in (draft.span.start, draft.noun.start)]
    return list(dict.fromkeys(found))


def _named(line: Line, draft: Draft) -> Entity | None:
    """The entity that the figure's own clause names as its subject."""
    return (_member(line, draft) or _origin(line, draft) or _scoped(line, draft) or _summed(line, draft)
            or _head(line, draft))


def _member(line: Line, draft: Draft) -> Entity | None:
    """甲、乙产业产值分别增长…: each figure is its member's."""
    owning = rules("subjects").classes("owners.carried")
    members = [p.entity for p in line.places_in(draft.noun.start - 1, draft.noun.end) if p.entity.cls in owning]
    if len(members) > 1 and len({e.cls for e in members}) == 1 and draft.member < len(members) and (
            draft.growth or draft.quantity is None):
        return members[draft.member]
    return None


def _scoped(line: Line, draft: Draft) -> Entity | None:
    """全省仅10个, 某校的两项专利: whose they are stands right before the number."""
    table = rules("subjects")
    for place in reversed(line.places_in(0, draft.span.start)):
        between = line.between(place.span.end, draft.span.start).strip()
        scope = place.entity.cls == "Region" and place.reference and between in table.table("scope.adverbs")
        origin = between == "的" and place.entity.cls in table.classes("owners.carried")
        return place.entity if scope or origin else None
    return None


def _origin(line: Line, draft: Draft) -> Entity | None:
    """225家企业来自某市: the place that they are from."""
    match = re.match(rf"[^，。；]{{0,6}}?(?:{rules('subjects').words('scope.from').pattern.pattern})",
                     line.masked[draft.span.end :])
    at = draft.span.end + match.end() if match else -1
    return next((p.entity for p in line.places if p.span.start == at), None)


def _honoured(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """30人荣获“…”称号, 2项金奖, where no body is named: the honour's holders."""
    if state.own or draft.noun.start < draft.span.start:
        return None
    chosen = draft.noun.start == draft.span.start
    honours = rules("subjects").classes("owners.won" if chosen else "owners.prizes")
    return next((p.entity for p in line.places_in(draft.span.end, draft.noun.end) if p.entity.cls in honours), None)


def _summed(line: Line, draft: Draft) -> Entity | None:
    """设立某基金400万元: the sum is the fund's."""
    table = rules("subjects")
    if not draft.quantity or draft.quantity.kind != "money":
        return None
    for place in line.places_in(max(0, draft.noun.start - 1), draft.noun.end):
        rest = line.between(draft.noun.start, place.span.start) + line.between(place.span.end, draft.noun.end)
        if place.entity.cls in table.classes("owners.sums") and len(rest.strip(_PUNCTUATION)) <= 2:
            return place.entity
    return None


def _head(line: Line, draft: Draft) -> Entity | None:
    table = rules("subjects")
    inside = line.places_in(max(0, draft.noun.start - 1), min(draft.noun.end, draft.span.start))
    opens = next((p for p in inside if p.span.start <= draft.noun.start + 1 and not p.reference), None)
    for start in _starts(line, draft):
        head = _opening(line, start, draft.span.start)
        if not head or head.entity.cls not in table.classes("owners.classes"):
            continue
        award = opens and opens.entity.cls in table.classes("owners.honours") and head.entity.cls == opens.entity.cls
        return opens.entity if opens and award else head.entity
    if opens and opens.entity.cls in table.classes("owners.within"):
        return opens.entity
    return None


def _among(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """其中…: whose the figure before is."""
    start = _starts(line, draft)[0]
    return state.previous if line.masked.startswith("其中", start) and line.masked[start + 2] != "，" else None


def _programme(line: Line, draft: Draft) -> Entity | None:
    """实施某计划，支持100项: the programme that the clause before ends with."""
    table = rules("subjects")
    clauses = [c for c in line.clauses if not c.bracket]
    here = next((i for i, c in enumerate(clauses) if c.span.start <= draft.span.start < c.span.end), 0)
    if not here or not table.words("programme.verbs").at_start.match(line.masked, clauses[here].span.start):
        return None
    before = clauses[here - 1].span
    for place in reversed(line.places_in(before.start, before.end)):
        tail = line.between(place.span.end, before.end).strip(_PUNCTUATION)
        if place.entity.cls in table.classes("programme.classes") and len(tail) <= _TAIL:
            return place.entity
    return None


def _attendance(state: Owners, line: Line, draft: Draft) -> Entity | None:
    table = rules("subjects")
    rest = line.masked[draft.span.end : draft.span.end + 16].split("，")[0]
    comes = table.words("attendance.verbs").inside(rest) or table.words("attendance.closing").at_end.search(
        rest.rstrip("。"))
    if draft.unit not in table.table("attendance.units") or not comes:
        return None
    event = frozenset({str(table.table("attendance.cls"))})
    here = [p.entity for p in line.places if p.entity.cls in event]
    return here[0] if here else None if state.own else last_of(state.named, line, 0, event)


def _own(state: Owners, line: Line, draft: Draft, *, plan: bool) -> Entity | None:
    """The publisher's own house and acts, in its own report."""
    table = rules("subjects")
    if not state.own or plan:
        return None
    if table.words("own.words").inside(draft.indicator):
        return state.publisher
    start = _starts(line, draft)[0]
    leads = rules("indicators").words("leads").at_start.match(line.masked, start, draft.span.start)
    if state.sentence is None and table.words("own.acts").at_start.match(line.masked, leads.end() if leads else start):
        return state.publisher
    return state.publisher if state.previous is state.publisher and state.sentence is None else None


def _carried(state: Owners, line: Line, draft: Draft, *, plan: bool) -> Entity | None:
    """The subject of an earlier clause: not over a semicolon, and in a work report not at all unless it opens it."""
    sentence = state.sentence
    if sentence and 0 < state.since < _part(line, draft):
        sentence = None
    if plan:
        return _branch(state, sentence, draft)
    if sentence is None and not state.own and state.before and (
            state.before.cls in rules("subjects").classes("owners.topics")):
        return state.before
    return sentence


def _part(line: Line, draft: Draft) -> int:
    """Where the part between semicolons begins that has a subject of its own; one that opens with a verb has none."""
    part = line.masked.rfind("；", 0, draft.span.start)
    first = next((t for t in line.tokens if t.start > part), None)
    return -1 if first and first.tag == "v" else part


def _branch(state: Owners, sentence: Entity | None, draft: Draft) -> Entity | None:
    """In a work report clauses stand side by side; only of a branch the next sentence says what it yields."""
    if sentence:
        return sentence if sentence.cls == "Region" else None
    before, quantity = state.before, draft.quantity
    yields = quantity is not None and quantity.kind in ("money", "measure")
    return before if before and yields and before.cls in rules("subjects").classes("owners.branches") else None
