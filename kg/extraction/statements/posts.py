"""Posts: who works where, as what."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.lines import Line, character_set
from kg.extraction.statements.rules import read
from kg.vocabulary import vocabulary

_PROPERTY = "worksFor"
_COMMA = re.compile("[，,]")
_STOP = re.compile("[。；;]")
# Behind the comma after a name its body follows at once.
_NEAR = 3


def find(lines: tuple[Line, ...]) -> Iterator[Candidate]:
    """The posts that stand before, after or beside the names of people."""
    for line in lines:
        if _person().search(line.text):
            listed = set(_roster_starts(line))
            yield from _before(line)
            yield from _after(line)
            yield from _beside(line, listed)
            yield from _listed(line)


def rosters(lines: tuple[Line, ...]) -> Iterator[Candidate]:
    """The honour of every person of a list that is headed by it (…表彰名单：甲 某大学 乙 某公司)."""
    for line in lines:
        starts = _roster_starts(line)
        heads = [m.start("honour") for m in _heading().finditer(line.text)]
        for position in starts:
            before = [h for h in heads if h < position]
            if before:
                yield Candidate(line.slots[position].entity, "receives", line.slots[before[-1]].entity,
                                line.evidence(position, position), _confidence("roster"), "posts-roster")


def _before(line: Line) -> Iterator[Candidate]:
    """机构＋职务＋人名; several bodies for one person, several people for one post."""
    stated = {m.start(): m for m in _body_post().finditer(line.text)}
    for match in stated.values():
        person = _person_after(line, match.end(), stated)
        if person is not None:
            named = people(line, person)
            for p in named:
                yield _candidate(line, p, match.start("body"), match.group("post"), "posts-before")
            yield from _shared(line, match.start("body"), named[-1] + 1)


def _shared(line: Line, body: int, position: int) -> Iterator[Candidate]:
    """Further people of the body: 某校长甲，副校长乙、丙."""
    while match := _next_post().match(line.text, position):
        position = match.end()
        yield _candidate(line, position - 1, body, match.group("post"), "posts-before")


def _person_after(line: Line, position: int, stated: dict[int, re.Match[str]]) -> int | None:
    while True:
        gap = _between().match(line.text, position)
        position = gap.end() if gap else position
        if position in stated:
            position = stated[position].end()
        elif position in line.slots and _person().match(line.text, position):
            return position
        elif position in line.slots and _title().match(line.text, position):
            position += 1
        else:
            return None


def _whose(line: Line, position: int) -> bool:
    """Whether the post that ends at ``position`` is said of the name that follows (主席乙, 主席的乙)."""
    behind = (position, position + line.text.startswith("的", position))
    return any(_person_after(line, p, {}) is not None for p in behind)


def people(line: Line, position: int) -> list[int]:
    """The people right behind one another from ``position``; behind a further body stands one of its own."""
    last = next((p for p in sorted(line.slots) if p > position and not _person().match(line.text, p)), len(line.text))
    return [p for p in line.groups[position] if position <= p < last]


def _after(line: Line) -> Iterator[Candidate]:
    """人名＋任＋机构＋职务、机构＋职务; a post right before another name is that one's."""
    for opening in _is().finditer(line.text):
        end = _STOP.search(line.text, opening.end())
        for match in _body_post().finditer(line.text, opening.end() - 1, end.start() if end else len(line.text)):
            between = line.text[opening.end() : match.start()]
            listed = opening["mark"] and len(between) > _NEAR
            if listed or _COMMA.search(between) or _person().search(between) or _whose(line, match.end()):
                break
            yield _candidate(line, opening.start("person"), match.start("body"), match.group("post"), "posts-after")


def _listed(line: Line) -> Iterator[Candidate]:
    """A line of a list of people: 人名（＋职称）＋机构＋职务、机构＋职务, and nothing else."""
    entry = _entry().fullmatch(line.text)
    if not entry:
        return
    for match in re.finditer(f"(?P<body>{_employers()})(?P<post>[^、，]*)", entry.group("bodies")):
        at = entry.start("bodies") + match.start("body")
        yield _candidate(line, entry.start("person"), at, match.group("post"), "posts-listed")


