"""The words that the reading of figures goes by: data/observations/*.toml, checked while loading."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.resources import resource
from kg.vocabulary import vocabulary

COMPARATORS = ("=", ">", "<", "~", ">=", "<=")


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words with one pattern that finds them, the longest first."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    at_start: re.Pattern[str]
    at_end: re.Pattern[str]

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def whole(self, text: str) -> bool:
        """Whether ``text`` is nothing but such words."""
        return re.fullmatch(rf"(?:\s*(?:{self.pattern.pattern}))*\s*", text) is not None

    def inside(self, text: str) -> bool:
        """Whether ``text`` holds one of the words."""
        return bool(self.pattern.search(text))


def words(items: Iterable[str]) -> Words:
    """Words from a list of them."""
    ordered = tuple(sorted(set(items), key=lambda w: (-len(w), w)))
    either = "|".join(map(re.escape, ordered)) or r"(?!)"
    return Words(ordered, re.compile(either), re.compile(rf"\s*(?:{either})\s*"),
                 re.compile(rf"\s*(?:{either})\s*$"))


@dataclass(frozen=True, slots=True)
class Rules:
    """One data file: its tables and lists by dotted path, with the file's name for messages."""

    path: str
    tables: Mapping[str, Any]
    _words: dict[str, Words]

    def table(self, key: str) -> Any:  # noqa: ANN401 (what TOML holds)
        """What stands at ``key`` (dotted).

        Raises:
            DataError: nothing stands there.
        """
        value: Any = self.tables
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                raise DataError(f"{self.path}: 缺少 {key} / {key} is missing")
            value = value[part]
        return value

    def words(self, key: str) -> Words:
        """The list of words at ``key``, or the keys of the table there."""
        if key not in self._words:
            value = self.table(key)
            if not all(isinstance(v, str) and v for v in value):
                raise DataError(f"{self.path}: {key} 应为词表 / {key} must be a list of words")
            self._words[key] = words(value)
        return self._words[key]

    def classes(self, key: str) -> frozenset[str]:
        """The classes at ``key``.

        Raises:
            DataError: one of them is no class of the ontology.
        """
        names = frozenset(self.table(key))
        if unknown := sorted(names - set(vocabulary().classes)):
            raise DataError(f"{self.path}: {key}: 本体中没有 {unknown[0]} / no class {unknown[0]} in the ontology")
        return names


@cache
def rules(name: str) -> Rules:
    """The rules of data/observations/``name``.toml.

    Raises:
        DataError: the file is missing or no TOML, or holds a word twice in one list.
    """
    path = resource("data", "observations", f"{name}.toml")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: 规则文件有误 / the rules cannot be read: {error}") from error
    _check(str(path), tables)
    return Rules(str(path), tables, {})


def _check(path: str, tables: Mapping[str, Any], prefix: str = "") -> None:
    for key, value in tables.items():
        if isinstance(value, Mapping):
            _check(path, value, f"{prefix}{key}.")
        elif isinstance(value, list) and len(value) != len({str(v) for v in value}) and isinstance(value[0], str):
            twice = next(v for v in value if value.count(v) > 1)
            raise DataError(f"{path}: {prefix}{key}: “{twice}” 重复 / stands twice")
