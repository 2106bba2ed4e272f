"""导出三元组和表格，供其他系统使用 / write the graph in a format of other systems"""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """FORMAT [-o FILE] [--store DIR]."""
    from kg.export import FORMATS

    command.add_argument("format", metavar="FORMAT", help=" | ".join(FORMATS))
    command.add_argument("-o", "--output", type=Path, metavar="FILE",
                         help="输出文件（默认在当前文件夹） / output file (default: in the current folder)")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")


def run(options: argparse.Namespace) -> int:
    """Write the export and say where it is."""
    from kg import export

    print(export.export(options.format, options.output, options.store))
    return 0
