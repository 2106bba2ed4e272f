"""Found relations against the right ones."""

from collections.abc import Iterable

from kg.evaluate.counts import Count, Fault, Judged, Score, count
from kg.evaluate.gold import GoldAnswer
from kg.model import Entity, Extraction, Sentence, Span, Statement
from kg.reading.structure import sentences
from kg.vocabulary import vocabulary


def score_relations(result: Score, extraction: Extraction, found: dict[str, Entity], pairs: dict[str, str],
                    gold: GoldAnswer) -> None:
    """Count the relations of ``extraction`` in ``result``; a symmetric one is right in either direction."""
    right = {_key(r.subject, r.property, r.object) for r in gold.relations}
    mine = {_key(pairs.get(s.subject, s.subject), s.property, pairs.get(s.object, s.object)): s
            for s in extraction.statements}
    hits = right & set(mine)
    result.parts["relation"] = count(len(hits), len(mine), len(right))
    for keys, attribute in ((hits, "right"), (set(mine) - right, "extra"), (right - hits, "missed")):
        for _, _, prop in keys:
            number = result.properties.setdefault(prop, Count())
            setattr(number, attribute, getattr(number, attribute) + 1)
    cut = sentences(extraction.source.text)
    result.judged += [Judged("relation", s.property, s.confidence, key in right, _distance(s, found, cut))
                      for key, s in sorted(mine.items())]
    result.parts["conforming"] = count(sum(_conforms(s, found) for s in mine.values()), len(mine), len(mine))
    result.faults += _faults(right - hits, {k: s for k, s in mine.items() if k not in right}, found, gold,
                             extraction.source.text)


def _key(subject: str, prop: str, obj: str) -> tuple[str, str, str]:
    ends = sorted((subject, obj)) if vocabulary().properties[prop].symmetric else [subject, obj]
    return ends[0], ends[1], prop


def _distance(statement: Statement, found: dict[str, Entity], cut: Iterable[Sentence]) -> str:
    """How near the evidence has a name of the subject and one of the object."""
    ends = [[m for m in found[e].mentions if any(p.holds(m) for p in statement.evidence)]
            for e in (statement.subject, statement.object)]
    if not all(ends):
        return "left out"
    near = {_together(a, b, cut) for a in ends[0] for b in ends[1]}
    return min(near, key=("clause", "sentence", "further").index)


def _together(a: Span, b: Span, cut: Iterable[Sentence]) -> str:
    both = Span(min(a.start, b.start), max(a.end, b.end))
    sentence = next((s for s in cut if s.span.holds(both)), None)
    if sentence is None:
        return "further"
    return "clause" if any(c.holds(both) for c in sentence.clauses) else "sentence"


def _conforms(statement: Statement, found: dict[str, Entity]) -> bool:
    ends = (found[statement.subject].cls, found[statement.object].cls)
    return vocabulary().allows(statement.property, *ends)


def _faults(missed: set[tuple[str, str, str]], extra: dict[tuple[str, str, str], Statement], found: dict[str, Entity],
            gold: GoldAnswer, text: str) -> list[Fault]:
    def name(x: str) -> str:
        return gold.entities[x].name if x in gold.entities else "?" + found[x].name if x in found else x

    faults = [Fault("missed relation", p, f"{name(s)} —{p}→ {name(o)}") for s, o, p in sorted(missed)]
    for (s, o, p), statement in sorted(extra.items()):
        quote = next((e.of(text) for e in statement.evidence), "")
        faults.append(Fault("extra relation", p, f"{name(s)} —{p}→ {name(o)}   [{statement.extractor}] {quote[:80]}"))
    return faults
