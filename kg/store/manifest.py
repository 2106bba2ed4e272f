"""The marker of a build folder: who made it and of what, the same bytes for the same input."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kg import __version__
from kg.errors import InputError

NAME = "manifest.json"
SOFTWARE = "scitech-kg"
# Raised when the shape of the graph changes so that older builds can no longer be read.
SHAPE = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the build: identifier, SHA-256 of its text, IRI of its graph, its year, and who read it."""

    identifier: str
    sha256: str
    graph: str
    year: int | None = None
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build folder says of itself; ``files`` maps the files beside it to their SHA-256."""

    reports: tuple[Entry, ...]
    files: dict[str, str]
    base: str
    software: str = SOFTWARE
    version: str = __version__
    shape: int = SHAPE

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(folder: Path) -> Manifest | None:
    """The manifest of a build folder; None where there is none, or one of somebody else.

    Raises:
        InputError: it cannot be read.
    """
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return None  # somebody else's file of that name
    except OSError as error:
        raise InputError(f"{folder / NAME}: 读不了 / cannot be read: {error.strerror}") from error
    if not isinstance(data, dict) or data.get("software") != SOFTWARE or not isinstance(data.get("shape"), int):
        return None
    # What another shape's manifest holds beyond its version is not ours to read.
    same = data["shape"] == SHAPE
    entries = tuple(Entry(**entry) for entry in data["reports"]) if same else ()
    return Manifest(entries, data["files"] if same else {}, data["base"] if same else "", SOFTWARE,
                    str(data.get("version")), data["shape"])
