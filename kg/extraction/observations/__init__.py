"""Which figures the text states, of what and of whom."""

from dataclasses import dataclass, field, replace

from kg.extraction.observations.apart import head_of, told_apart
from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.figures import read_figures
from kg.extraction.observations.lines import Line, read_lines
from kg.extraction.observations.owners import begin, finish, note, owner, owners
from kg.extraction.observations.stance import conditions, is_rule, is_target, planned_from
from kg.extraction.observations.subjects import indicator_of
from kg.extraction.observations.sureness import sureness
from kg.extraction.observations.times import Clock, year_of_figures, year_of_honours
from kg.model import Context, Document, Entity, Observation

EXTRACTOR = "figures"


def find(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Observation, ...]:
    """The figures of a report, each (subject, indicator, value, period) once with all its evidence."""
    lines = read_lines(document, entities)
    plan = planned_from(lines, context.genre)
    state = owners(entities, context)
    clock = Clock(year_of_figures(document.text, context.year), plan, year_of_honours(entities))
    clock.survey(lines)
    found, required = _Found(), conditions(lines)
    for line in lines:
        begin(state, line)
        clock.read(line)
        drafts = read_figures(line)
        for index, draft in enumerate(drafts):
            note(state, line, draft.span.start)
            words = line.text[draft.evidence.start : draft.evidence.end]
            measured, how = owner(state, line, draft, plan=plan is not None)
            for entity in measured:
                one = _observation(line, draft, entity, clock, how)
                _add(found, replace(one, target=one.target or line.offset in required), words,
                     head_of(line, drafts, index))
        note(state, line, len(line.text))
        finish(state, line)
    figures = told_apart(found.figures, found.heads)
    return tuple(sorted(figures, key=lambda o: (o.evidence, o.subject, o.indicator, str(o.value))))


def _observation(line: Line, draft: Draft, entity: Entity, clock: Clock, how: str) -> Observation:
    counted = draft.quantity is not None and draft.quantity.chinese  # 两大产业 are there already
    target = (clock.plans(line) and not counted) or is_target(line, draft.noun, draft.span)
    target = target or (draft.quantity is not None and draft.quantity.kind == "money" and is_rule(line, draft.span))
    period, future = clock.period(line, draft, entity)
    return Observation(
        entity.id, indicator_of(line, draft, entity), draft.value, draft.unit, period, (line.absolute(draft.evidence),),
        line.text[draft.span.start : draft.span.end], sureness(line, draft, how), EXTRACTOR, draft.change,
        draft.change_unit, draft.rank, draft.rank_scope, draft.comparator, target or future)


@dataclass(slots=True)
class _Found:
    """The figures so far, and where each stands: by what it says, and by the words that say it."""

    figures: list[Observation] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    meanings: dict[tuple[object, ...], int] = field(default_factory=dict)
    wordings: dict[tuple[object, ...], int] = field(default_factory=dict)


def _add(found: _Found, one: Observation, words: str, head: str) -> None:
    """A figure that stands twice in the report is one with two places; in the same words it is the first one's."""
    meaning = (one.subject, one.indicator, one.value, one.unit, one.period, one.rank, one.target)
    wording = (one.indicator, one.value, one.unit, one.rank, words)
    at = found.meanings.get(meaning, found.wordings.get(wording))
    if at is None or (meaning not in found.meanings and one.evidence[0] in found.figures[at].evidence):
        found.meanings[meaning] = len(found.figures)
        found.wordings.setdefault(wording, len(found.figures))
        found.figures.append(one)
        found.heads.append(head)
    elif one.evidence[0] not in found.figures[at].evidence:
        old = found.figures[at]
        found.figures[at] = replace(old, evidence=(*old.evidence, *one.evidence))
