"""The rules: files of ontology/rules, a CONSTRUCT each, whose stem is the key and whose first comments say the rest.

A rule reads the facts and what was inferred before in the default graph, the ontology in the graph ``stk:``.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import resource

_TITLE = re.compile(r"# (zh|en): (.+)")
_CONSTRUCT = re.compile(r"(?:#[^\n]*\n)*\s*CONSTRUCT\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what it says in zh and en and its SPARQL CONSTRUCT."""

    key: str
    zh: str
    en: str
    text: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by key.

    Raises:
        DataError: a file lacks its title in zh or en, or is no CONSTRUCT.
    """
    return tuple(read(path) for path in sorted(resource("ontology", "rules").glob("*.rq")))


def read(path: Path) -> Rule:
    """The rule of one file; errors as in ``rules``."""
    text = path.read_text(encoding="utf-8")
    titles = {m[1]: m[2] for line in text.splitlines() if (m := _TITLE.fullmatch(line))}
    if set(titles) != {"zh", "en"}:
        raise DataError(f"{path}:1: 缺少中文或英文标题 / lacks its title in zh or en")
    if not _CONSTRUCT.match(text):
        raise DataError(f"{path}: 规则应为 CONSTRUCT / a rule is a CONSTRUCT")
    return Rule(path.stem, titles["zh"], titles["en"], text)
