"""RDF/XML: all reports in one graph, each triple once; characters that XML cannot hold become U+FFFD."""

from collections.abc import Sequence

from kg.export.form import Format, for_xml, single
from kg.rdf import Quad, RdfFormat, serialized, triples


def _write(quads: Sequence[Quad]) -> bytes:
    return serialized(triples(for_xml(quads)), RdfFormat.RDF_XML)


FORMAT = Format("rdfxml", ".rdf", single(_write))
