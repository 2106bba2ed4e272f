"""把报告加进已有的图谱，不重建 / add reports to a build without a rebuild"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.progress import progress

if TYPE_CHECKING:
    from kg.model import Extraction, Source


def arguments(command: argparse.ArgumentParser) -> None:
    """REPORT... [--store build]."""
    command.add_argument("reports", nargs="+", type=Path, metavar="REPORT",
                         help="UTF-8 文本文件或文件夹 / text files or folders")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="图谱文件夹，没有则新建（默认 build） / the build, made if needed (default: build)")


def run(options: argparse.Namespace) -> int:
    """Add what is new and say what was there already."""
    from kg import api, collection

    done = collection.add(options.store, api.sources(options.reports), reading)
    said("已加入 / added", done.changed)
    said("未变，跳过 / unchanged, skipped", done.unchanged)
    return 0


def reading(sources: "Sequence[Source]") -> "Iterator[Extraction]":
    """The extractions of reports, with a bar; a warning where a report names no publisher."""
    from kg import api

    for extraction in progress(api.extract_sources(sources), total=len(sources)):
        if extraction.context.publisher is None:
            print(f"kg: {extraction.source.identifier}: 没有找到发布单位（新闻稿没有，属正常） / "
                  "no publisher found (a news piece has none)", file=sys.stderr)
        yield extraction


def said(what: str, identifiers: "Sequence[str]") -> None:
    """Print what was done to reports, where there are any."""
    if identifiers:
        print(f"{what}: {len(identifiers)}", *(f"  {name}" for name in identifiers), sep="\n")
