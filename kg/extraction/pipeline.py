"""The way of one report through extraction: text → mentions → entities → statements and observations."""

from kg.extraction import context, entities, mentions, observations, statements
from kg.extraction.tokens import tokenize
from kg.model import Document, Extraction, Source
from kg.reading.structure import sentences


def read_document(source: Source) -> Document:
    """The sentences and words of a report."""
    found = sentences(source.text)
    return Document(source, found, tokenize(source.text, found))


def extract(source: Source) -> Extraction:
    """All that the report says: entities, statements and observations, each with its characters in the text."""
    document = read_document(source)
    named = mentions.find(document)
    setting = context.find(document, named)
    things = entities.resolve(document, named, setting)
    return Extraction(source, setting, things, statements.find(document, things, setting),
                      observations.find(document, things, setting))
