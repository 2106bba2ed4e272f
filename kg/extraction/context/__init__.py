"""Who speaks in the report, of which place and which year."""

from kg.extraction.context.genres import genre_of
from kg.extraction.context.publishers import publisher_of
from kg.extraction.context.regions import region_of
from kg.extraction.context.titles import opening, title_of
from kg.extraction.context.told import told
from kg.extraction.context.years import year_of
from kg.extraction.entities.forms import is_national
from kg.model import Context, Document, Mention
from kg.tables import table


def find(document: Document, mentions: tuple[Mention, ...]) -> Context:
    """The publisher, region, province, year and genre of a report, as far as its text tells them.

    Publisher and region are full names (衡阳市科学技术局, 衡阳市); what the text does not tell is None.
    """
    title = title_of(document)
    genre = genre_of(document, title)
    region, province = region_of(document, mentions, title, official=genre.publisher != "none")
    year = year_of(document, title, genre.name)
    draft = Context(title, None, region, province, year, genre.name)
    publisher = publisher_of(document, mentions, genre, draft)
    if publisher and is_national(publisher):
        region, province = table("lexicon", "publishers")["country"], None
    called = title or opening(document) or document.source.identifier
    return Context(called, publisher, region, province, year, genre.name)


__all__ = ["find", "told"]
