"""Run a query over a build and write its answer."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kg import inference
from kg.errors import QueryError
from kg.namespaces import PREFIXES
from kg.nearest import nearest
from kg.query import named, sparql
from kg.query.inferred import marked
from kg.query.table import table
from kg.rdf import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Term,
    serialized,
)
from kg.store import open_read_only

Answer = QuerySolutions | QueryBoolean | QueryTriples


def query(store: Path, what: str, params: Mapping[str, str] | None = None, format: str = "table", *,
          inferred: bool = False) -> str:
    """Answer a query over a build.

    Args:
        store: the build folder.
        what: the name of a query in ontology/queries, a .rq file, or SPARQL text (the project's prefixes are known).
        params: values of the query's parameters; in a text or file, of its variables.
        format: table, csv, tsv, json or xml; turtle for CONSTRUCT and DESCRIBE.
        inferred: read what ``kg infer`` inferred too; a last column ``inferred`` marks the rows that need it.

    Raises:
        InputError: there is no build, or nothing is inferred from it.
        QueryError: no such query, parameter or format; a syntax error, with line and column; an update or a SERVICE.
    """
    if format not in FORMATS:
        raise QueryError(f"没有格式 {format} / no format {format}; {nearest(format, FORMATS)}")
    found = named.find(what)
    text = sparql.bind(found.text, named.values(found, params or {}))
    sparql.refuse_unsafe(text)
    answer = _answer(open_read_only(store), text, found.name)
    if inferred:
        answer = marked(answer, _answer(open_read_only(inference.store_of(store)), text, found.name))
    return FORMATS[format](answer)


def listing() -> str:
    """The named queries, one a line: name, titles and parameters."""
    known = named.named_queries().values()
    wide = max(len(q.name) for q in known)
    lines = []
    for one in known:
        lines.append(f"{one.name:{wide}}  {one.zh} / {one.en}")
        lines += [f"{'':{wide}}    --param {p.name}={p.default or '…'}  {p.help}" for p in one.parameters]
    return "\n".join(lines)


def _answer(store: Store, text: str, name: str) -> Answer:
    try:
        return store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise _syntax_error(str(error), name) from error
    except OSError as error:
        raise QueryError(f"查询失败 / the query failed: {error}") from error


def _syntax_error(message: str, name: str) -> QueryError:
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    line, column, reason = place.groups() if place else ("?", "?", message)
    reason = " ".join(reason.split())
    short = reason if len(reason) <= 120 else reason[:119] + "…"
    return QueryError(f"{name + ': ' if name else ''}SPARQL 语法错误，第 {line} 行第 {column} 列 / "
                      f"syntax error at line {line}, column {column}: {short}")


def _table(answer: Answer) -> str:
    if isinstance(answer, QueryBoolean):
        return "是 / yes\n" if answer else "否 / no\n"
    if isinstance(answer, QueryTriples):
        return table(["主语 / subject", "谓语 / predicate", "宾语 / object"],
                     [[t.subject, t.predicate, t.object] for t in answer])
    header = [v.value for v in answer.variables]
    rows: list[list[Term | None]] = [[solution[i] for i in range(len(header))] for solution in answer]
    return table(header, rows)


def _results(form: QueryResultsFormat) -> Callable[[Answer], str]:
    def write(answer: Answer) -> str:
        if isinstance(answer, QueryTriples):
            raise QueryError("CONSTRUCT 和 DESCRIBE 的结果是三元组，请用 turtle 或 table / "
                             "triples come as turtle or table")
        return (answer.serialize(format=form) or b"").decode("utf-8")

    return write


def _turtle(answer: Answer) -> str:
    if not isinstance(answer, QueryTriples):
        raise QueryError("turtle 只用于 CONSTRUCT 和 DESCRIBE / turtle is for CONSTRUCT and DESCRIBE only")
    return serialized(answer, RdfFormat.TURTLE).decode("utf-8")


FORMATS: dict[str, Callable[[Answer], str]] = {
    "table": _table,
    "csv": _results(QueryResultsFormat.CSV),
    "tsv": _results(QueryResultsFormat.TSV),
    "json": _results(QueryResultsFormat.JSON),
    "xml": _results(QueryResultsFormat.XML),
    "turtle": _turtle,
}
