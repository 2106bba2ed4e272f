"""用修订后的文本替换报告，并列出差别 / replace reports by revised texts and say what differs"""

import argparse
from pathlib import Path

from kg.cli.add import reading, said


def arguments(command: argparse.ArgumentParser) -> None:
    """REPORT... [--store build]."""
    command.add_argument("reports", nargs="+", type=Path, metavar="REPORT",
                         help="与库中报告同名的文件或文件夹 / files named like reports of the build, or folders")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")


def run(options: argparse.Namespace) -> int:
    """Replace what has changed and print the facts and figures that differ."""
    from kg import api, collection
    from kg.diff.render import as_table

    done = collection.replace(options.store, api.sources(options.reports), reading)
    said("已替换 / replaced", done.changed)
    said("未变，跳过 / unchanged, skipped", done.unchanged)
    if done.changed:
        print(as_table(done.differences, ()), end="")
    return 0
