#!/usr/bin/env python3
"""What adding one report costs in a store of many, as a ratio to an empty one, in one run.

usage: python benchmarks/store.py [--reports 2000] [--keep FOLDER]
Floor: at most 3 times, both for the whole command ``kg add`` and for what follows the extraction.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.extraction.pipeline import extract
from kg.model import Extraction
from kg.publish import Edit, change
from kg.reading.text import read, source
from kg.store import manifest

REPORT = Path(__file__).resolve().parent.parent / "data" / "reports" / "hengyang-2024.txt"
ROUNDS = 5
BATCH = 200
# Characters of names that each report has others for, so that the reports speak of different bodies.
VARIED = "衡阳南华科技湘江新材"


def part(whole: Extraction) -> Extraction:
    """The first part of a report: what stands in the full store has some 2,000 quads, as news and notices have."""
    entities = whole.entities[:len(whole.entities) * 2 // 5]
    keys = {e.id for e in entities}
    return replace(whole, entities=entities,
                   statements=tuple(s for s in whole.statements if {s.subject, s.object} <= keys),
                   observations=tuple(o for o in whole.observations if o.subject in keys)[:30])


def variant(first: Extraction, number: int) -> Extraction:
    """The report as one of the same length about other bodies."""
    table = {ord(c): chr(0x5000 + (number * len(VARIED) + place) % 0x4000) for place, c in enumerate(VARIED)}

    def other(text: str) -> str:
        return text.translate(table)

    entities = tuple(replace(e, name=other(e.name), aliases=tuple(map(other, e.aliases))) for e in first.entities)
    statements = tuple(replace(s, subject=other(s.subject), object=other(s.object), detail=s.detail and other(s.detail))
                       for s in first.statements)
    observations = tuple(replace(o, subject=other(o.subject), indicator=other(o.indicator),
                                 rank_scope=o.rank_scope and other(o.rank_scope)) for o in first.observations)
    context = replace(first.context, publisher=None, region=None, year=1990 + number % 30)
    return replace(first, source=source(other(first.source.text), f"report-{number:05d}"), context=context,
                   entities=entities, statements=statements, observations=observations)


def filled(build: Path, first: Extraction, reports: int) -> None:
    for start in range(0, reports, BATCH):
        some = tuple(variant(first, n) for n in range(start, min(start + BATCH, reports)))
        change(build, lambda _, some=some: Edit(coming=some))
        print(f"\r{start + len(some)} reports", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def command(build: Path) -> None:
    subprocess.run([sys.executable, "-m", "kg", "add", str(REPORT), "--store", str(build)], check=True,
                   stdout=subprocess.DEVNULL)


def publishing(extraction: Extraction, build: Path) -> None:
    change(build, lambda _: Edit(coming=(extraction,)))


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compared(what: str, work: Callable[[Path], None], empty: Path, full: Path, name: str) -> None:
    """Medians of runs that take turns."""
    times: dict[Path, list[float]] = {empty: [], full: []}
    for _ in range(ROUNDS):
        for build in (empty, full):
            times[build].append(seconds(partial(work, build)))
            change(build, lambda _: Edit(going=(name,)))
            assert manifest.read(build)
    one, other = (statistics.median(times[build]) for build in (empty, full))
    print(f"{what}: {other / one:.2f} times  ({other:.2f} s in the full store, {one:.2f} s in the empty one)")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--keep", type=Path, help="the full store, made if it is not there")
    chosen = options.parse_args()
    first = extract(read(REPORT))
    with tempfile.TemporaryDirectory() as folder:
        full, empty = chosen.keep or Path(folder) / "full", Path(folder) / "empty"
        if not full.exists():
            print(f"filled in {seconds(lambda: filled(full, part(first), chosen.reports)):.0f} s")
        publishing(first, empty)
        change(empty, lambda _: Edit(going=(first.source.identifier,)))
        size = sum(p.stat().st_size for p in full.rglob("*") if p.is_file())
        print(f"{len(manifest.read(full).reports)} reports, {size / 2**20:.0f} MiB; of the disk "
              f"{shutil.disk_usage(full).free / 2**30:.0f} GiB are free")
        compared("kg add", command, empty, full, first.source.identifier)
        compared("without reading", partial(publishing, first), empty, full, first.source.identifier)


if __name__ == "__main__":
    main()
