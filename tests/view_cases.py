"""Extractions for the page's tests: Hengyang's gold answer with its places in the text, and a hostile report."""

import csv
import re
from decimal import Decimal
from pathlib import Path

from kg.evaluate.gold import GoldAnswer, read_gold
from kg.model import Context, Entity, Extraction, Observation, Sentence, Source, Span, Statement
from kg.reading.structure import sentences
from kg.reading.text import read, source

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = ("</script><script>fetch('//x')</script><img src=x onerror=alert(1)> javascript:alert(1) {{ 7*7 }} {% raw %}"
           " &lt; 𠮷")


def hengyang() -> Extraction:
    return from_gold(read_gold(ROOT / "data/gold/hengyang-2024"), ROOT / "data/gold/hengyang-2024",
                     read(ROOT / "data/reports/hengyang-2024.txt"))


def from_gold(gold: GoldAnswer, folder: Path, report: Source) -> Extraction:
    text, found = report.text, sentences(report.text)
    places = _places(gold, text)
    ids = {gid: f"{e.cls}/{e.name}" for gid, e in gold.entities.items()}
    entities = tuple(_entity(gold, gid, places[gid]) for gid in sorted(gold.entities))
    statements = []
    for n, r in enumerate(gold.relations):
        evidence = _evidence(found, places[r.subject], places[r.object])
        statements.append(Statement(ids[r.subject], r.property, ids[r.object], evidence, 0.8 if n % 7 == 0 else 1.0,
                                    f"gold.{r.property}", r.planned, r.detail))
    governs = next((r for r in gold.relations if r.property == "governs"), None)
    context = Context(text.strip().split("\n")[0], governs and gold.entities[governs.subject].name,
                      governs and gold.entities[governs.object].name, None, 2024, "report")
    return Extraction(report, context, entities, tuple(statements), tuple(_figures(folder, ids, text)))


def _entity(gold: GoldAnswer, gid: str, spans: list[Span]) -> Entity:
    entity = gold.entities[gid]
    mentions = tuple(spans)
    return Entity(entity.cls, entity.name, entity.forms, mentions, () if mentions else (Span(1, 2),), 1.0, "gold")


def _places(gold: GoldAnswer, text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {gid: [] for gid in gold.entities}
    taken: list[tuple[Span, str]] = []
    forms = sorted(((form, gid) for gid, e in gold.entities.items() for form in e.forms if len(form) > 1),
                   key=lambda f: (-len(f[0]), f))
    for form, gid in forms:
        for match in re.finditer(re.escape(form), text):
            span = Span(*match.span())
            if not any(o.holds(span) or (o.start < span.end and span.start < o.end) for o, _ in taken):
                taken.append((span, gid))
                found[gid].append(span)
    return {gid: sorted(spans) for gid, spans in found.items()}


def _evidence(all_: tuple[Sentence, ...], one: list[Span], two: list[Span]) -> tuple[Span, ...]:
    both = [s for s in all_ if any(s.span.holds(a) for a in one) and any(s.span.holds(b) for b in two)]
    if both:
        ends = [m for m in (*one, *two) if both[0].span.holds(m)]
        return (Span(min(m.start for m in ends), max(m.end for m in ends)),)
    return tuple([*two, *one][:1]) or (all_[0].span,)


def _figures(folder: Path, ids: dict[str, str], text: str) -> list[Observation]:
    with (folder / "observations.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_figure({k: None if v == "-" else v for k, v in row.items()}, ids, text) for row in rows]


def _figure(row: dict[str, str | None], ids: dict[str, str], text: str) -> Observation:
    quoted = f"{row['value'] or row['rank']}{row['unit'] or ''}"
    head = re.escape((row["indicator"] or "")[:3])
    match = re.search(rf"(?<![\d.]){re.escape(quoted)}", text) or re.search(head, text)
    start = match.start() if match else 0
    return Observation(
        ids[row["subject"]], row["indicator"], row["value"] and Decimal(row["value"]), row["unit"], row["period"],
        (Span(start, start + len(quoted)),), quoted, 1.0, "gold.figure", row["change"] and Decimal(row["change"]),
        row["change_unit"], row["rank"] and int(row["rank"]), row["rank_scope"], row["comparator"] or "=",
        row["modality"] == "target")


def hostile() -> Extraction:
    """A report whose title, names and sentences are code, with a character beyond the basic plane before them."""
    text = f"𠮷{HOSTILE}\n某市科技局支持{HOSTILE}研究院。\n"
    name = f"{HOSTILE}研究院"
    at = text.index(name, len(HOSTILE) + 1)
    agency = text.index("某市科技局")
    entities = (
        Entity("GovernmentAgency", "某市科技局", ("某市科技局",), (Span(agency, agency + 5),)),
        Entity("ResearchInstitute", name, (name,), (Span(at, at + len(name)),), (), 0.5, HOSTILE),
    )
    statement = Statement(entities[0].id, "supports", entities[1].id, (Span(agency, at + len(name)),), 0.7, HOSTILE,
                          True, HOSTILE)
    figure = Observation(entities[0].id, HOSTILE, Decimal("3"), "<b>家", "2024", (Span(0, 3),), HOSTILE)
    return Extraction(source(text, HOSTILE), Context(HOSTILE, "某市科技局"), entities, (statement,), (figure,))


def large(count: int) -> Extraction:
    """``count`` entities: hubs with leaves, some alone."""
    text = "".join(f"单位{n}承担课题{n}。" for n in range(count))
    entities = []
    for n in range(count):
        place = text.index(f"单位{n}承")
        cls = ("Enterprise", "Project", "Award", "Platform", "University")[n % 5]
        entities.append(Entity(cls, f"单位{n}", (), (Span(place, place + 2 + len(str(n))),)))
    spans = {n: entities[n].mentions for n in range(count)}
    statements = tuple(
        Statement(entities[n].id, "cooperatesWith", entities[(n * 7919) % max(1, n // 9)].id, spans[n], 1.0, "test")
        for n in range(10, count) if n % 11)
    return Extraction(source(text, "large"), Context("大图"), tuple(entities), statements, ())
