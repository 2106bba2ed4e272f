"""Read the project's data files (TOML) and say where they are wrong."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.resources import resource


@cache
def table(*parts: str) -> dict[str, Any]:
    """The content of a data file, read once, e.g. ``table("lexicon", "levels")`` of data/lexicon/levels.toml.

    Raises:
        DataError: no such file, or no TOML; the message names path and line.
    """
    path = resource("data", *parts[:-1], parts[-1] + ".toml")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: 读不了数据文件 / the data file cannot be read: {error.strerror}") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: 不是合法的 TOML / no TOML: {error}") from error


def names(*parts: str) -> tuple[str, ...]:
    """The stems of the data files in a folder, sorted, e.g. ``names("lexicon", "genres")``."""
    return tuple(sorted(p.stem for p in resource("data", *parts).glob("*.toml")))


def wrong(entry: str, reason: str, *parts: str) -> DataError:
    """The error for an entry of a data file that contradicts something."""
    path: Path = resource("data", *parts[:-1], parts[-1] + ".toml")
    return DataError(f"{path}: {entry}: {reason}")
