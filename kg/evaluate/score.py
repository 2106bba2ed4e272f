"""Precision, recall and F1 of an extraction against a gold answer.

The same counting as the project's outside scorer: entities are paired one to one by shared names (same class and
larger overlap first), relations by the paired ends, figures by value, unit and a like-named indicator.
"""

from kg.evaluate.counts import Count, Fault, Judged, Score, count, total
from kg.evaluate.figures import score_figures
from kg.evaluate.gold import GoldAnswer
from kg.evaluate.names import align, listed
from kg.evaluate.relations import score_relations
from kg.model import Entity, Extraction

__all__ = ["Count", "Judged", "Score", "score", "total"]


def score(extraction: Extraction, gold: GoldAnswer) -> Score:
    """Count what is right, extra and missed in ``extraction``."""
    result = Score(gold.identifier)
    found = {e.id: e for e in extraction.entities}
    pairs = align(gold.entities, found, extraction.source.text)
    _score_entities(result, found, pairs, gold)
    score_relations(result, extraction, found, pairs, gold)
    score_figures(result, extraction, found, pairs, gold)
    return result


def _score_entities(result: Score, found: dict[str, Entity], pairs: dict[str, str], gold: GoldAnswer) -> None:
    strict = {e for e, g in pairs.items() if found[e].cls == gold.entities[g].cls}
    new = {e for e in found if not listed(found[e].name, *found[e].aliases)}
    new_gold = {g for g in gold.entities if not listed(*gold.entities[g].forms)}
    hits = sum(pairs[e] in new_gold for e in strict)
    result.parts["unlisted"] = count(hits, max(hits, len(new)), len(new_gold))
    result.parts["entity_name"] = count(len(pairs), len(found), len(gold.entities))
    result.parts["entity"] = count(len(strict), len(found), len(gold.entities))
    hit = {pairs[e] for e in strict}
    for eid, entity in found.items():
        number = result.classes.setdefault(entity.cls, Count())
        result.judged.append(Judged("entity", entity.cls, entity.confidence, eid in strict))
        if eid in strict:
            number.right += 1
            continue
        number.extra += 1
        if eid in pairs:
            right_class = gold.entities[pairs[eid]].cls
            result.faults.append(Fault("wrong class", entity.cls, f"for {right_class}  {entity.name}"))
        else:
            result.faults.append(Fault("extra entity", entity.cls, f"{entity.name}   [{entity.extractor}]"))
    for gid, right in gold.entities.items():
        if gid not in hit:
            result.classes.setdefault(right.cls, Count()).missed += 1
        if gid not in pairs.values():
            result.faults.append(Fault("missed entity", right.cls, "|".join(right.forms)))
