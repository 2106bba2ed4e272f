"""TriG: one named graph a report."""

from collections.abc import Sequence

from kg.export.form import Format, single
from kg.rdf import Quad, RdfFormat, serialized


def _write(quads: Sequence[Quad]) -> bytes:
    return serialized(quads, RdfFormat.TRIG)


FORMAT = Format("trig", ".trig", single(_write))
