"""Places by name: the divisions of GB/T 2260 and the closed list of data/lexicon/Region.toml."""

import re
from functools import cache

from kg import places
from kg.extraction.mentions.lexicon import lexicon

_CLASS = "Region"
_LONGEST = 18


@cache
def _listed() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(n) for n in sorted(lexicon(_CLASS).names, key=lambda n: (-len(n), n))))


def _leading(text: str) -> int:
    match = _listed().match(text)
    return max(len(places.leading(text)), match.end() if match else 0)


def place_at(text: str, start: int) -> int | None:
    """The end of the longest place name of two characters or more that begins at ``start``, or None."""
    length = _leading(text[start : start + _LONGEST])
    return start + length if length else None
