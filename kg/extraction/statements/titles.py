"""Who stands behind a document that no clause says to be issued: the place in whose name it is (某市……办法).

Reports of a publisher that speaks name their documents' authors.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.rules import read
from kg.model import Context, Document, Entity

_PROPERTY, _POLICY, _REGION, _AGENCY = "issues", "Policy", "Region", "GovernmentAgency"


def find(document: Document, entities: tuple[Entity, ...], context: Context,
         stated: Iterable[Candidate]) -> Iterator[Candidate]:
    """``issues`` for the documents among ``entities`` that begin with a place, of which ``stated`` names no issuer."""
    known = {c.object.id for c in stated if c.property == _PROPERTY}
    for policy in entities if context.publisher is None else ():
        titled = policy.cls == _POLICY and policy.mentions and _kind().search(policy.name)
        issuer = _issuer(policy, entities) if titled and policy.id not in known else None
        if issuer:
            yield Candidate(issuer, _PROPERTY, policy, document.around(policy.mentions[0]),
                            float(read("names")["titles"]["confidence"]), "titles")


def _issuer(policy: Entity, entities: tuple[Entity, ...]) -> Entity | None:
    agencies = [e for e in entities if e.cls == _AGENCY]
    if any(policy.name.startswith(n) for e in agencies for n in (e.name, *e.aliases)):
        return None
    opening = [(len(n), e.id, e) for e in entities if e.cls == _REGION
               for n in (e.name, *e.aliases) if len(n) > 1 and policy.name.startswith(n)]
    return max(opening)[2] if opening else None


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(read("names")["titles"]["kind"])
