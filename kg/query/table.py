"""Rows as a table whose columns stand under each other where characters are one or two cells wide."""

import unicodedata
from collections.abc import Sequence
from functools import cache

from kg.namespaces import BASE, PREFIXES, STK
from kg.rdf import Literal, NamedNode, Term
from kg.vocabulary import vocabulary

# Wider cells are cut: a table is for reading, the other formats hold everything.
WIDEST = 60


def table(header: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> str:
    """An aligned table with a line of its count; terms of the ontology by their Chinese label."""
    cells = [[_cut(display(term)) for term in row] for row in rows]
    widths = [max(width(c) for c in column) for column in zip(header, *cells, strict=True)]
    right = [bool(rows) and all(_number(row[i]) for row in rows) for i in range(len(header))]
    lines = [_line(header, widths, right), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths, right) for row in cells]
    return "\n".join([*lines, f"（{len(rows)} 行 / rows）", ""])


def width(text: str) -> int:
    """The cells that ``text`` takes on a terminal (Unicode TR 11; ambiguous ones take one)."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def display(term: Term | None) -> str:
    """A term as a reader wants it: labels for the ontology's terms, short IRIs, the text of literals."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    if not isinstance(term, NamedNode):
        return str(term)
    iri = term.value
    if label := _labels().get(iri):
        return label
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


@cache
def _labels() -> dict[str, str]:
    known = vocabulary()
    return {STK + name: thing.zh for things in (known.classes, known.properties) for name, thing in things.items()}


def _number(term: Term | None) -> bool:
    numeric = ("integer", "decimal", "double")
    return term is None or (isinstance(term, Literal) and term.datatype.value.endswith(numeric))


def _cut(text: str) -> str:
    if width(text) <= WIDEST:
        return text
    while width(text) >= WIDEST:
        text = text[:-1]
    return text + "…"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, wide, to_right in zip(cells, widths, right, strict=True):
        space = " " * (wide - width(cell))
        padded.append(space + cell if to_right else cell + space)
    return "  ".join(padded).rstrip()
