"""The named queries: files of ontology/queries whose stem is the name and whose first comments say the rest.

    # zh: 平台及其依托单位
    # en: Platforms by host
    # param host = "": 依托单位名称中的文字 / text in the host's name

A parameter without ``= default`` must be given. The default's form gives its type: "text", 12, 0.5 or <iri>.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, QueryError
from kg.nearest import nearest
from kg.query.sparql import variables
from kg.rdf import Literal, NamedNode, typed
from kg.resources import resource

_TITLE = re.compile(r"# (zh|en): (.+)")
_PARAM = re.compile(r"# param (\w+)(?: = (\".*?\"|<[^>]*>|[\d.]+))?: (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: ``default`` as the header writes it, None where it must be given."""

    name: str
    default: str | None
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its titles and parameters; a query from the command line has neither."""

    name: str
    text: str
    zh: str = ""
    en: str = ""
    parameters: tuple[Parameter, ...] = ()


def named_queries() -> dict[str, Query]:
    """All named queries, by name.

    Raises:
        DataError: a file has no title, a line that is none of the header's, or a parameter that its query does not use.
    """
    paths = sorted(resource("ontology", "queries").glob("*.rq"))
    return {path.stem: _read(path) for path in paths}


def find(what: str) -> Query:
    """The query that ``what`` means: text of SPARQL, a .rq file, or a name.

    Raises:
        QueryError: no such file or name; the nearest names are in the message.
    """
    if what.endswith(".rq"):
        return Query(what, _text(Path(what)))
    if re.search(r"[\s{]", what):
        return Query("", what)
    known = named_queries()
    if what not in known:
        raise QueryError(f"没有查询 {what} / no query {what}; {nearest(what, known)}")
    return known[what]


def values(query: Query, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """The terms for the query's parameters.

    Raises:
        QueryError: a parameter is unknown, missing, or not of its default's type.
    """
    declared = {p.name: p for p in query.parameters}
    known = declared or dict.fromkeys(variables(query.text))
    for name in given:
        if name not in known:
            raise QueryError(f"没有参数 {name} / no parameter {name}; {nearest(name, known)}")
    for parameter in query.parameters:
        if parameter.default is None and parameter.name not in given:
            raise QueryError(f"请给出 --param {parameter.name}=… / is needed: {parameter.help}")
    defaults = {p.name: p.default for p in query.parameters if p.default is not None}
    terms = {name: _term(default) for name, default in defaults.items()}
    return terms | {name: _given(name, text, defaults.get(name)) for name, text in given.items()}


def _given(name: str, text: str, default: str | None) -> NamedNode | Literal:
    if default is None or default.startswith(("<", '"')):
        iri = re.fullmatch(r"<?(https?://[^<>\"{}|^`\\\x00-\x20]+)>?", text)
        return NamedNode(iri[1]) if iri else Literal(text)
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise QueryError(f"参数 {name} 应为数 / the parameter {name} is a number, not {text}")
    return _term(text)


def _term(text: str) -> NamedNode | Literal:
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    if text.startswith('"'):
        return Literal(text[1:-1])
    return typed(text, "decimal" if "." in text else "integer")


def _read(path: Path) -> Query:
    titles: dict[str, str] = {}
    parameters: list[Parameter] = []
    text = _text(path)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        if title := _TITLE.fullmatch(line):
            titles[title[1]] = title[2]
        elif parameter := _PARAM.fullmatch(line):
            parameters.append(Parameter(*parameter.groups()))
        else:
            raise DataError(f"{path}:{number}: 应为 # zh:、# en: 或 # param / neither title nor parameter")
    if set(titles) != {"zh", "en"}:
        raise DataError(f"{path}:1: 缺少中文或英文标题 / lacks its title in zh or en")
    if unused := sorted({p.name for p in parameters} - variables(text)):
        raise DataError(f"{path}: 查询没有用到参数 / the query does not use the parameters {unused}")
    return Query(path.stem, text, titles["zh"], titles["en"], tuple(parameters))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{path}: 读不了 / cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: 不是 UTF-8 / is not UTF-8") from error
