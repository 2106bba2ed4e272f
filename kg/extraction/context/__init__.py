"""Who speaks in the report, of which place and which year."""

import re

from kg.extraction.context.genres import genre_of
from kg.extraction.context.publishers import publisher_of
from kg.extraction.context.regions import region_of
from kg.extraction.context.years import year_of
from kg.model import Context, Document, Mention

# A title is a short first paragraph that is no sentence and no numbered heading.
_TITLE_LENGTH = 80
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
    return Context(title, publisher_of(document, mentions, genre, draft), region, province, year, genre.name)


def _title(document: Document) -> str | None:
    if not document.sentences:
        return None
    first = document.sentences[0]
    paragraph = [s for s in document.sentences if s.paragraph == first.paragraph]
    text = first.span.of(document.text)
    if match := _ORIGINAL.match(text):
        return match["title"]
    alone = len(paragraph) == 1 and len(document.sentences) > 1
    if alone and not first.heading and len(text) <= _TITLE_LENGTH and not text.endswith(("。", "；", "，", "：", ":")):
        return text
    return None
