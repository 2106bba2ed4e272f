"""Which stretches of the text name an entity, and of which class."""

from kg.extraction.mentions.registry import RECOGNISERS
from kg.extraction.mentions.repeats import repeats
from kg.extraction.mentions.select import select
from kg.extraction.mentions.shortened import shortened
from kg.extraction.mentions.teams import called_after
from kg.extraction.mentions.words import read_words
from kg.model import Document, Mention


def candidates(document: Document) -> list[Mention]:
    """What the recognisers propose, crossing and nested as it comes."""
    words = read_words(document)
    found = called_after(words, (mention for recognise in RECOGNISERS for mention in recognise(words)))
    found.extend(shortened(words, found))
    return [*found, *repeats(words, found)]


def find(document: Document) -> tuple[Mention, ...]:
    """The mentions of a report, by start; one may lie inside another where both are spoken of."""
    return select(document.text, candidates(document))


__all__ = ["candidates", "find", "select"]
