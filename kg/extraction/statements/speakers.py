"""Who stands behind what has no subject: publisher, region, and the event that a piece of news reports on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.statements.candidates import Candidate
from kg.extraction.statements.rules import read
from kg.model import Context, Entity
from kg.vocabulary import vocabulary

_EVENT, _PARK = "Event", "Park"
# 发布会（第二场）
_PART = re.compile(r"[（(][^（）()]*[）)]$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands behind what has no subject; ``publisher`` only where it speaks itself."""

    publisher: Entity | None
    region: Entity | None
    event: Entity | None = None
    talks: bool = False
    contests: bool = False

    def of(self, who: str) -> Entity | None:
        """The entity meant by a word of a rule's ``who``.

        ``publisher`` is the region where no publisher speaks; ``speaker`` is the publisher only, ``area`` the region
        of a publisher that speaks, ``event`` the event that a piece of news reports on, ``forum`` that event where
        it is one of talks, ``contest`` where it is one.
        """
        event = None if self.publisher else self.event
        return {"publisher": self.publisher or self.region, "speaker": self.publisher, "region": self.region,
                "area": self.region if self.publisher else None,
                "event": event, "forum": event if self.talks else None,
                "contest": event if self.contests else None}[who]


def speaker(text: str, entities: tuple[Entity, ...], context: Context) -> Speaker:
    """Publisher and region of ``context`` among ``entities``, and the event that ``text`` reports on."""
    reports = context.genre in _words("reporting")
    publisher = None if reports else _publisher(entities, context)
    event = _event(text, entities)
    talks = event is not None and any(w in event.name for w in _words("talks"))
    contests = event is not None and _PART.sub("", event.name).endswith(_words("contests"))
    return Speaker(publisher, _region(entities, context), event, talks, contests)


def _event(text: str, entities: tuple[Entity, ...]) -> Entity | None:
    """The meeting that is named first near the beginning, the longer of two names; none where a nameless one is.

    Who speaks at a press conference without a name does not take part in the meeting that it is about.
    """
    opening, nameless = int(read("subjects")["opening"]), _words("nameless")
    events = sorted((e.mentions[0].start, -e.mentions[0].end, e.id, e) for e in entities if _meets(e))
    brief = len(text) <= int(read("subjects")["longest"])
    first = events[0][3] if brief and events and events[0][0] < opening else None
    if first and any(w in text[:opening] and not any(w in a for a in first.aliases) for w in nameless):
        return None
    return first


def _meets(entity: Entity) -> bool:
    """Whether it is a meeting: an event in whose name the last word says so."""
    return (vocabulary().is_a(entity.cls, (_EVENT,)) and bool(entity.mentions)
            and _PART.sub("", entity.name).endswith(_words("meetings")))


def _publisher(entities: tuple[Entity, ...], context: Context) -> Entity | None:
    """The publisher, where it speaks: it says 我局, or the genre is one in which a publisher speaks."""
    official = context.genre in (*_words("official"), *_words("reporting"))
    return next((e for e in entities if e.name == context.publisher and (official or e.references)), None)


def _region(entities: tuple[Entity, ...], context: Context) -> Entity | None:
    return next((e for e in entities if e.name == context.region), None)


def governing(entities: tuple[Entity, ...], context: Context) -> Iterator[Candidate]:
    """The publisher governs the region that it serves; the committee of a park serves no region."""
    publisher, region = _publisher(entities, context), _region(entities, context)
    park = publisher and any(e.cls == _PARK and publisher.name.startswith(e.name) for e in entities)
    if publisher and region and not park:
        place = next(publisher.places())
        yield Candidate(publisher, "governs", region, place, float(read("subjects")["governing"]), "speaker-governs")


def conferring(entities: tuple[Entity, ...], context: Context) -> Iterator[Candidate]:
    """A publisher that decides confers the honours that bear its region's name."""
    publisher, region = _publisher(entities, context), _region(entities, context)
    if publisher and region and context.genre in _words("deciding"):
        for honour in entities:
            if vocabulary().is_a(honour.cls, ("Honour",)) and honour.name.startswith(region.name):
                place = next(honour.places(), None) or next(publisher.places())
                yield Candidate(honour, "conferredBy", publisher, place, float(read("subjects")["conferring"]),
                                "speaker-confers")


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(read("subjects")[key])
