"""What a report is called: its title as it stands, or the first words of a piece that has none."""

import re
from functools import cache

from kg.model import Document
from kg.tables import table

# A title is a short first paragraph that is no sentence and no numbered heading.
_TITLE_LENGTH = 80
_TITLE_LINES = 3
_FRONT_LINES = 6
_OPEN = ("。", "；", "，", "：", ":")
_ORIGINAL = re.compile(r"原标题[：:]\s*(?P<title>[^。\s]{4,60})(?=\s)")
_SHORT, _LONG = 8, 40
_CLAUSE = re.compile(r"[，；。！？：\n]")


def title_of(document: Document) -> str | None:
    """The title that the report begins with, or None where it begins with its text."""
    if not document.sentences:
        return None
    if match := _ORIGINAL.match(document.sentences[0].span.of(document.text)):
        return match["title"]
    paragraphs = _first_paragraphs(document)
    for count in range(1, len(paragraphs) + 1):
        joined = "".join(paragraphs[:count])
        if _pattern("document").search(joined) and len(joined) <= _TITLE_LENGTH:
            return joined
    return paragraphs[0] if paragraphs else None


def opening(document: Document) -> str | None:
    """The first words of the text, of at most 40 characters, behind place, date and reporter of a dispatch."""
    text = document.text.strip()
    while match := _pattern("lead").match(text):
        text = text[match.end() :].lstrip()
    first = re.split(r"(?<=[。！？])|\n", text, maxsplit=1)[0].rstrip("。")
    if len(first) <= _LONG:
        return first or None
    cuts = [m.start() for m in _CLAUSE.finditer(first[: _LONG + 1]) if m.start() >= _SHORT]
    return first[: cuts[-1]] if cuts else first[: _LONG - 1] + "…"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("lexicon", "publishers")[name])


def _first_paragraphs(document: Document) -> list[str]:
    """The short lines that a report begins with, as far as they may be its title."""
    found: list[str] = []
    for number in range(min(_FRONT_LINES, document.sentences[-1].paragraph)):
        inside = [s for s in document.sentences if s.paragraph == number]
        text = inside[0].span.of(document.text) if inside else ""
        if not found and _pattern("front").match(text):
            continue
        if len(inside) > 1 or len(text) > _TITLE_LENGTH or text.endswith(_OPEN) or (inside and inside[0].heading):
            break
        found += [text] if text and len(found) < _TITLE_LINES else []
    return found
