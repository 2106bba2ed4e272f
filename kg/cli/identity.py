"""跨报告的同一性：列出、确认、拒绝、撤销、重建 / one thing in several reports: list, confirm, refuse, undo, rebuild"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.identity.build import Outcome

ACTIONS = ("list", "confirm", "refuse", "undo", "rebuild", "drop")


def arguments(command: argparse.ArgumentParser) -> None:
    """ACTION [LINK | ONE OTHER] [--store DIR] [--decisions FILE] [--authorities FILE] [--note TEXT] [--format F]."""
    command.add_argument("action", choices=ACTIONS, metavar="ACTION", help=" | ".join(ACTIONS))
    command.add_argument("pair", nargs="*", metavar="LINK",
                         help="kg identity list 给出的编号，或两个实体（类/名称） / a number that list gives, or two "
                              "entities (class/name)")
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--decisions", type=Path, metavar="FILE",
                         help="人工决定的表（默认图谱旁的 identity.tsv） / "
                              "the table of decisions (default: identity.tsv beside the build)")
    command.add_argument("--authorities", type=Path, metavar="FILE",
                         help="rebuild 用的自有权威表 CSV：name,aliases,class,identifier / own authorities for rebuild")
    command.add_argument("--note", default="", metavar="TEXT", help="决定的理由 / why it is decided so")
    command.add_argument("--format", choices=("table", "json"), default="table",
                         help="list 的输出格式 / output format of list (default: table)")


def run(options: argparse.Namespace) -> int:
    """List the links, decide on one, or make the graphs anew."""
    from kg.identity import build, decisions, listing

    path = options.decisions or build.decisions_of(options.store)
    decided = decisions.load(path)
    if options.action == "list":
        found, doubts = build.look(options.store, decided), build.doubtful(options.store)
        print(listing.render(found, decided, doubts, options.format), end="")
        if build.stale(options.store):
            print("kg: 报告有变，请运行 kg identity rebuild / the reports have changed: run kg identity rebuild",
                  file=sys.stderr)
    elif options.action == "drop":
        build.drop(options.store)
        print("已删除同一性各图，报告的图未动 / the graphs of identity are gone, those of the reports are as they were")
    elif options.action == "rebuild":
        _say(build.rebuild(options.store, decided=decided, table=options.authorities), options.authorities)
    else:
        _decide(options, path)
    return 0


def _decide(options: argparse.Namespace, path: Path) -> None:
    """Write the decision down and rebuild the graph of identity; authorities and divisions stay."""
    from kg.identity import build, decisions, listing

    decided = decisions.load(path)
    pair = listing.pair(options.pair, build.look(options.store, decided), decided, build.entities(options.store))
    if options.action == "undo":
        if all(d.pair != pair for d in decided):
            raise InputError(f"{' '.join(pair)}: 没有可撤销的决定 / there is no decision to undo")
        new = decisions.without(decided, pair)
    else:
        what = {"confirm": decisions.CONFIRMED, "refuse": decisions.REFUSED}[options.action]
        new = decisions.with_decision(decided, decisions.decision(*pair, what, options.note))
    decisions.save(path, new)
    build.rebuild(options.store, decided=new, only=("identity",))
    done = {"confirm": "已确认 / confirmed", "refuse": "已拒绝 / refused", "undo": "已撤销 / undone"}[options.action]
    print(f"{done}: {pair[0]} · {pair[1]} → {path}")


def _say(outcome: "Outcome", table: Path | None) -> None:
    links = outcome.resolution.links
    exact = sum(link.exact for link in links)
    print(f"exactMatch {exact} · closeMatch {len(links) - exact} · "
          f"更名 / changes of name {len(outcome.resolution.successions)} · 在区划中 / placed {len(outcome.placed)}")
    if table:
        print(f"{table}: {len(outcome.matches)} 个实体有标识 / entities have an identifier")
        for match in outcome.matches:
            print(f"  {match.node.id} ＝ {match.authority.identifier} ({match.authority.name})")
