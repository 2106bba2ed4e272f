"""Questions to a build: named queries, files and SPARQL."""

from kg.query.answer import FORMATS, listing, query
from kg.query.named import named_queries

__all__ = ["FORMATS", "listing", "named_queries", "query"]
