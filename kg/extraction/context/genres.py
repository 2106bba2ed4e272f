"""Which genre a report is of: the files of data/lexicon/genres, each with its cues."""

import re
from dataclasses import dataclass
from functools import cache

from kg.model import Document
from kg.tables import names, table, wrong

_START, _END = 120, 160
_PUBLISHERS = ("none", "self", "government", "issuer")
# A genre that no more than one weak cue speaks for is not told; a text of no genre is read as news.
_ENOUGH = 3
FALLBACK = "news"


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a genre, where it counts and how much."""

    pattern: re.Pattern[str]
    where: str
    weight: int


@dataclass(frozen=True, slots=True)
class Genre:
    """A genre: how its publisher is found (none, self, government, issuer), with what organ, and its cues."""

    name: str
    publisher: str
    organ: str
    cues: tuple[Cue, ...]


@cache
def genres() -> dict[str, Genre]:
    """All genres by the names of their files.

    Raises:
        DataError: a file lacks its publisher, or a cue is no pattern or looks in an unknown place.
    """
    return {name: _genre(name) for name in names("lexicon", "genres")}


def _genre(name: str) -> Genre:
    path = ("lexicon", "genres", name)
    entry = table(*path)
    if entry.get("publisher") not in _PUBLISHERS:
        raise wrong("publisher", f"须是 / must be one of {', '.join(_PUBLISHERS)}", *path)
    cues = []
    for number, cue in enumerate(entry.get("cue", ()), 1):
        if cue.get("where") not in ("title", "start", "end", "text"):
            raise wrong(f"cue {number}", "where 须是 title、start、end、text 之一 / unknown where", *path)
        try:
            cues.append(Cue(re.compile(cue["pattern"]), cue["where"], int(cue["weight"])))
        except (re.error, KeyError) as error:
            raise wrong(f"cue {number}", f"不是正则式或缺键 / bad pattern or missing key: {error}", *path) from error
    return Genre(name, entry["publisher"], entry.get("organ", ""), tuple(cues))


def genre_of(document: Document, title: str | None) -> Genre:
    """The genre that most cues of the text speak for."""
    text = document.text.strip()
    parts = {"title": title or "", "start": text[:_START], "end": text[-_END:], "text": text}
    scores = {g.name: sum(c.weight for c in g.cues if c.pattern.search(parts[c.where])) for g in genres().values()}
    best = min(scores, key=lambda n: (-scores[n], n != FALLBACK, n))
    return genres()[best if scores[best] >= _ENOUGH else FALLBACK]
