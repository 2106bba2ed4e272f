"""Differences as an RDF Patch (https://afs.github.io/rdf-patch/): what to delete and what to add."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from kg.diff.compare import Difference
from kg.graph import iris
from kg.graph import terms as t
from kg.graph.merge import merged
from kg.graph.write import quads
from kg.model import Extraction
from kg.rdf import Quad, Triple, triples

# How and where a report says something is no part of what it says.
_ORIGIN = (t.TARGET, t.CONFIDENCE, t.EXTRACTOR)
_PLACES = ("#char=", "#target=")


def patch(before: Iterable[Quad] | Iterable[Triple], after: Iterable[Quad] | Iterable[Triple]) -> str:
    """The patch that makes ``after`` of ``before``; its id is made of its content."""
    old, new = {str(one) for one in before}, {str(one) for one in after}
    lines = [*(f"D {line} ." for line in sorted(old - new)), *(f"A {line} ." for line in sorted(new - old))]
    digest = hashlib.sha256("\n".join(lines).encode("utf-8")).digest()
    return "\n".join([f"H id <urn:uuid:{UUID(bytes=digest[:16], version=5)}> .", "TX .", *lines, "TC .", ""])


def said(extraction: Extraction, differences: Iterable[Difference], base: str) -> list[Triple]:
    """What a report says of the facts that differ, as triples without evidence."""
    keys = {(one.kind, one.key[:3]) for one in differences}
    whole = merged(extraction)
    bare = set(quads(replace(whole, statements=(), observations=()), base=base))
    some = replace(whole,
                   statements=tuple(s for s in whole.statements
                                    if ("relation", (s.subject, s.property, s.object)) in keys),
                   observations=tuple(o for o in whole.observations
                                      if ("figure", (o.subject, o.indicator, o.period or "")) in keys))
    entities = {iris.entity(base, e.id) for e in whole.entities if ("entity", (e.cls, e.name)) in keys}
    found = {q for q in quads(some, base=base) if q not in bare} | {q for q in bare if q.subject in entities}
    return triples(q for q in found if q.predicate not in _ORIGIN and not any(p in str(q.subject) for p in _PLACES))
