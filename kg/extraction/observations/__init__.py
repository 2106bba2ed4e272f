"""Which figures the text states, of what and of whom."""

from dataclasses import replace

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.figures import read_figures
from kg.extraction.observations.lines import Line, read_lines
from kg.extraction.observations.owners import begin, finish, note, owner, owners
from kg.extraction.observations.stance import is_target, planned_from
from kg.extraction.observations.times import Clock
from kg.model import Context, Document, Entity, Observation

EXTRACTOR = "figures"


def find(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Observation, ...]:
    """The figures of a report, each (subject, indicator, value, period) once with all its evidence."""
    lines = read_lines(document, entities)
    plan = planned_from(lines)
    state, clock = owners(entities, context), Clock(context.year, plan)
    clock.survey(lines)
    found: dict[tuple[object, ...], Observation] = {}
    for line in lines:
        begin(state, line)
        clock.read(line)
        for draft in read_figures(line):
            note(state, line, draft.span.start)
            if (entity := owner(state, line, draft, plan=plan is not None)) is None:
                continue
            _add(found, _observation(line, draft, entity, clock), line.text[draft.evidence.start : draft.evidence.end])
        note(state, line, len(line.text))
        finish(state, line)
    return tuple(sorted(found.values(), key=lambda o: (o.evidence, o.subject, o.indicator, str(o.value))))


def _observation(line: Line, draft: Draft, entity: Entity, clock: Clock) -> Observation:
    target = clock.plans(line) or is_target(line, draft.noun, draft.span)
    period, future = clock.period(line, draft)
    return Observation(
        entity.id, draft.indicator, draft.value, draft.unit, period, (line.absolute(draft.evidence),),
        line.text[draft.span.start : draft.span.end], _confidence(draft), EXTRACTOR, draft.change, draft.change_unit,
        draft.rank, draft.rank_scope, draft.comparator, target or future)


def _confidence(draft: Draft) -> float:
    return 0.9 if draft.quantity else 0.8


def _add(found: dict[tuple[object, ...], Observation], one: Observation, text: str) -> None:
    """A figure that stands twice in the report is one with two places; in the same words it is the first one's."""
    key = (one.indicator, one.value, one.unit, one.rank, text)
    same = next((k for k, o in found.items() if k == key or _is_same(o, one)), key)
    if (old := found.get(same)) is None:
        found[same] = one
    elif one.evidence[0] not in old.evidence:
        found[same] = replace(old, evidence=(*old.evidence, *one.evidence))


def _is_same(a: Observation, b: Observation) -> bool:
    return (a.subject, a.indicator, a.value, a.unit, a.period, a.rank, a.target) == (
        b.subject, b.indicator, b.value, b.unit, b.period, b.rank, b.target)
