"""比较两个图谱或两份报告：新增、消失、变化 / compare two builds or two reports: new, gone, changed"""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """A B [--store build] [--format table|json|patch]."""
    command.add_argument("before", metavar="A", help="图谱文件夹或报告标识 / folder of a build or identifier")
    command.add_argument("after", metavar="B", help="同上 / the same")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="报告所在的图谱（默认 build） / the build that holds the reports (default: build)")
    command.add_argument("--format", default="table", metavar="F",
                         help="table（默认）|json|patch / output format (default: table)")


def run(options: argparse.Namespace) -> int:
    """Print the differences and the figures that contradict each other."""
    from kg.diff import diff

    print(diff(options.before, options.after, options.store, options.format), end="")
    return 0
