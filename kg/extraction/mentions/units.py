"""Schools of a university that are named without it: 材料学院院长甲, 该校食品学院."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.mentions.words import Words
from kg.model import Mention, Span
from kg.tables import table


def recognise(words: Words) -> Iterator[Mention]:
    """The units of data/lexicon/units.toml before a post, a person or a verb of theirs, where a university is named."""
    units = table("lexicon", "units")
    if not any(parent in words.text for parent in units["parent"]):
        return
    for match in _unit().finditer(words.text):
        start, end = match.span("name")
        known = words.is_boundary(start) or words.text.endswith(tuple(units["selves"]), 0, start)
        if known and (match["next"] or _person(words, end)):
            yield Mention(Span(start, end), units["class"], float(units["confidence"]), "unit")


def fields() -> str:
    """A pattern of the fields that the names of units begin with, the longest first."""
    return "|".join(sorted(table("lexicon", "units")["fields"], key=lambda f: (-len(f), f)))


def _person(words: Words, offset: int) -> bool:
    word = words.items[words.index(offset)] if offset < len(words.text) else None
    return word is not None and word.start == offset and word.tag == "PER"


@cache
def _unit() -> re.Pattern[str]:
    units = table("lexicon", "units")
    inside = f"(?:{fields()}|{'|'.join(units['inside'])})*"
    return re.compile(f"(?<![大学院])(?P<name>(?:{fields()}){inside}(?:{'|'.join(units['ends'])}))"
                      f"(?P<next>{'|'.join(units['before'])})?")
