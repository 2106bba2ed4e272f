"""The golden graph: all facts of a report as sorted lines, so that ``git diff`` is the review of a change.

usage: python tests/golden.py --write    writes tests/golden/hengyang-2024.tsv anew
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.model import Extraction

FILE = Path(__file__).resolve().parent / "golden" / "hengyang-2024.tsv"
REPORT = Path(__file__).resolve().parent.parent / "data" / "reports" / "hengyang-2024.txt"


def facts(extraction: Extraction) -> list[str]:
    """One tab-separated line an entity, statement and observation, sorted; places as character offsets."""
    return sorted("\t".join("-" if field is None else str(field) for field in fact) for fact in _facts(extraction))


def _facts(extraction: Extraction) -> Iterator[tuple[object, ...]]:
    name = {e.id: e.name for e in extraction.entities}
    for e in extraction.entities:
        yield "entity", e.cls, e.name, "|".join(e.aliases), _places(e.mentions), _places(e.references)
    for s in extraction.statements:
        mode = "planned" if s.planned else "-"
        yield "relation", name[s.subject], s.property, name[s.object], s.detail, mode, _places(s.evidence)
    for o in extraction.observations:
        mode = "target" if o.target else "-"
        yield ("figure", name[o.subject], o.indicator, o.comparator, o.value, o.unit, o.period, o.change,
               o.change_unit, o.rank, o.rank_scope, mode, _places(o.evidence))


def _places(spans) -> str:
    return " ".join(f"{s.start}-{s.end}" for s in spans) or "-"


if __name__ == "__main__":
    from kg.extraction.pipeline import extract
    from kg.reading.text import read

    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(facts(extract(read(REPORT)))) + "\n", encoding="utf-8")
