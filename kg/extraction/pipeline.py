"""The way of one report through extraction: text → mentions → entities → statements and observations."""

from kg import places
from kg.extraction import context, entities, observations, statements
from kg.extraction.nlp import read
from kg.model import Extraction, Source


def extract(source: Source) -> Extraction:
    """All that the report says: entities, statements and observations, each with its characters in the text."""
    with places.also(context.told(source.text)):
        document, named = read(source)
        setting = context.find(document, named)
        things = entities.resolve(document, named, setting)
        return Extraction(source, setting, things, statements.find(document, things, setting),
                          observations.find(document, things, setting))
