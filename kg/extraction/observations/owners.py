"""Whose figure it is: the entity that the clause, the sentence or the report speaks of."""

from dataclasses import dataclass, field

from kg.extraction.observations.claims import claims_of, heaviest
from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line
from kg.extraction.observations.national import is_national, of_country
from kg.extraction.observations.pointers import last_of, pointed
from kg.extraction.observations.rules import rules
from kg.extraction.observations.scenes import Trail, scene
from kg.extraction.observations.subjects import each_of, member_of, named, opening, programme, starts, won
from kg.extraction.observations.sureness import standing
from kg.model import Context, Entity

# An indicator of so many characters is specific enough to be known again.
_SPECIFIC = 6
# Names farther off than this own no figure: weighing them costs time alone.
_NEAR = 12


@dataclass(slots=True)
class Owners:
    """Who has been spoken of so far in the report: in this ``sentence``, in the ones ``before`` it.

    ``most`` is how often the entity is named that is named most.
    """

    region: Entity | None
    publisher: Entity | None
    own: bool
    topic: Entity | None = None
    country: Entity | None = None
    sentence: Entity | None = None
    since: int = 0
    before: Entity | None = None
    previous: Entity | None = None
    paragraph: int = -1
    named: list[Entity] = field(default_factory=list)
    by_name: dict[str, Entity] = field(default_factory=dict)
    by_id: dict[str, Entity] = field(default_factory=dict)
    most: int = 1
    trail: Trail = field(default_factory=Trail)
    genre: str = ""
    counted: dict[str, Entity] = field(default_factory=dict)


def owners(entities: tuple[Entity, ...], context: Context) -> Owners:
    """The start: the publisher and the region that the context names."""
    by_name = {e.name: e for e in entities}
    publisher = by_name.get(context.publisher or "")
    # A report that says 我局 is the publisher's own; what names its publisher only by name may be a news piece.
    own = bool(publisher and publisher.references)
    news = not own and context.genre in rules("subjects").table("topic.genres")
    country = next((e for n in rules("subjects").table("country.names") if (e := by_name.get(n))), None)
    by_id = {e.id: e for e in by_name.values()}
    most = max((len([*e.places()]) for e in by_id.values()), default=1)
    return Owners(by_name.get(context.region or ""), publisher, own, _topic(entities) if news else None,
                  country, by_name=by_name, by_id=by_id, most=most, genre=context.genre)


def _topic(entities: tuple[Entity, ...]) -> Entity | None:
    """The body, platform or event that a news piece is about: named first of all and more often than any other."""
    table = rules("subjects").tables["topic"]
    known = [(len([*e.places()]), e) for e in entities if e.cls in rules("subjects").classes("topic.classes")]
    best = max(known, key=lambda k: (k[0], k[1].id), default=None)
    if best is None or best[0] < table["least"] or min(best[1].places()).start > table["within"]:
        return None
    others = [n for n, e in known if e is not best[1]]
    return best[1] if best[0] >= table["more"] * max(others, default=0) else None


def begin(state: Owners, line: Line) -> None:
    """Go on to a line: a new sentence has no subject yet, a new paragraph forgets the last one's."""
    if line.sentence.paragraph != state.paragraph:
        state.paragraph, state.sentence, state.before = line.sentence.paragraph, None, None
        state.counted.clear()
    state.before, state.sentence = state.sentence or state.before, None
    state.previous = None
    state.trail.begin(line)


def owner(state: Owners, line: Line, draft: Draft, *, plan: bool) -> tuple[tuple[Entity, ...], str]:
    """The entities that ``draft`` measures, each on its own, none where nobody can be told; and how sure they are.

    ``plan`` marks a work report. How sure: ``stated`` by the figure's clause alone, else by how probable the owner is
    (data/observations/confidence.toml, shares). What the rules choose, and whether it is ``stated``, ``told`` by the
    figure's words, ``carried`` on from what was said before or the ``default`` of the report, is a claim among others.
    """
    member = member_of(line, draft)
    if each := each_of(state.by_name, line, draft) or ((member,) if member else ()):
        state.previous = each[-1]
        return each, "stated"
    if state.country is None and of_country(line, draft):
        return (), "stated"
    stated = _document(line, draft) or _attendance(state, line, draft) or named(line, draft)
    stated = stated or (state.country if of_country(line, draft) else None) or _among(state, line, draft)
    told = stated or (None if plan else _honoured(state, line, draft)) or programme(line, draft)
    told = told or _again(state, draft) or _own(state, line, draft, plan=plan)
    carried = told or _carried(state, line, draft, plan=plan)
    found = carried or _default(state, plan=plan)
    how = "stated" if stated else "told" if told else "carried" if carried else "default"
    if plan and found is state.publisher and state.region:
        found = state.region  # a government's work report tells of its region
    found, share = _weighed(state, line, draft, found, how)
    state.previous = found
    if found and draft.quantity:
        state.counted[draft.indicator] = found
    return (found,) if found else (), standing(share)


