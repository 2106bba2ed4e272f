"""The command ``kg``: one file a command; only here an error becomes a message and an exit code."""

import argparse
import sys
from collections.abc import Sequence

from kg import __version__
from kg.cli import add, build, diff, evaluate, export, identity, infer, list, query, remove, replace, validate, view
from kg.errors import KgError

DESCRIPTION = "科技报告 → 知识图谱；每个事实都有原文 / Chinese science-and-technology reports to an RDF knowledge graph"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it went well, 1 when what was checked does not hold (validate, build, add, replace), 2 on bad input,
        130 when interrupted.
    """
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print("kg: 已中断，原有结果未动 / interrupted; what was there before is still there", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) went away; nothing is left to say
        return 0
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the command reference in the docs is compared with it."""
    top = argparse.ArgumentParser(prog="kg", description=DESCRIPTION)
    top.add_argument("--version", action="version", version=f"scitech-kg {__version__}")
    commands = top.add_subparsers(title="命令 / commands", required=True, metavar="COMMAND")
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        help_line = (module.__doc__ or "").strip().splitlines()[0]
        command = commands.add_parser(name, help=help_line, description=help_line)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return top


COMMANDS = (build, add, remove, replace, list, diff, identity, infer, query, export, view, validate, evaluate)
