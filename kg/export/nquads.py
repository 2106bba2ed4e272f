"""N-Quads, canonical and sorted: one named graph a report."""

from kg import rdf
from kg.export.form import Format, single

FORMAT = Format("nquads", ".nq", single(rdf.nquads))
