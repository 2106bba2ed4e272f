"""A user's own table of authorities: entities whose names it holds are linked to its identifiers, exactly."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.extraction.entities.names import normalise
from kg.identity.names import read
from kg.identity.nodes import Node
from kg.vocabulary import vocabulary

_COLUMNS = ("name", "aliases", "class", "identifier")
_IRI = re.compile(r"(?:https?|urn):[^\s<>\"{}|\\^`]+")
_SPLIT = re.compile(r"[|;；]")


@dataclass(frozen=True, slots=True)
class Authority:
    """A row of the table: name, other names, class and identifier (an IRI, or a code such as 统一社会信用代码)."""

    name: str
    aliases: tuple[str, ...]
    cls: str
    identifier: str
    line: int

    @property
    def is_iri(self) -> bool:
        """Whether the identifier is an IRI (Wikidata, ROR), to match, and no code, to state."""
        return _IRI.fullmatch(self.identifier) is not None


@dataclass(frozen=True, slots=True)
class Match:
    """An entity and the authority that holds its name; ``form`` is the name that it was found by."""

    node: Node
    authority: Authority
    form: str


def load(path: Path) -> tuple[Authority, ...]:
    """The rows of a CSV file (UTF-8, with a header) with name, aliases (joined by | or ;), class and identifier.

    Raises:
        InputError: no such file, a column is missing, a class unknown, or one name has two identifiers; with path
            and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error}") from error
    reader = csv.DictReader(text.splitlines())
    if missing := [c for c in _COLUMNS if c not in (reader.fieldnames or ())]:
        raise InputError(f"{path}:1: 缺列 / columns are missing: {', '.join(missing)}")
    rows = tuple(_row(path, reader.line_num, row) for row in reader)
    _refuse_doubles(path, rows)
    return rows


def _row(path: Path, line: int, row: dict[str, str | None]) -> Authority:
    name, aliases, cls, identifier = ((row[c] or "").strip() for c in _COLUMNS)
    if not name or not identifier or cls not in vocabulary().leaves:
        raise InputError(f"{path}:{line}: 缺名称、标识，或没有这个类 / name or identifier missing, or no such class: "
                         f"{name},{cls},{identifier}")
    return Authority(name, tuple(a.strip() for a in _SPLIT.split(aliases) if a.strip()), cls, identifier, line)


def _refuse_doubles(path: Path, rows: Iterable[Authority]) -> None:
    seen: dict[tuple[str, str], Authority] = {}
    for row in rows:
        for form in (row.name, *row.aliases):
            other = seen.setdefault((row.cls, normalise(form)), row)
            if other.identifier != row.identifier:
                raise InputError(f"{path}:{row.line}: {form}: 在第 {other.line} 行另有标识 / "
                                 f"has another identifier in line {other.line}")


def matches(nodes: Iterable[Node], rows: Iterable[Authority]) -> tuple[Match, ...]:
    """The entities whose name is one of a row's, as written or with words short and the place in full; by IRI."""
    index: dict[tuple[str, str], dict[str, Authority]] = defaultdict(dict)
    for row in rows:
        for form in (row.name, *row.aliases):
            index[(row.cls, read(form, row.cls).key)].setdefault(row.identifier, row)
            index[(row.cls, normalise(form))].setdefault(row.identifier, row)
    found = []
    for node in sorted(nodes, key=lambda n: n.iri):
        rows_of = index.get((node.cls, normalise(node.label))) or index.get((node.cls, node.name.key)) or {}
        if len(rows_of) == 1:
            found.append(Match(node, next(iter(rows_of.values())), node.label))
    return tuple(found)
