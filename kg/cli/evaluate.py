"""与标准答案比对：准确率、召回率、F1 / compare with gold answers: precision, recall, F1"""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """GOLD_DIR... [--store DIR] [--errors] [--format table|json]."""
    command.add_argument("gold", nargs="+", type=Path, metavar="GOLD_DIR",
                         help="标准答案文件夹，名字即报告标识 / folders of gold answers, named like the reports")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--errors", action="store_true", help="列出错漏 / list what is missed and what is extra")
    command.add_argument("--format", choices=("table", "json"), default="table",
                         help="输出格式 / output format (default: table)")


def run(options: argparse.Namespace) -> int:
    """Print the scores by part, class and property, and those of the pairs of names."""
    from kg.evaluate.report import evaluate, render
    from kg.identity.evaluate import render as render_pairs

    print(render(evaluate(options.gold, options.store), errors=options.errors, format=options.format), end="")
    if options.format == "table":
        print(render_pairs(errors=options.errors), end="")
    return 0
