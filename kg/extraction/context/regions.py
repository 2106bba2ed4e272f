"""Which place a report is of: all places that its words name, weighed, at the level that it speaks of."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from kg import places
from kg.extraction.entities import names
from kg.extraction.entities.references import level_words_in
from kg.model import Document, Mention, Token
from kg.places import Division
from kg.tables import table

# A place in the first words, in the title or as the place of a dispatch tells more than one in passing.
_HEAD, _TITLE, _DATELINE = 2.0, 3.0, 4.0
_START = 120
_PART = 0.4
# A place in the name of a university or company (甲市乙公司) tells less than one named for itself.
_INSIDE = 0.4
# The short name of a county may be part of another word (双城经济圈).
_SHORT, _CITY = 0.6, 2
# So great a part speaks for a place in the one whose level the text speaks of (全省) in a piece of news.
_MOST = 0.8
# So often a place is named in passing.
_PASSING = 2


def region_of(document: Document, mentions: tuple[Mention, ...], title: str | None, *,
              official: bool) -> tuple[str | None, str | None]:
    """The region of a report and its province, as full names; None where the text tells none.

    In an ``official`` report 省…专项 alone tells the level; a newspaper's may quote another place's body.
    """
    votes = _votes(document, mentions, title)
    if not votes:
        return _unlisted(document, mentions), None
    level = _level(document) or (_prefixed(document, mentions) if official else ())
    if not official and not level and _of_nation(document):
        return table("lexicon", "publishers")["country"], None
    best = _best(_rolled(votes, level)) or _smallest(votes)
    if not official and not _calls_own(document, level):
        small = _smallest(votes, _MOST)
        best = small if best in places.chain(small) else best
    around = places.chain(best)[-1]
    return best.name, around.name if around.rank == 1 else None


def _of_nation(document: Document) -> bool:
    """Whether a piece of news speaks of the country and names a place but in passing, as where it was sent from."""
    spoken = sum(document.text.count(word) for word in table("lexicon", "levels")["nation"])
    return spoken > _PASSING and sum(1 for _ in _named(document)) <= _PASSING


def _best(votes: Counter[Division]) -> Division | None:
    return min(votes, key=lambda d: (-votes[d], d.rank, d.code)) if votes else None


def _calls_own(document: Document, ends: tuple[str, ...]) -> bool:
    """Whether the text calls a place of the level its own (我省): 全省 may be the field of a comparison."""
    levels = table("lexicon", "levels")["level"]
    return not level_words_in(document.text).isdisjoint(
        w for level in levels if tuple(level["ends"]) == ends for w in level["self"])


def _smallest(votes: Counter[Division], part: float = _PART) -> Division:
    """Down from the province most spoken of, as long as one place in it has a good part of what speaks for it."""
    subtree: Counter[Division] = Counter()
    for division, weight in votes.items():
        for around in places.chain(division):
            subtree[around] += weight
    found = _best(Counter({d: v for d, v in subtree.items() if d.parent is None}))
    assert found is not None  # there are votes, and every place lies in a province
    while inner := _best(Counter({d: v for d, v in subtree.items() if d.parent == found.code})):
        if subtree[inner] < part * subtree[found]:
            break
        found = inner
    return found


def _rolled(votes: Counter[Division], ends: tuple[str, ...]) -> Counter[Division]:
    """The votes of each place of the level, its own and those of the places in it."""
    found: Counter[Division] = Counter()
    for division, weight in votes.items():
        for around in places.chain(division):
            if around.name.endswith(ends):
                found[around] += weight if around == division else weight / 2  # type: ignore[assignment]
                break
    return found


def _level(document: Document) -> tuple[str, ...]:
    """The ends of the places of the level that the text speaks for: the smallest that it calls 我市 or 全市."""
    spoken = level_words_in(_without_scopes(document.text))
    for level in reversed(table("lexicon", "levels")["level"]):
        if spoken & {*level["self"], *level["whole"]}:
            return tuple(level["ends"])
    return ()


def _without_scopes(text: str) -> str:
    """The text without 全省 and its like where they are only the field of a comparison: 居全省第四, 占全省的一半."""
    return _scope().sub("", text)


@cache
def _scope() -> re.Pattern[str]:
    levels = table("lexicon", "levels")
    words = "|".join(sorted({w for level in levels["level"] for w in level["whole"]}))
    before = levels["scope"]["before"]
    return re.compile(f"{before}(?:{words})|(?:{words}){levels['scope']['after']}")


def _prefixed(document: Document, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The ends of the places of the level that most names have before them (省重大专项)."""
    found = Counter(p for m in mentions if (p := names.level_prefix(m.span.of(document.text))))
    return names.level_words()[min(found, key=lambda p: (-found[p], p))] if found else ()


def _votes(document: Document, mentions: tuple[Mention, ...], title: str | None) -> Counter[Division]:
    named = list(_named(document))
    within = _clear_province(named)
    others = [m.span for m in mentions if m.cls in table("lexicon", "levels")["named_after"]]
    votes: Counter[Division] = Counter()
    for at, (name, start) in enumerate(named):
        division = places.find(name, within)
        if division is None or _holds_next(division, named[at : at + 2], within):
            continue
        inside = any(o.start <= start and start + len(name) < o.end for o in others)
        share = (_INSIDE if inside else 1) * (_SHORT if name != division.name and division.rank > _CITY else 1)
        votes[division] += _weight(document, start, title) * share  # type: ignore[assignment]
    return votes


def _holds_next(division: Division, pair: list[tuple[str, int]], within: str | None) -> bool:
    """甲省 in 甲省乙市: a place named only as where the next one lies."""
    (name, start), *following = pair
    if not following or following[0][1] != start + len(name):
        return False
    inner = places.find(following[0][0], within)
    return inner is not None and inner != division and division in places.chain(inner)


def _clear_province(named: list[tuple[str, int]]) -> str | None:
    """The province that names of one place only speak for: it tells which 河东区 is meant."""
    found = Counter(places.chain(places.named(n)[0])[-1].name for n, _ in named if len(places.named(n)) == 1)
    return min(found, key=lambda n: (-found[n], n)) if found else None


def _weight(document: Document, start: int, title: str | None) -> float:
    weight = 1.0
    if start < _START:
        weight += _HEAD
    if title and start < len(title):
        weight += _TITLE
    if _dateline().search(document.text[max(0, start - 4) : start + 20]):
        weight += _DATELINE
    return weight


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(table("lexicon", "levels")["dateline"])


def _named(document: Document) -> Iterator[tuple[str, int]]:
    """The names of places in the text with their starts: where a word begins, and inside names of bodies."""
    skipped = 0
    for token in document.tokens:
        for start in range(token.start, token.end if token.tag in ("LOC", "ORG", "nz") else token.start + 1):
            if start >= skipped and (name := places.leading(document.text[start : start + 20])) and _sure(name, token):
                yield name, start
                skipped = start + len(name)


def _sure(name: str, token: Token) -> bool:
    """A county's short name may be any word (和平, 开放): it counts only where the word is tagged as a place."""
    if places.named(name)[0].rank < 3 or name != places.shorten(name):
        return True
    return token.tag == "LOC" and token.text == name


def _unlisted(document: Document, mentions: tuple[Mention, ...]) -> str | None:
    found = Counter(m.span.of(document.text) for m in mentions if m.cls in table("lexicon", "levels")["region_classes"])
    return min(found, key=lambda n: (-found[n], n)) if found else None