def _beside(line: Line, listed: set[int]) -> Iterator[Candidate]:
    """A name right behind its body, or right before it in a list."""
    for position in sorted(listed):
        yield _candidate(line, position, position + 1, None, "posts-roster")
    for match in _body_person().finditer(line.text):
        person = match.start("person")
        if person not in listed and match.start("body") - 1 not in listed:
            for p in people(line, person):
                yield _candidate(line, p, match.start("body"), match.group("post"), "posts-beside")


def _roster_starts(line: Line) -> list[int]:
    return [p for m in _roster().finditer(line.text) for p in range(m.start(), m.end())
            if _person().match(line.text, p)]


def _candidate(line: Line, person: int, body: int, post: str | None, rule: str) -> Candidate:
    employer = line.slots[body].entity
    span = line.evidence(min(person, body), max(person, body))
    sure = _confidence(rule.removeprefix("posts-"))
    return Candidate(line.slots[person].entity, _PROPERTY, employer, span, sure, rule, detail=_clean(post))


def _clean(post: str | None) -> str | None:
    return post.strip("的、") or None if post else None


def _confidence(key: str) -> float:
    return float(read("posts")["confidence"][key])


@cache
def _employers() -> str:
    return character_set(tuple(sorted(vocabulary().properties[_PROPERTY].range)))


@cache
def post_words() -> str:
    """A pattern of the words that posts end with, the longest first."""
    return "|".join(sorted(read("posts")["posts"], key=lambda w: (-len(w), w)))


@cache
def _post() -> str:
    words = post_words()
    free = read("posts")["not_in_post"]
    one = f"[^，。；：、{free}\ue000-\uf8ff]{{0,9}}(?:{words})(?:{words})?"
    return f"{one}(?:[、和兼](?:{one}))*"


@cache
def _body_post() -> re.Pattern[str]:
    return re.compile(f"(?P<body>{_employers()})(?P<post>{_post()})")


@cache
def _next_post() -> re.Pattern[str]:
    kinds = "|".join(read("posts")["shared"])
    return re.compile(f"[，、和]?(?P<post>(?:{kinds}))(?P<person>{character_set(('Person',))})")


@cache
def _body_person() -> re.Pattern[str]:
    words = "|".join(read("posts")["posts"])
    # 某大学的甲, 某大学院士甲; of a place that would be who lives there.
    own = f"(?<={character_set(('Organization', 'Platform'))})(?:的|(?:{_title().pattern}、?)+)"
    person = f"(?P<person>{character_set(('Person',))})"
    return re.compile(f"(?P<body>{_employers()})(?:{own})?{person}(?P<post>(?:{words})?)")


@cache
def _between() -> re.Pattern[str]:
    return re.compile("[、，兼和 ]*(?:" + "|".join(read("posts")["before_name"]) + ")?")


@cache
def _is() -> re.Pattern[str]:
    person = f"(?P<person>{character_set(('Person',))})"
    takes = "|".join(read("posts")["takes"])
    return re.compile(person + f"(?:(?P<mark>[，,（(])|[^，。；：,;:\ue000-\uf8ff]{{0,3}}(?:[是为]|{takes}))")


@cache
def _person() -> re.Pattern[str]:
    return re.compile(character_set(("Person",)))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(character_set(("TalentTitle",)))


@cache
def _roster() -> re.Pattern[str]:
    pair = f"{character_set(('Person',))}{_employers()}"
    return re.compile(f"(?:{pair}){{3,}}|^{pair}$")


@cache
def _entry() -> re.Pattern[str]:
    ranks = "|".join(read("posts")["ranks"])
    bodies = f"(?:{_employers()}(?:{_post()})?[、，]?)+"
    return re.compile(f"(?:[^：:]{{1,8}}[：:])?(?P<person>{character_set(('Person',))})"
                      f"(?:(?:{ranks})[、，]?)?(?P<bodies>{bodies})[。；]?")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(f"(?P<honour>{character_set(('Honour',))})[^，。；：\ue000-\uf8ff]{{0,6}}名单")

