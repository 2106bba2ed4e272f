"""Figures whose indicator the words before tell: rules of support, parts of a whole, what takes up the last figure."""

import re

from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.readings import Reading, draft
from kg.extraction.observations.rules import rules
from kg.model import Span

_PART = re.compile(r"\s*(?:(?:均|都)?(?:为|是|属于)(?P<is>[^\d、]{2,24})$"
                   r"|的(?P<of>[^\d、，由来]{2,10}?)(?:均|都)?(?P<does>(?:由|来自)[^\d、]{2,14})$)")
_WHOM = re.compile(r"(?:对于?|支持|鼓励)([^，。；]{2,30})(?=，|按|给予)|(?:^|[，；。])([^，。；]{2,30})的，")


def taken_up(reading: Reading, quantity: Quantity, noun: str) -> str:
    """总数达到15家, 奖金各5万元: what only takes up the figure before, as an indicator; empty where it does not."""
    last, table = reading.last, rules("indicators")
    if not last or not last.quantity or last.growth:
        return ""
    level = table.words("kept").at_start.sub("", last.indicator, count=1)
    rest = _without_name(reading.line, noun)
    if noun and last.unit == quantity.unit and not rest:
        return last.indicator
    if last.unit == quantity.unit and rest in table.words("kept"):
        return rest + level
    if noun in table.words("totals") and last.unit == quantity.unit:
        return level
    if noun in table.words("endowments") and last.quantity.kind == "count" and last.indicator[-1:] in ("奖", "名"):
        return last.indicator + noun
    return ""


def _without_name(line: Line, noun: str) -> str:
    """新增 of 丙区新增: what is left of a noun behind the name of a place or body."""
    classes = rules("subjects").classes("owners.several")
    names = [line.text[p.span.start : p.span.end] for p in line.places if p.entity.cls in classes]
    return next((noun[len(n) :] for n in names if noun.startswith(n)), noun)


def read_part(reading: Reading, quantity: Quantity, start: int, clause: Clause) -> bool:
    """50%以上为青年人员, 80%的项目由企业牵头: what part of a whole is. Returns whether it was one."""
    line = reading.line
    if line.between(start, quantity.span.start).strip(" ，、其中有约近超"):
        return False
    part = _PART.match(line.between(quantity.span.end, clause.span.end))
    if not part or not (part["is"] or part["of"]):
        return False
    name = part["is"] + "占比" if part["is"] else f"{part['does']}的{part['of']}占比"
    reading.ends[clause] = clause.span.end
    reading.drafts.append(draft(reading, quantity, name, Span(quantity.span.start, clause.span.end)))
    return True


def support(line: Line, quantity: Quantity, start: int, *, alone: bool = False) -> str:
    """对某类企业，给予最高10亿元支持: for whom, 最高, and how it is called; ``alone`` where nobody is named."""
    near = line.text[start : quantity.core.start]
    highest = "最高" in near
    if quantity.kind != "money" or not (highest or "给予" in near):
        return ""
    before = line.text[: quantity.span.start]
    kind = _last(rules("indicators").words("support").pattern, near + line.text[quantity.span.end :][:4])
    kind = kind or (_last(rules("indicators").words("support").pattern, before) if highest else "")
    whom = ["".join(w) for w in _WHOM.findall(before)]
    if not kind or bool(whom) == alone:
        return ""
    return ("" if alone else whom[-1].removeprefix("对")) + ("最高" if highest else "") + kind


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]) if found else ""
