"""The publisher and the places that a report speaks of, where it names them only by 我局, 全市 or in 省政府."""

import re
from collections import defaultdict
from dataclasses import replace

from kg import places
from kg.extraction.entities.clusters import is_region
from kg.extraction.entities.references import governed, level_references, place_part, self_words
from kg.extraction.entities.regions import region_key
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
    known = {region_key(form, context): e.id for e in found if is_region(e.cls) for form in (e.name, *e.aliases)}
    wanted = {*seats, *_speaking(document, spoken)}
    if context.region and (context.publisher or _has_body(found, context)):
        wanted.add(context.region)
    for place in sorted(wanted | set(spoken)):
        own = known.get(place, f"{region}/{place}")
        spans = spoken.get(place, ())
        if own not in entities and not spans:
            spans = seats.get(place) or _word(document, place)
        _add(entities, own, spans, new=place in wanted)
    if context.publisher:
        own = f"{table('lexicon', 'publishers')['classes'][0]}/{context.publisher}"
        spans = self_words(document, taken)
        _add(entities, own, spans or (() if own in entities else _speaker(document, context, spoken)), new=True)
    return list(entities.values())


def _add(entities: dict[str, Entity], own: str, spans: tuple[Span, ...], *, new: bool) -> None:
    """Add references to the entity of this id, or make it of them."""
    if known := entities.get(own):
        entities[own] = replace(known, references=tuple(sorted({*known.references, *spans})))
    elif new and spans:
        cls, _, name = own.partition("/")
        entities[own] = Entity(cls, name, (), (), tuple(sorted(set(spans))), _CONFIDENCE, _EXTRACTOR)


def _has_body(found: list[Entity], context: Context) -> bool:
    """Whether a body of the report's region is named: 甲市科技局 in a piece about its year."""
    bodies = table("lexicon", "publishers")["classes"]
    return any(e.cls in bodies and e.name.startswith(context.region or "") for e in found)


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
    """The places that the text calls its own (我省) or begins a clause with (全省…): spoken of even if never named."""
    own = {w for level in table("lexicon", "levels")["level"] for w in level["self"]}
    starts = {clause.start for s in document.sentences for clause in s.clauses}
    return {place for place, spans in spoken.items()
            if any(s.of(document.text) in own or s.start in starts for s in spans)}


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
