"""The relation patterns of data/statements, read and checked.

A file is named after its property. A rule's pattern is a regular expression over a line (see ``lines``) in which
``{S}`` and ``{O}`` stand for a subject and an object, ``{Class}`` for a name of that class, ``{word}`` for one of a
word list of the file or of words.toml, ``{near}`` for a short stretch without names, ``{far}`` for one of a clause,
``{over}`` for one of a sentence, ``{more}`` for the names coordinated with the one before.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.extraction.statements.lines import character_set
from kg.resources import resource
from kg.vocabulary import vocabulary

_GAPS = {
    "near": "[^，。；：,;:\ue000-\uf8ff]{0,14}?",
    "far": "[^，。；：,;:]{0,40}?",
    "over": "[^。；;]{0,70}?",
    "more": "(?:(?:、|和|与|及|以及)[^，。；：,;:\ue000-\uf8ff]{0,8}?[\ue000-\uf8ff])*",
}
_FIELD = re.compile(r"\{([A-Za-z_]+)\}")
_SHARED = "words"
_CLOSED = "anaphora", "names", "planned", "subjects", "posts", "voices", _SHARED
DEFAULTS = ("publisher", "speaker", "region", "area", "event", "forum", "contest")
_WHO = ("clause", "after", "carried", "before", *DEFAULTS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of stating a property.

    ``who`` tells, in order, where the end that the pattern lacks is looked for: before it in the ``clause``, in the
    next clause (``after``), in a clause (``carried``) or sentence (``before``) before it, else a default of the
    report (``DEFAULTS``, see speakers.Speaker.of). ``pairs`` relates the members of one coordination with each other,
    ``alone`` takes nothing that is coordinated with the subject. ``planned`` is given where the words of the pattern
    settle it. ``lacks`` is the end (S or O) that the pattern does not hold and ``who`` supplies.
    """

    id: str
    property: str
    pattern: re.Pattern[str]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    who: tuple[str, ...]
    pairs: bool
    alone: bool
    planned: bool | None
    confidence: float
    finds: tuple[str, ...]
    spares: tuple[str, ...]
    lacks: str | None


@cache
def read(name: str) -> dict[str, Any]:
    """A data file of the statements, parsed.

    Raises:
        DataError: it is no TOML.
    """
    path = resource("data", "statements", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: 不是 TOML / no TOML: {error}") from error


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of data/statements, in the order of files and entries.

    Raises:
        DataError: a file is named after no property, or a rule contradicts the ontology.
    """
    shared = read(_SHARED)["words"]
    files = sorted(p for p in resource("data", "statements").glob("*.toml") if p.stem not in _CLOSED)
    found = tuple(rule for path in files for rule in _file_rules(path, shared))
    ids = [r.id for r in found]
    if repeated := sorted({i for i in ids if ids.count(i) > 1}):
        raise DataError(f"data/statements: 规则名重复 / rules with one id: {', '.join(repeated)}")
    return found


def _file_rules(path: Path, shared: dict[str, list[str]]) -> list[Rule]:
    if path.stem not in vocabulary().properties:
        raise DataError(f"{path}: 本体中没有这一属性 / the ontology has no property {path.stem}")
    content = read(path.stem)
    words = {**shared, **content.get("words", {})}
    return [_rule(path, raw, words) for raw in content.get("rule", [])]


def _rule(path: Path, raw: dict[str, Any], words: dict[str, list[str]]) -> Rule:
    where = f"{path}: {raw.get('id', '?')}"
    known = vocabulary().properties[path.stem]
    try:
        subject = tuple(raw.get("subject", sorted(known.domain)))
        obj = tuple(raw.get("object", sorted(known.range)))
        pattern = _pattern(where, raw["pattern"], subject, obj, words)
        lacks = next((end for end in ("S", "O") if end not in pattern.groupindex), None)
        rule = Rule(f"{path.stem}-{raw['id']}", path.stem, pattern, subject, obj, tuple(raw.get("who", ())),
                    raw.get("pairs", False), raw.get("alone", False), raw.get("planned"),
                    float(raw["confidence"]), tuple(raw["finds"]),
                    tuple(raw.get("spares", ())), lacks)
    except KeyError as error:
        raise DataError(f"{where}: 缺少 / lacks {error}") from error
    _check(where, rule)
    return rule


def _check(where: str, rule: Rule) -> None:
    classes = vocabulary()
    if unknown := [c for c in (*rule.subject, *rule.object) if c not in classes.classes]:
        raise DataError(f"{where}: 本体中没有类 / no such class: {', '.join(unknown)}")
    if not any(classes.allows(rule.property, s, o) for s in _leaves(rule.subject) for o in _leaves(rule.object)):
        raise DataError(f"{where}: 与定义域、值域矛盾 / contradicts domain and range of {rule.property}")
    if rule.lacks and not rule.pairs and not rule.who:
        raise DataError(f"{where}: 没有主语或宾语 / neither {{{rule.lacks}}} nor who")
    if wrong := [w for w in rule.who if w not in _WHO]:
        raise DataError(f"{where}: who 只能是 / who must be of {_WHO}: {', '.join(wrong)}")
    if not rule.pattern.groupindex or not 0 < rule.confidence <= 1:
        raise DataError(f"{where}: 没有主宾语或置信度有误 / no {{S}} or {{O}}, or confidence outside 0–1")


def _leaves(classes: tuple[str, ...]) -> list[str]:
    return [c for c in sorted(vocabulary().leaves) if vocabulary().is_a(c, classes)]


def _pattern(where: str, text: str, subject: tuple[str, ...], obj: tuple[str, ...],
             words: dict[str, list[str]]) -> re.Pattern[str]:
    def expand(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in ("S", "O"):
            return f"(?P<{name}>{character_set(subject if name == 'S' else obj)})"
        if name in vocabulary().classes:
            return character_set((name,))
        if name in _GAPS:
            return _GAPS[name]
        if name in words:
            return "(?:" + "|".join(sorted(words[name], key=lambda w: (-len(w), w))) + ")"
        raise DataError(f"{where}: 未定义 / not defined: {{{name}}}")

    try:
        return re.compile(_FIELD.sub(expand, text))
    except re.error as error:
        raise DataError(f"{where}: 表达式有误 / bad pattern: {error}") from error
