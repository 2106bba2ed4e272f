#!/usr/bin/env python3
"""Speed as ratios in one run: extraction against LAC alone, a fresh ``kg build``, a warm second report, a megabyte.

usage: python benchmarks/speed.py [--megabyte]
Floors: extraction at most 2 times LAC alone; a fresh build within 6 s and 600 MB; on a megabyte at least 60 % of LAC's
pace, in memory that does not grow with the number of reports.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.extraction.pipeline import extract
from kg.extraction.tokens import lac
from kg.reading.structure import sentences
from kg.reading.text import read, source

REPORT = Path(__file__).resolve().parent.parent / "data" / "reports" / "hengyang-2024.txt"
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median of several runs, after one to warm up."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def lac_alone() -> Callable[[str], object]:
    """LAC's own segmentation of a text, a sentence at a time."""
    alone = lac()
    return lambda text: [alone.run(text[s.span.start : s.span.end]) for s in sentences(text)]


def extraction_against_lac() -> None:
    report, alone = read(REPORT), lac_alone()
    segmenting = seconds(lambda: alone(report.text))
    whole = seconds(lambda: extract(report))
    print(f"extraction / LAC alone: {whole / segmenting:.2f}  ({whole:.2f} s / {segmenting:.2f} s, "
          f"{len(report.text)} characters)")


def fresh_build() -> None:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", "build", str(REPORT), "-o", folder + "/build"], check=True,
                       stdout=subprocess.DEVNULL)
        took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"fresh kg build: {took:.1f} s, {peak:.0f} MB at its peak")


def megabyte() -> None:
    text = read(REPORT).text
    parts = [source(text, f"part-{n}") for n in range(1 + 1_000_000 // len(text.encode()))]
    alone = lac_alone()
    started = time.perf_counter()
    for part in parts:
        alone(part.text)
    segmenting = time.perf_counter() - started
    peaks = []
    started = time.perf_counter()
    for part in parts:
        extract(part)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    whole = time.perf_counter() - started
    print(f"a megabyte: {segmenting / whole:.0%} of LAC's pace; memory {peaks[1]:.0f} MB after two parts, "
          f"{peaks[-1]:.0f} MB after {len(parts)}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabyte", action="store_true", help="also a megabyte of text (a minute or two)")
    chosen = options.parse_args()
    fresh_build()
    extraction_against_lac()
    if chosen.megabyte:
        megabyte()


if __name__ == "__main__":
    main()
