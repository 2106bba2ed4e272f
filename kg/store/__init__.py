"""The store on disk of a build, and the records in it."""

from pathlib import Path

from kg.graph.read import extractions
from kg.model import Extraction
from kg.store.files import (
    clone,
    create,
    graph_quads,
    named_quads,
    nquads_files,
    open_read_only,
    replace_graph,
    replace_graphs,
)

__all__ = ["clone", "create", "graph_quads", "load", "named_quads", "nquads_files", "open_read_only", "replace_graph",
           "replace_graphs"]


def load(build: Path) -> tuple[Extraction, ...]:
    """The records of every report in a build, by identifier.

    Raises:
        InputError: there is no build, or its graph is not of the shape that this version reads.
    """
    return extractions(named_quads(open_read_only(build)))
