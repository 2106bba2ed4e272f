"""从图谱中移除报告 / take reports out of a build"""

import argparse
from pathlib import Path

from kg.cli.add import said


def arguments(command: argparse.ArgumentParser) -> None:
    """ID... [--store build]."""
    command.add_argument("identifiers", nargs="+", metavar="ID", help="报告标识，见 kg list / identifiers, see kg list")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")


def run(options: argparse.Namespace) -> int:
    """Remove them and say so."""
    from kg import collection

    said("已移除 / removed", collection.remove(options.store, options.identifiers).changed)
    return 0
