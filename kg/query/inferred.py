"""Answers that use what was inferred say so, row by row, in every format."""

import json
from collections import Counter
from typing import Any

from kg.errors import QueryError
from kg.namespaces import XSD
from kg.rdf import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, solutions

COLUMN = "inferred"
_TRUE = {"type": "literal", "value": "true", "datatype": XSD + "boolean"}

Answer = QuerySolutions | QueryBoolean | QueryTriples


def marked(facts: Answer, all_: Answer) -> QuerySolutions:
    """The rows of ``all_`` with a last column that is true where the facts alone do not give the row.

    Raises:
        QueryError: the answers are no rows, so nothing in them could be marked.
    """
    if not isinstance(facts, QuerySolutions) or not isinstance(all_, QuerySolutions):
        raise QueryError("--inferred 只用于 SELECT / --inferred is for SELECT only")
    stated = Counter(_key(row) for row in _document(facts)["results"]["bindings"])
    document = _document(all_)
    document["head"]["vars"].append(COLUMN)
    for row in document["results"]["bindings"]:
        key = _key(row)
        if stated[key]:
            stated[key] -= 1
        else:
            row[COLUMN] = _TRUE
    return solutions(json.dumps(document, ensure_ascii=False).encode("utf-8"))


def _document(answer: QuerySolutions) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(answer.serialize(format=QueryResultsFormat.JSON) or b"{}")
    return document


def _key(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)
