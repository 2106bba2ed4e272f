"""读报告、建图谱：报告 → 图、库、网页 / read reports and write graph, store and page"""

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path

from kg.cli.add import reading
from kg.cli.summary import summary


def arguments(command: argparse.ArgumentParser) -> None:
    """REPORT... [-o build] [--keep-going]."""
    command.add_argument("reports", nargs="+", type=Path, metavar="REPORT",
                         help="UTF-8 文本文件或文件夹 / text files or folders")
    command.add_argument("-o", "--output", type=Path, default=Path("build"), metavar="DIR",
                         help="输出文件夹（默认 build） / output folder (default: build)")
    command.add_argument("--keep-going", action="store_true",
                         help="有违例时仍写到 DIR-invalid / write a graph that violates the shapes to DIR-invalid")


def run(options: argparse.Namespace) -> int:
    """Build and say what was found; warn where a report names no publisher."""
    from kg import api

    started, clock = datetime.now(UTC), time.perf_counter()
    extractions = list(reading(api.sources(options.reports)))
    api.publish(extractions, options.output, started=started, keep_going=options.keep_going)
    summary(extractions, options.output, time.perf_counter() - clock)
    return 0
