"""People who are listed with their posts: 某省长甲，某常委、秘书长乙、某市委书记丙，副省长丁 are one list."""

import re
from functools import cache

from kg.extraction.statements.lines import Line, character_set
from kg.extraction.statements.rules import read


def people(line: Line, position: int) -> tuple[int, ...]:
    """The positions of the people of the list in which the person at ``position`` stands, this one too."""
    persons = [p for p in line.slots if _person().match(line.text, p)]
    first = last = persons.index(position)
    while first > 0 and _listed(line, persons[first - 1], persons[first]):
        first -= 1
    while last + 1 < len(persons) and _listed(line, persons[last], persons[last + 1]):
        last += 1
    return tuple(persons[first : last + 1])


def is_person(line: Line, position: int) -> bool:
    """Whether a person stands at ``position``."""
    return bool(_person().match(line.text, position))


def _listed(line: Line, left: int, right: int) -> bool:
    return bool(_link().fullmatch(line.text, left + 1, right))


@cache
def _person() -> re.Pattern[str]:
    return re.compile(character_set(("Person",)))


@cache
def _link() -> re.Pattern[str]:
    """What stands between two people of a list: a mark or 和, then bodies with posts, or a post alone."""
    data = read("posts")
    body = character_set(("Organization", "Region", "Park", "Platform", "TalentTitle", "Team"))
    post = f"[^{data['not_in_post']}，。；：\ue000-\uf8ff]{{0,12}}?(?:{'|'.join(data['posts'])})"
    before = "|".join(data["before_name"])
    return re.compile(f"(?:、|，|和|与|及|以及)(?:{body}*(?:{post})?[、，]?){{0,4}}?(?:{before})?")
