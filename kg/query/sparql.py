"""What is done to the text of a query before it runs: refuse what would fetch, put parameters in."""

import re
from collections.abc import Mapping

from kg.errors import QueryError
from kg.rdf import Literal, NamedNode

# The lexical grammar of SPARQL 1.1 (19.8), as far as it takes to know what is a string, an IRI, a comment, a variable.
_TOKEN = re.compile(r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<other>\\.|.)
""", re.VERBOSE | re.DOTALL)
_SERVICE = re.compile(r"service\s*(?:silent)?\s*(?:<>|\?|[^\s{}<>?]*:[^\s{}]*)\s*\{", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?:\s|prefix\s+[^\s<]*\s*<>|base\s*<>)*\b(insert|delete|load|clear|drop|create|add|move|copy|with)\b",
    re.IGNORECASE)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_unsafe(text: str) -> None:
    """Let a query pass only if it neither changes the store nor sends a request.

    Both engines that we know send what SERVICE names to the network, and LOAD fetches.

    Raises:
        QueryError: the text is an update or has a SERVICE.
    """
    # SPARQL resolves \uXXXX anywhere in a query; an engine may do it before or after it cuts words.
    for reading in (text, _CODEPOINT.sub(_character, text)):
        code = _blanked(reading)
        if _SERVICE.search(code):
            raise QueryError("查询不能访问外部服务（SERVICE） / a query may not call an outside service (SERVICE)")
        if _UPDATE.match(code):
            raise QueryError("查询只读，不能修改图谱 / queries only read: no update is run")


def variables(text: str) -> set[str]:
    """The names of the variables in a query."""
    return {m[0][1:] for m in _TOKEN.finditer(text) if m["variable"]}


def bind(text: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """The query with each variable of ``values`` replaced by its term, written as the grammar wants it."""
    def term(match: re.Match[str]) -> str:
        name = match[0][1:]
        return str(values[name]) if match["variable"] and name in values else match[0]

    return _TOKEN.sub(term, text)


def _blanked(text: str) -> str:
    blanks = {"comment": " ", "iri": "<>", "string": '""', "variable": "?"}
    return _TOKEN.sub(lambda m: blanks.get(m.lastgroup or "", m[0]), text)


def _character(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]
