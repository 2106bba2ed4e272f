"""A name once found is a name wherever it is repeated."""

from collections.abc import Iterable, Iterator

from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

_SUREST = 0.7
_SHORTEST = 3


def repeats(words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """The other places where a surely found name of three characters or more stands between borders of words."""
    names = {(m.span.of(words.text), m.cls): m for m in found
             if m.confidence >= _SUREST and m.name is None and m.span.end - m.span.start >= _SHORTEST}
    for (name, cls), mention in sorted(names.items()):
        for start in _places(words.text, name):
            if words.is_boundary(start) or words.is_boundary(start + len(name)):
                yield Mention(Span(start, start + len(name)), cls, mention.confidence - 0.05, "repeat")


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)
