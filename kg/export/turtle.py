"""Turtle: all reports in one graph, each triple once."""

from collections.abc import Sequence

from kg.export.form import Format, single
from kg.rdf import Quad, RdfFormat, serialized, triples


def _write(quads: Sequence[Quad]) -> bytes:
    return serialized(triples(quads), RdfFormat.TURTLE)


FORMAT = Format("turtle", ".ttl", single(_write))
