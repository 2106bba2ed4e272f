"""列出图谱里的报告 / list the reports of a build"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """[--store build] [--format table|json]."""
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--format", choices=("table", "json"), default="table",
                         help="输出格式 / output format (default: table)")


def run(options: argparse.Namespace) -> int:
    """Print identifiers, titles, publishers, regions and years; in JSON, what the manifest says of each."""
    from kg import collection, query

    entries = collection.reports(options.store)
    if options.format == "json":
        print(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1))
    else:
        print(query.query(options.store, "reports"), end="")
    return 0
