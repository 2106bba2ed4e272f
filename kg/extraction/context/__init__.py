"""Who speaks in the report, of which place and which year."""

import re

from kg.extraction.context.genres import genre_of
from kg.extraction.context.publishers import publisher_of
from kg.extraction.context.regions import region_of
from kg.extraction.context.told import told
from kg.extraction.context.years import year_of
from kg.extraction.entities.forms import is_national
from kg.model import Context, Document, Mention
from kg.tables import table

# A title is a short first paragraph that is no sentence and no numbered heading.
_TITLE_LENGTH = 80
_TITLE_LINES = 3
_OPEN = ("。", "；", "，", "：", ":")
_ORIGINAL = re.compile(r"原标题[：:]\s*(?P<title>[^。\s]{4,60})(?=\s)")


def find(document: Document, mentions: tuple[Mention, ...]) -> Context:
    """The publisher, region, province, year and genre of a report, as far as its text tells them.

    Publisher and region are full names (衡阳市科学技术局, 衡阳市); what the text does not tell is None.
    """
    title = _title(document)
    genre = genre_of(document, title)
    region, province = region_of(document, mentions, title, official=genre.publisher != "none")
    year = year_of(document, title, genre.name)
    draft = Context(title, None, region, province, year, genre.name)
    publisher = publisher_of(document, mentions, genre, draft)
    if publisher and is_national(publisher):
        region, province = table("lexicon", "publishers")["country"], None
    return Context(title, publisher, region, province, year, genre.name)


def _title(document: Document) -> str | None:
    if not document.sentences:
        return None
    if match := _ORIGINAL.match(document.sentences[0].span.of(document.text)):
        return match["title"]
    paragraphs = _first_paragraphs(document)
    closed = re.compile(table("lexicon", "publishers")["document"])
    for count in range(1, len(paragraphs) + 1):
        joined = "".join(paragraphs[:count])
        if closed.search(joined) and len(joined) <= _TITLE_LENGTH:
            return joined
    return paragraphs[0] if paragraphs else None


def _first_paragraphs(document: Document) -> list[str]:
    """The short lines that a report begins with, as far as they may be its title."""
    found: list[str] = []
    for number in range(min(_TITLE_LINES, document.sentences[-1].paragraph)):
        inside = [s for s in document.sentences if s.paragraph == number]
        text = inside[0].span.of(document.text) if inside else ""
        if len(inside) > 1 or len(text) > _TITLE_LENGTH or text.endswith(_OPEN) or (inside and inside[0].heading):
            break
        found += [text] if text else []
    return found


__all__ = ["find", "told"]
