"""The parts of the page that stand as files in viz/: scripts, styles, words, shapes, options."""

import base64
import hashlib
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.resources import resource
from kg.vocabulary import vocabulary

_VIS = ("viz", "vendor", "vis-network.min.js")
# Browsers would ask for the map as soon as their tools are open.
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*")


@cache
def scripts() -> tuple[str, ...]:
    """vis-network and the page's own script (viz/page/*.js, in the order of their names, as one function).

    Raises:
        DataError: a script would end its own element.
    """
    own = "".join(_text(path) for path in sorted(resource("viz", "page").glob("*.js")))
    found = (_SOURCE_MAP.sub("", _text(resource(*_VIS))), f'"use strict";\n(() => {{\n{own}}})();\n')
    if any("</script" in script.lower() for script in found):
        raise DataError("viz: 脚本中不可出现结束标记 / a script must not hold the end tag of its element")
    return found


def styles() -> str:
    """The style sheets viz/page/*.css, in the order of their names."""
    return "".join(_text(path) for path in sorted(resource("viz", "page").glob("*.css")))


@cache
def policy() -> str:
    """A content security policy under which nothing runs but ``scripts()`` and nothing is fetched."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts())
    return (f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
            "base-uri 'none'; form-action 'none'")


def options() -> dict[str, Any]:
    """The options of vis-network, from viz/options.json."""
    found: dict[str, Any] = json.loads(_text(resource("viz", "options.json")))
    return found


def words() -> dict[str, dict[str, str]]:
    """The page's words by language, from viz/labels.toml.

    Raises:
        DataError: a word is missing in one language.
    """
    path = resource("viz", "labels.toml")
    found: dict[str, dict[str, str]] = tomllib.loads(_text(path))
    counts = Counter(word for table in found.values() for word in table)
    if lacking := [word for word, count in counts.items() if count < len(found)]:
        raise DataError(f"{path}: 缺译文 / not in every language: {', '.join(sorted(lacking))}")
    return found


@dataclass(frozen=True, slots=True)
class Shape:
    """A form of vis-network, and by how much it must be enlarged to look as large as a dot."""

    name: str
    weight: float


@cache
def shapes() -> dict[str, Shape]:
    """The shape of each class that an entity may have, from viz/shapes.toml: its own, its nearest ancestor's there,
    or the default.

    Raises:
        DataError: the file names a class that the ontology lacks, or a shape without a weight.
    """
    path = resource("viz", "shapes.toml")
    table = tomllib.loads(_text(path))
    named, weights = table["shapes"], table["weights"]
    if unknown := sorted(set(named) - set(vocabulary().classes)):
        raise DataError(f"{path}: 本体没有这些类 / the ontology has no class {', '.join(unknown)}")
    if weightless := sorted({table["default"], *named.values()} - set(weights)):
        raise DataError(f"{path}: 形状没有权重 / no weight for the shape {', '.join(weightless)}")
    found = {leaf: _nearest(leaf, named) or table["default"] for leaf in sorted(vocabulary().leaves)}
    return {leaf: Shape(name, weights[name]) for leaf, name in found.items()}


def _nearest(cls: str, named: dict[str, str]) -> str | None:
    classes = vocabulary().classes
    # The nearest ancestor has the most ancestors of its own.
    line = sorted(classes[cls].ancestors, key=lambda a: (-len(classes[a].ancestors), a))
    return next((named[a] for a in line if a in named), None)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
