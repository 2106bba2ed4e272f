"""Teams called after their leader: 某大学甲团队 is the 甲团队 of 某大学, each a name of its own."""

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

CLASS = "Team"
_LED = re.compile("(?:教授|院士|博士|研究员|老师)?(?:科研|创新|研究|课题)?(?:团队|课题组)")
_PERSON = "PER"


def called_after(words: Words, found: Iterable[Mention]) -> list[Mention]:
    """``found`` with the teams that are called after a person cut to the person's name."""
    return [replace(m, span=_own(words, m.span)) if m.cls == CLASS else m for m in found]


def _own(words: Words, span: Span) -> Span:
    inside = (w for w in words.within(span) if w.tag == _PERSON and w.start > span.start)
    start = next((w.start for w in inside if _LED.fullmatch(words.text, w.end, span.end)), span.start)
    return Span(start, span.end)
