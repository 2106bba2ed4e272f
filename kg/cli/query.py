"""查图谱：现成的问题、.rq 文件或 SPARQL / ask a named question, a file or SPARQL"""

import argparse
from pathlib import Path

from kg.errors import QueryError


def arguments(command: argparse.ArgumentParser) -> None:
    """NAME | FILE.rq | 'SELECT …' [--param k=v] [--format F] [--store DIR] [--inferred] [--timeout S] [--list]."""
    command.add_argument("query", nargs="?", metavar="QUERY",
                         help="现成问题的名字、.rq 文件或 SPARQL / a named query, a .rq file or SPARQL text")
    command.add_argument("--param", action="append", default=[], metavar="k=v",
                         help="问题的参数，可重复 / a parameter of the query; may be repeated")
    command.add_argument("--format", default="table", metavar="F",
                         help="table（默认）|csv|tsv|json|xml|turtle / output format (default: table)")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--inferred", action="store_true",
                         help="也用 kg infer 所得，并逐行标出 / use what kg infer found too, and mark those rows")
    command.add_argument("--timeout", type=_seconds, default=60.0, metavar="S",
                         help="最多多少秒（默认 60） / seconds after which it is stopped (default: 60)")
    command.add_argument("--list", action="store_true", help="列出现成的问题 / list the named queries")


def run(options: argparse.Namespace) -> int:
    """Print the answer, or the named queries with their titles."""
    from kg import query

    if options.list:
        print(query.listing())
        return 0
    if options.query is None:
        raise QueryError("请给出问题，或用 --list 列出现成的 / give a query, or --list for the named ones")
    from kg.query.bounded import bounded

    print(bounded(query.query, options.store, options.query, params=_params(options.param), format=options.format,
                  inferred=options.inferred, seconds=options.timeout), end="")
    return 0


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ValueError(text)
    return seconds


def _params(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise QueryError(f"--param {pair}: 应为 名=值 / should be name=value")
    return dict(pair.split("=", 1) for pair in pairs)
