"""在浏览器中打开图谱网页 / open the page of the graph in the browser"""

import argparse
import webbrowser
from pathlib import Path

from kg.errors import InputError


def arguments(command: argparse.ArgumentParser) -> None:
    """[--store DIR]."""
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")


def run(options: argparse.Namespace) -> int:
    """Open build/graph.html; its path is printed for machines with no browser."""
    page = (options.store / "graph.html").resolve()
    if not page.is_file():
        raise InputError(f"{page}: 没有网页，请先运行 kg build / no page there: run kg build first")
    print(page)
    webbrowser.open(page.as_uri())
    return 0
