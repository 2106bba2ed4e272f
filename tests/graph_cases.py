"""Extractions to test with: the gold answer as records, and any that hypothesis thinks of."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from kg.evaluate.gold import read_gold
from kg.model import Context, Entity, Extraction, Observation, Span, Statement
from kg.reading.text import read, source

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "data" / "gold" / "hengyang-2024"


@cache
def oracle() -> Extraction:
    """The gold answer of the Hengyang report, with the places of its names in the text."""
    gold, report = read_gold(GOLD), read(ROOT / "data" / "reports" / "hengyang-2024.txt")
    entities = {key: _entity(e, report.text) for key, e in gold.entities.items()}
    statements = [Statement(entities[r.subject].id, r.property, entities[r.object].id,
                            (_span(entities[r.subject]), _span(entities[r.object])), 0.9, "gold", r.planned, r.detail)
                  for r in gold.relations]
    rows = [line.split("\t") for line in (GOLD / "observations.tsv").read_text("utf-8").splitlines()[1:]]
    observations = [_observation(row, entities) for row in rows]
    context = Context("2024年度自评报告", entities["e1"].name, entities["e5"].name, "湖南省", 2024, "evaluation")
    return Extraction(report, context, tuple(entities.values()), tuple(statements), tuple(observations))


@cache
def small(name: str) -> Extraction:
    """A part of the gold answer, as another report of that name."""
    whole = oracle()
    entities = whole.entities[:25]
    keys = {e.id for e in entities}
    statements = tuple(s for s in whole.statements if {s.subject, s.object} <= keys)
    observations = tuple(o for o in whole.observations if o.subject in keys and o.value_text in whole.source.text)[:10]
    return replace(whole, source=replace(whole.source, identifier=name), entities=entities, statements=statements,
                   observations=observations)


def _entity(gold, text):
    literal = {f for f in gold.forms if f in text}
    mentions = tuple(sorted({Span(m.start(), m.end()) for f in literal for m in re.finditer(re.escape(f), text)}))
    return Entity(gold.cls, gold.name, tuple(sorted(literal)), mentions, () if mentions else (Span(0, 2),), 0.9, "gold")


def _span(entity):
    return next(entity.places())


def _observation(row, entities):
    row = [None if cell == "-" else cell for cell in row]
    subject, indicator, value, unit, period, change, change_unit, rank, scope, comparator, modality = row
    subject = entities[subject]
    return Observation(subject.id, indicator, value and Decimal(value), unit, period, (_span(subject),),
                       f"{value or rank}{unit or ''}", 0.9, "gold", change and Decimal(change), change_unit,
                       rank and int(rank), scope, comparator or "=", modality == "target")


_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_confidence = st.integers(0, 10000).map(lambda n: n / 10000)
_decimal = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10**12, max_value=10**12)


@st.composite
def extractions(draw) -> Extraction:
    """Any extraction in normal form: sorted, each fact once, aliases that the mentions read."""
    report = source(draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=2, max_size=40)), draw(_text))
    length = len(report.text)
    spans = st.integers(0, length - 1).flatmap(lambda a: st.integers(a + 1, length).map(lambda b: Span(a, b)))
    places = st.sets(spans, max_size=3)
    entities = {}
    for cls in draw(st.lists(st.sampled_from(["University", "Region", "Project", "Award"]), max_size=4)):
        mentions = draw(places)
        references = draw(places) - mentions if mentions else draw(st.sets(spans, min_size=1, max_size=2))
        name, reads = draw(_text), {s.of(report.text) for s in mentions}
        aliases = (draw(st.sets(_text, max_size=2)) - {name}) | ({name} & reads)
        one = Entity(cls, name, tuple(sorted(aliases)), tuple(sorted(mentions)), tuple(sorted(references)),
                     draw(_confidence), draw(_text))
        entities[one.id] = one
    evidence = st.sets(spans, min_size=1, max_size=2).map(lambda s: tuple(sorted(s)))
    keys = st.sampled_from(sorted(entities)) if entities else st.nothing()
    statements = draw(st.lists(st.builds(
        Statement, keys, st.sampled_from(["partOf", "receives"]), keys, evidence, _confidence, _text, st.booleans(),
        st.none() | _text), max_size=3))
    observations = draw(st.lists(st.builds(
        Observation, keys, _text, st.none() | _decimal, st.none() | _text, st.none() | _text, evidence, _text,
        _confidence, _text, st.none() | _decimal, st.none() | _text, st.none() | st.integers(1, 999),
        st.none() | _text, st.sampled_from(["=", ">", "~"]), st.booleans()), max_size=3))
    names = st.none() | _text | st.sampled_from([e.name for e in entities.values()] or ["无"])
    context = Context(draw(st.none() | _text), draw(names), draw(names), draw(st.none() | _text),
                      draw(st.none() | st.integers(1949, 2100)), draw(_text))
    return Extraction(report, context, tuple(entities.values()), tuple(statements), tuple(observations))
