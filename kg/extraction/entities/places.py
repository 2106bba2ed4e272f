"""The publisher and the places that a report speaks of, where it names them only by 我局, 全市 or in 省政府."""

import re
from collections import defaultdict
from dataclasses import replace

from kg import places
from kg.extraction.entities.references import governed, level_references, place_part, self_words
from kg.model import Context, Document, Entity, Span
from kg.tables import table

_EXTRACTOR = "context"
_CONFIDENCE = 0.95


def with_places(document: Document, found: list[Entity], context: Context, taken: tuple[Span, ...]) -> list[Entity]:
    """The entities with the publisher, its region and every governed place among them, and their references."""
    spoken = level_references(document, context, taken)
    seats = _seats(document, found)
    entities = {e.id: e for e in found}
    region = table("lexicon", "levels")["region_classes"][0]
    wanted = {*seats, *_speaking(document, spoken)}
    if context.region and context.publisher:
        wanted.add(context.region)
    for place in sorted(wanted | set(spoken)):
        known = entities.get(f"{region}/{place}")
        if spans := spoken.get(place, ()) or (seats.get(place, ()) if not known else ()):
            _add(entities, region, place, spans, new=place in wanted)
        elif place in wanted and not known:
            _add(entities, region, place, _word(document, place), new=True)
    if context.publisher:
        cls = table("lexicon", "publishers")["classes"][0]
        spans = self_words(document, taken)
        if f"{cls}/{context.publisher}" not in entities:
            spans = spans or _speaker(document, context, spoken)
        _add(entities, cls, context.publisher, spans, new=True)
    return list(entities.values())


def _add(entities: dict[str, Entity], cls: str, name: str, spans: tuple[Span, ...], *, new: bool) -> None:
    known = entities.get(f"{cls}/{name}")
    if known:
        entities[known.id] = replace(known, references=tuple(sorted({*known.references, *spans})))
    elif new and spans:
        entity = Entity(cls, name, (), (), tuple(sorted(set(spans))), _CONFIDENCE, _EXTRACTOR)
        entities[entity.id] = entity


def _seats(document: Document, found: list[Entity]) -> dict[str, tuple[Span, ...]]:
    """For the place of each government and party committee named: the part of their names that tells it."""
    seats: dict[str, list[Span]] = defaultdict(list)
    for entity in found:
        if place := governed(entity):
            for span in entity.mentions:
                length = place_part(span.of(document.text)) or span.end - span.start
                seats[places.full(place)].append(Span(span.start, span.start + length))
    return {place: tuple(sorted(spans)) for place, spans in seats.items()}


def _speaking(document: Document, spoken: dict[str, tuple[Span, ...]]) -> set[str]:
    """The places that the text calls its own (我省): they are spoken of even if never named."""
    own = {w for level in table("lexicon", "levels")["level"] for w in level["self"]}
    return {place for place, spans in spoken.items() if any(s.of(document.text) in own for s in spans)}


def _speaker(document: Document, context: Context, spoken: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """What stands for a publisher that never names itself: its 我们, else the first word for its place."""
    if match := re.search("|".join(table("lexicon", "references")["we"]), document.text):
        return (Span(match.start(), match.end()),)
    return spoken.get(context.region or "", ())[:1] or _word(document, context.region or "")


def _word(document: Document, place: str) -> tuple[Span, ...]:
    """The first place in the text where the place's full or short name stands, inside other names too."""
    for form in (place, places.shorten(place)):
        if form and (at := document.text.find(form)) >= 0:
            return (Span(at, at + len(form)),)
    return ()
