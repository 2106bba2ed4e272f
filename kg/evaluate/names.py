"""Names compared as the outside scorer compares them, and found entities paired with the right ones."""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache

from kg import places
from kg.evaluate.gold import GoldEntity
from kg.extraction.mentions.lexicon import lexicons
from kg.model import Entity

_PUNCTUATION = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】·•,，、.。:：;；\-—–~～]")


def normalise(text: str) -> str:
    """A name without quotes, spaces and punctuation, half-width and lower-case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def dice(a: str, b: str) -> float:
    """The share of common bigrams (Dice's coefficient), 0–1."""
    x, y = (Counter(s[i : i + 2] for i in range(max(1, len(s) - 1))) for s in (a, b))
    return 2 * sum((x & y).values()) / max(1, sum(x.values()) + sum(y.values()))


@cache
def _lists() -> frozenset[str]:
    return frozenset(normalise(name) for one in lexicons().values() for name in one.names)


def listed(*forms: str) -> bool:
    """Whether a lexicon or the list of places holds one of the forms as it stands: no rule had to find the name."""
    return any(normalise(form) in _lists() or places.find(form) is not None for form in forms)


def align(gold: dict[str, GoldEntity], found: dict[str, Entity], text: str) -> dict[str, str]:
    """Found ids → gold ids, one to one by shared names: same class and larger overlap first."""
    index = defaultdict(set)
    forms = {gid: {normalise(f) for f in g.forms} - {""} for gid, g in gold.items()}
    for gid, names in forms.items():
        for name in names:
            index[name].add(gid)
    candidates = []
    for eid, entity in found.items():
        mine = _forms(entity, text)
        for gid in {g for f in mine for g in index.get(f, ())}:
            same_name = normalise(entity.name) == normalise(gold[gid].name)
            candidates.append((entity.cls == gold[gid].cls, same_name, len(mine & forms[gid]), eid, gid))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, eid, gid in sorted(candidates, reverse=True):
        if eid not in pairs and gid not in taken:
            pairs[eid] = gid
            taken.add(gid)
    return pairs


def _forms(entity: Entity, text: str) -> set[str]:
    spans = entity.mentions or entity.references
    return {normalise(f) for f in (entity.name, *entity.aliases, *(s.of(text) for s in spans))} - {""}
