"""校验图谱：SHACL 与常识 / check the graph against the shapes; exit code 1 on violations"""

import argparse
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """[--store DIR] [--format text|turtle|json]."""
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--format", choices=("text", "turtle", "json"), default="text",
                         help="输出格式 / output format (default: text)")


def run(options: argparse.Namespace) -> int:
    """Print the report, worst first; 1 where anything violates."""
    from kg import validate

    report = validate.validate(options.store)
    print(validate.render(report, options.format), end="")
    return 0 if report.conforms else 1
