"""The links as a person reads them, and how a person names one."""

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.errors import InputError
from kg.identity.decisions import CONFIRMED, REFUSED, Decision, decision
from kg.identity.doubts import Doubt
from kg.identity.nodes import Node
from kg.identity.reasons import said
from kg.identity.resolve import Link, Resolution, Succession
from kg.nearest import nearest

_DIGITS = 6
_WIDTH = 140


def number(pair: tuple[str, str]) -> str:
    """A short name of a pair of entities, the same in every build."""
    return hashlib.sha256("\t".join(sorted(pair)).encode()).hexdigest()[:_DIGITS]


def pair(words: Sequence[str], resolution: Resolution, decided: Iterable[Decision],
         nodes: Iterable[Node]) -> tuple[str, str]:
    """The pair of entities that is meant by the number of a link, or by two entities.

    Raises:
        InputError: no such link or decision, no such entity, or two entities of two classes.
    """
    decisions = tuple(decided)
    known = {number(p): p for p in (*(x.pair for x in resolution.links), *(d.pair for d in decisions))}
    if len(words) == 1:
        if words[0] not in known:
            raise InputError(f"{words[0]}: 没有这个编号，见 kg identity list / no such number: see kg identity list")
        return known[words[0]]
    if len(words) != 2:
        raise InputError("请给一个编号或两个实体 / give the number of a link, or two entities")
    names = {n.id for n in nodes} | {name for d in decisions for name in d.pair}
    for word in words:
        if word not in names:
            raise InputError(f"{word}: 图谱里没有这个实体 / no such entity in the build; {nearest(word, names)}")
    return decision(words[0], words[1], CONFIRMED).pair


def render(resolution: Resolution, decided: Iterable[Decision], doubts: Iterable[Doubt] = (),
           form: str = "table") -> str:
    """All links, the least sure first, those decided on last; refusals, changes of name, idle decisions, doubts."""
    rows = [*_rows(resolution, tuple(decided)), *map(_doubt, doubts)]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return _table(rows) if rows else "没有跨报告的联系 / no links between reports\n"


def _rows(resolution: Resolution, decided: tuple[Decision, ...]) -> list[dict[str, Any]]:
    links = sorted(resolution.links, key=lambda x: (x.reason.key == CONFIRMED, x.confidence, x.one.iri, x.other.iri))
    idle = {one.pair for one in resolution.idle}
    return [*map(_link, links),
            *(_refusal(one) for one in decided if one.decision == REFUSED and one.pair not in idle),
            *map(_succession, resolution.successions), *(_idle(one) for one in resolution.idle)]


def _link(link: Link) -> dict[str, Any]:
    status = "held" if link.held else "exactMatch" if link.exact else "closeMatch"
    return {"number": number(link.pair), "status": status, "confidence": link.confidence, "reason": link.reason.key,
            "one": link.one.id, "other": link.other.id, "forms": list(link.forms), "zh": link.reason.zh,
            "en": link.reason.en, "reports": [_reports(link.one), _reports(link.other)]}


def _reports(node: Node) -> list[str]:
    return [iri.rpartition("/")[2] for iri in node.reports]


def _refusal(one: Decision) -> dict[str, Any]:
    return {"number": number(one.pair), "status": REFUSED, "confidence": None, "reason": one.note or REFUSED,
            "one": one.one, "other": one.other}


def _succession(one: Succession) -> dict[str, Any]:
    return {"number": number((one.old.id, one.new.id)), "status": "isReplacedBy", "confidence": None,
            "reason": f"{one.what.date} {one.what.source}", "one": one.old.id, "other": one.new.id}


def _idle(one: Decision) -> dict[str, Any]:
    return {"number": number(one.pair), "status": f"{one.decision}, idle", "confidence": None,
            "reason": "图谱里没有其一 / one is not in the build", "one": one.one, "other": one.other}


def _doubt(one: Doubt) -> dict[str, Any]:
    words = said(one.key)
    return {"number": "", "status": "doubt", "confidence": None, "reason": one.key, "one": one.node.id, "other": "",
            "zh": words.zh, "en": words.en, "reports": [_reports(one.node)]}


def _table(rows: list[dict[str, Any]]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("编号 / no.", "联系 / link", "信度", "一 / one", "另一 / other", "理由 / reason"):
        drawn.add_column(title, overflow="fold", no_wrap=title.startswith(("编号", "联系", "信度")))
    for row in rows:
        sure = f"{row['confidence']:.2f}" if row["confidence"] is not None else ""
        drawn.add_row(row["number"], row["status"], sure, row["one"], row["other"], row.get("zh", row["reason"]))
    out = io.StringIO()
    Console(file=out, width=_WIDTH, markup=False, highlight=False).print(drawn)
    return out.getvalue()
