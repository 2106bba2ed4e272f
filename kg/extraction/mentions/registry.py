"""All recognisers of mentions.

A recogniser is a pure function of a document's words; ``select`` settles what several of them say of one place.
"""

from collections.abc import Callable, Iterable

from kg.extraction.mentions import bodies, brands, honours, organs, people, regions, shares, units
from kg.extraction.mentions.words import Words
from kg.model import Mention

Recogniser = Callable[[Words], Iterable[Mention]]

RECOGNISERS: tuple[Recogniser, ...] = (
    bodies.recognise,
    organs.recognise,
    people.recognise,
    regions.recognise,
    brands.recognise,
    shares.recognise,
    honours.recognise,
    units.recognise,
)
