"""Grades without their contest: 创客组一等奖, 金奖 in a report on one contest are prizes of it."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.rules import read
from kg.model import Document, Entity

_AWARD, _EVENT = "Award", "Event"


def find(document: Document, entities: tuple[Entity, ...]) -> Iterator[Candidate]:
    """``partOf`` for each grade of ``entities`` that names no prize, of the one contest that ``document`` is about."""
    contest = _contest(entities)
    for grade in entities if contest else ():
        place = next(grade.places(), None)
        if contest and place and grade.cls == _AWARD and _pattern("grade").fullmatch(grade.name):
            yield Candidate(grade, "partOf", contest, document.around(place),
                            float(read("names")["grades"]["confidence"]), "grades")


def _contest(entities: tuple[Entity, ...]) -> Entity | None:
    """The contest of ``entities`` whose name holds those of all others, or that all others hold as their stages.

    A final is a stage of the contest that its name begins with, where that is known.
    """
    contests = [e for e in entities if e.cls == _EVENT and e.mentions and _pattern("contest").search(e.name)]
    joint = [e for e in contests if not _pattern("stage").search(e.name) and _joint(e, contests)]
    whole = joint or [e for e in contests if not any(o.name in e.name for o in contests if o.id != e.id)]
    return whole[0] if len(whole) == 1 else None


def _joint(event: Entity, contests: list[Entity]) -> bool:
    return "暨" in event.name and all(o.name in event.name or event.name in o.name for o in contests)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(read("names")["grades"][key])
