"""Bodies by the head words of their names: universities, institutes, companies, organisations, platforms, parks."""

from collections.abc import Iterator

from kg.extraction.mentions import grammar
from kg.extraction.mentions.lexicon import lexicons
from kg.extraction.mentions.words import Words
from kg.model import Mention


def recognise(words: Words) -> Iterator[Mention]:
    """Names that end in a head of their class, and those of its closed list."""
    for cls, one in lexicons().items():
        if one.grown:
            yield from grammar.recognise(words, cls)
