"""What the page's script reads: the nodes and edges that are drawn, and the records behind them, as JSON values.

Offsets stay code points; the script counts in code points too.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.model import Context, Observation, Source
from kg.reading.structure import sentences
from kg.view import assets
from kg.view.layout import Box, positions
from kg.view.merge import Fact, Figure, Place, Thing, View
from kg.vocabulary import vocabulary

# Pixels: the radius of a node, and the letters and lines of its label.
_SMALLEST = 6.5
_LARGEST = 26.0
_LETTER = 12
_LINE = 15
_LABEL_WIDTH = 8
_LINES = 2


def drawn(view: View) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges as vis-network (and pyvis) name their parts; ids are the numbers of things and facts."""
    places = positions([_box(t) for t in view.things], [(f.subject, f.object) for f in view.facts])
    nodes = [_node(n, t, x, y) for n, (t, (x, y)) in enumerate(zip(view.things, places, strict=True))]
    turns = Counter[frozenset[int]]()
    edges = []
    for n, fact in enumerate(view.facts):
        pair = frozenset((fact.subject, fact.object))
        edges.append(_edge(n, fact, turns[pair]))
        turns[pair] += 1
    return nodes, edges


def records(view: View, contexts: Sequence[Context], title: str) -> dict[str, Any]:
    """All that the page says: vocabulary, words, reports with their texts, entities, facts and figures."""
    return {
        "title": title,
        "words": assets.words(),
        "classes": _classes(view),
        "relations": _relations(view),
        "reports": [_report(s, c) for s, c in zip(view.sources, contexts, strict=True)],
        "entities": [_entity(t) for t in view.things],
        "facts": [_fact(f) for f in view.facts],
        "figures": [_figure(f) for f in view.figures],
    }


def _size(thing: Thing) -> float:
    size = min(_LARGEST, _SMALLEST + 2.6 * math.sqrt(thing.degree))
    return round(size * assets.shapes()[thing.cls].weight, 1)


def _box(thing: Thing) -> Box:
    lines = min(_LINES, math.ceil(len(thing.name) / _LABEL_WIDTH))
    width = min(len(thing.name), _LABEL_WIDTH) * _LETTER + 6
    size = _size(thing)
    return Box(max(width, 2 * size + 6), 2 * size + lines * _LINE + 6, thing.cls)


def _node(number: int, thing: Thing, x: int, y: int) -> dict[str, Any]:
    return {"n_id": number, "label": thing.name, "shape": assets.shapes()[thing.cls].name, "size": _size(thing),
            "color": vocabulary().classes[thing.cls].colour, "x": x, "y": y}


def _edge(number: int, fact: Fact, turn: int) -> dict[str, Any]:
    edge: dict[str, Any] = {"source": fact.subject, "dest": fact.object, "id": number}
    if fact.planned:
        edge["dashes"] = [6, 5]
    if vocabulary().properties[fact.property].symmetric:
        edge["arrows"] = ""
    if turn:
        # Further relations of a pair bow out, so that each can be seen and clicked.
        side = "curvedCW" if turn % 2 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": side, "roundness": round(0.14 * ((turn + 1) // 2), 2)}
    return edge


def _classes(view: View) -> dict[str, dict[str, Any]]:
    counts = Counter(t.cls for t in view.things)
    known = vocabulary().classes
    return {c: {"zh": known[c].zh, "en": known[c].en, "colour": known[c].colour, "shape": assets.shapes()[c].name,
                "count": counts[c]} for c in sorted(counts)}


def _relations(view: View) -> dict[str, dict[str, Any]]:
    counts = Counter(f.property for f in view.facts)
    known = vocabulary().properties
    return {p: {"zh": known[p].zh, "en": known[p].en, "symmetric": known[p].symmetric, "count": counts[p]}
            for p in sorted(counts)}


def _report(source: Source, context: Context) -> dict[str, Any]:
    return {"id": source.identifier, "title": context.title or source.identifier, "publisher": context.publisher,
            "region": context.region, "year": context.year, "text": source.text,
            "sentences": [[s.span.start, s.span.end, int(s.heading)] for s in sentences(source.text)]}


def _entity(thing: Thing) -> dict[str, Any]:
    return {"id": thing.id, "class": thing.cls, "name": thing.name, "aliases": list(thing.aliases),
            "mentions": _places(thing.mentions), "references": _places(thing.references),
            "confidence": round(thing.confidence, 3)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {"subject": fact.subject, "relation": fact.property, "object": fact.object, "planned": fact.planned,
            "detail": fact.detail, "confidence": round(fact.confidence, 3), "rules": list(fact.extractors),
            "evidence": _places(fact.evidence)}


def _figure(figure: Figure) -> dict[str, Any]:
    seen = figure.observation
    return {"subject": figure.subject, "indicator": seen.indicator, "value": _value(seen), "unit": seen.unit,
            "period": seen.period, "change": _decimal(seen.change), "changeUnit": seen.change_unit,
            "rank": seen.rank, "rankScope": seen.rank_scope, "comparator": seen.comparator, "target": seen.target,
            "quote": seen.value_text, "confidence": round(seen.confidence, 3),
            "rules": [seen.extractor] if seen.extractor else [],
            "evidence": _places([Place(figure.report, span) for span in seen.evidence])}


def _value(seen: Observation) -> str | None:
    return _decimal(seen.value)


def _decimal(number: object) -> str | None:
    return None if number is None else f"{number:f}"


def _places(places: Sequence[Place]) -> list[list[int]]:
    return [[p.report, p.span.start, p.span.end] for p in places]
