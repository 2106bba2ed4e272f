"""Counts whose noun stands behind the number: 16个项目, 8家企业获评…, 14人入选…."""

import re

from kg.extraction.observations.indicators import left_noun, noun_text
from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.readings import Reading, clause_at, draft, head_before
from kg.extraction.observations.rules import rules
from kg.model import Span


def read_counted(reading: Reading, quantity: Quantity, start: int, right: Span, clause: Clause) -> None:
    """16个项目: the noun is behind the number; a bare kind is told by what its clause says of it."""
    line, noun = reading.line, noun_text(reading.line, right)
    if measure := _measure_of(reading, noun, right):
        noun = noun.removesuffix(measure)
    if noun in rules("indicators").words("bare"):
        if chosen := chosen_by(reading, noun, right.end, clause):
            indicator, end = chosen
            reading.ends[clause] = end
            reading.drafts.append(draft(reading, quantity, indicator, Span(quantity.span.start, end)))
            return
        before, _ = left_noun(line, start, quantity.span.start)
        noun = before + noun if len(before) > 1 else noun
    kept = rules("indicators").words("kept").at_end.search(line.between(start, quantity.span.start).rstrip(" 了"))
    reading.drafts.append(draft(reading, quantity, (kept.group().strip() if kept else "") + noun, right))


def _measure_of(reading: Reading, noun: str, right: Span) -> str:
    """总投资 in 9个重点项目总投资137亿元: it belongs to the next number, whose reading begins with the noun again."""
    following = [q for q in reading.line.quantities if q.span.start >= right.end]
    match = rules("indicators").words("measures").at_end.search(noun)
    if not match or match.start() < 2 or not following or following[0].span.start != right.end:
        return ""
    reading.ends[clause_at(reading.line, right.start)] = right.start
    return match.group()


def chosen_by(reading: Reading, noun: str, at: int, clause: Clause) -> tuple[str, int] | None:
    """What the holders of an honour, list or status are called, and where the honour's name ends."""
    line, selected = reading.line, rules("indicators").table("selected")
    verbs = rules("indicators").words("selected").pattern.pattern
    match = re.match(rf"(?:均|已|成功|又|，|共)*({verbs})(?:为|了|到)?", line.masked[at : clause.span.end])
    if not match:
        return _acting(line, noun, at, clause)
    end = min([clause.span.end, *(q.span.start for q in line.quantities if q.span.start >= at)])
    goal = noun_text(line, Span(at + match.end(), end))
    goal = re.sub(r"^\d{4}年度?", "", goal) or _listed(line, clause)
    if not goal:
        return _acting(line, noun, at, clause)
    if match[1] in rules("subjects").words("scope.from"):
        named = any(p.span.start == at + match.end() and p.entity.cls == "Region" for p in line.places)
        return (reading.last.indicator if reading.last and named else f"{match[1]}{goal}的{noun}"), end
    if match[1] in rules("indicators").table("acting"):
        goal = head_before(line, clause)[0] + goal
    return goal + selected[match[1]] + noun, end


def _acting(line: Line, noun: str, at: int, clause: Clause) -> tuple[str, int] | None:
    """4个单位正式揭牌: what they do tells which ones."""
    tokens = [t for t in line.tokens_in(at, clause.span.end) if t.tag not in ("d", "ad", "vd", "u")]
    if noun and len(tokens) == 1 and tokens[0].tag in ("v", "vn") and len(tokens[0].text) > 1 and (
            tokens[0].text not in rules("indicators").words("stops")):
        return tokens[0].text + noun, at
    return None


def _listed(line: Line, clause: Clause) -> str:
    """公示《…名单》，455家企业入围: the list's title names what they are."""
    for title in reversed(re.findall(r"《([^《》]+)》", line.text[: clause.span.start])):
        if match := rules("indicators").words("lists").at_end.search(title):
            return str(title[: match.start()])
    return ""