def _weighed(state: Owners, line: Line, draft: Draft, chosen: Entity | None, how: str) -> tuple[Entity | None, float]:
    """The entity that most speaks for, and how probable it is; what the rules chose is one claim among others."""
    seen = scene(state.trail, line, draft)
    near = [state.by_id[i] for i in seen.order if i in state.by_id and not seen.sights[i].barred][:_NEAR]
    if how == "stated" and won(line, draft):
        honours = rules("subjects").classes("owners.honours")
        near = [e for e in near if e.cls not in honours]
    several = [e for e in (state.region, state.publisher, state.country, state.topic, chosen) if e]
    found = {e.id: claims_of(e, seen, _parts(state, e, chosen, how), state.most)
             for e in dict.fromkeys([*near, *several])}
    best, share = heaviest(found, chosen.id if chosen else None)
    return state.by_id.get(best or "", chosen), share


def _parts(state: Owners, entity: Entity, chosen: Entity | None, how: str) -> dict[str, str]:
    """The parts that an entity plays in the report and for the figures before."""
    own = "own" if state.own else "named"
    parts = {"rule": (chosen, how), "region": (state.region, state.genre), "publisher": (state.publisher, own),
             "topic": (state.topic, state.genre), "carried": (state.sentence, how), "before": (state.before, how),
             "figure": (state.previous, how), "country": (state.country, how)}
    return {part: word for part, (one, word) in parts.items() if one is entity}


def _default(state: Owners, *, plan: bool) -> Entity | None:
    return (None if plan else state.topic) or state.region or state.publisher or state.before


def _document(line: Line, draft: Draft) -> Entity | None:
    """《办法》提出20条措施: a document's own parts."""
    if not rules("subjects").words("telling.parts").inside(draft.indicator):
        return None
    documents = rules("subjects").classes("telling.documents")
    before = [p.entity for p in line.places_in(0, draft.span.start) if p.entity.cls in documents]
    return before[-1] if before else None


def _again(state: Owners, draft: Draft) -> Entity | None:
    """9个重点项目总投资…, after 9个重点项目签约: whose the counted things were."""
    known = [i for i in state.counted if len(i) >= _SPECIFIC and draft.indicator.startswith(i) and draft.indicator != i]
    return state.counted[max(known, key=len)] if known else None


def note(state: Owners, line: Line, until: int) -> None:
    """Take note of the subjects that the clauses before ``until`` name."""
    carried = rules("subjects").classes("owners.carried")
    for clause in line.clauses:
        if clause.span.start >= until or clause.bracket:
            continue
        place = opening(line, clause.span.start, min(until, clause.span.end))
        if place and place.entity.cls in carried:
            state.sentence, state.since = place.entity, clause.span.start
        elif state.country and is_national(line.masked[clause.span.start : clause.span.end]):
            state.sentence, state.since = state.country, clause.span.start
        elif taken := pointed(state.named, line, clause.span):
            state.sentence, state.since = taken, clause.span.start


def finish(state: Owners, line: Line) -> None:
    """Take note of all that the line names, for what points back to it."""
    state.trail.finish()
    state.named += [p.entity for p in line.places if not p.reference]


def _honoured(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """30人荣获“…”称号, 2项金奖, where no body is named: the honour's holders."""
    if state.own or draft.noun.start < draft.span.start:
        return None
    chosen = draft.noun.start == draft.span.start
    honours = rules("subjects").classes("owners.won" if chosen else "owners.prizes")
    return next((p.entity for p in line.places_in(draft.span.end, draft.noun.end) if p.entity.cls in honours), None)


def _among(state: Owners, line: Line, draft: Draft) -> Entity | None:
    """其中…: whose the figure before is."""
    start = starts(line, draft)[0]
    return state.previous if line.masked.startswith("其中", start) and line.masked[start + 2] != "，" else None


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
    start = starts(line, draft)[0]
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
