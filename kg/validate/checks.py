"""What is checked: the records, and the queries whose every row is a defect (ontology/defects)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import resource

SEVERITIES = ("Violation", "Warning", "Info")
_HEAD = re.compile(r"#\s*([a-z-]+):\s*(\S.*)")
_KEYS = ("severity", "zh", "en", "do-zh", "do-en")


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong: key, severity (one of SEVERITIES), what is wrong and what to do, in zh and en."""

    key: str
    severity: str
    zh: str
    en: str
    todo_zh: str
    todo_en: str


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the SPARQL query that finds its violations: ``?this`` and, where there is one, ``?value``."""

    rule: Rule
    query: str


@cache
def defects() -> tuple[Check, ...]:
    """The queries of ontology/defects by file name.

    Raises:
        DataError: a file's header lacks a key or names an unknown severity.
    """
    return tuple(_defect(path) for path in sorted(resource("ontology", "defects").glob("*.rq")))


def _defect(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    head = dict(_header(query))
    if missing := [key for key in _KEYS if key not in head]:
        raise DataError(f"{path}: 文件头缺 / the header lacks {', '.join(missing)}")
    return Check(rule(path, path.stem, *(head[key] for key in _KEYS)), query)


def _header(query: str) -> Iterator[tuple[str, str]]:
    for line in query.splitlines():
        if match := _HEAD.match(line):
            yield match[1], match[2]


def rule(path: Path, key: str, severity: str, zh: str, en: str, todo_zh: str, todo_en: str) -> Rule:
    """A Rule of a data file; a severity that SHACL does not know is a DataError."""
    if severity not in SEVERITIES:
        raise DataError(f"{path}: {key}: 未知的严重程度 / unknown severity {severity!r}")
    return Rule(key, severity, zh, en, todo_zh, todo_en)
