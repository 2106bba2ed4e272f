"""Figures of growth, shares and ranks: rows of their own, or said of the figure before."""

import re
from dataclasses import replace

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.indicators import left_noun
from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.marks import Mark, find_growth
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.readings import Reading, clause_at, draft, head_before, shared
from kg.extraction.observations.rules import rules
from kg.model import Span

_AMONG = re.compile(r"在(?P<whom>[^，。；]+)[中内里]")
_RANKING = re.compile(r"[“《]([^“”《》]+)[”》](榜单?)|([^，。；、“”\d]{2,12}(?:榜单?|排名|评价|排行))[，中上]")
_SHARE = re.compile(r"占(?P<whole>[^，。；占]{1,24}?)(?:的)?(?:比重|比例)?(?:（[^（）]*）)?(?:为|达到|达|超过|约)?$")
# Figures further apart than this many characters stand in no list.
_NEAR = 24


def read_growth(reading: Reading, quantity: Quantity, start: int, clause: Clause) -> None:
    """同比增长12.8%: the change of the figure before; 产值增长9.2%: a figure of its own."""
    line = reading.line
    growth = find_growth(line.masked[start : quantity.span.start], quantity)
    assert growth
    at = start + growth.start
    noun, begin = left_noun(line, start, at, cut=False)
    value = quantity.value * growth.sign
    if not noun or noun in rules("growth").words("nouns") or _counts_last(reading, quantity, noun):
        if change_last(reading, quantity, value, clause):
            return
        noun, begin = head_before(line, clause)
    if len(noun) >= 2 and noun not in rules("growth").table("up") + rules("growth").table("down"):
        one = draft(reading, quantity, noun + growth.word, Span(begin, at), growth=True)
        reading.drafts.append(replace(one, value=value))


def _counts_last(reading: Reading, quantity: Quantity, noun: str) -> bool:
    """获奖数较上年增加5项, behind 7项成果获奖: the number of what was counted last."""
    last = reading.last
    return last is not None and last.unit == quantity.unit and noun.endswith(("数", "量")) and (
        noun[:-1] in last.indicator or noun in rules("indicators").words("totals"))


def change_last(reading: Reading, quantity: Quantity, value: object, clause: Clause) -> bool:
    """Give the change to the last level, but a percentage of growth to the last that is no percentage itself."""
    index = _changed(reading, quantity)
    if index is None:
        return False
    changed = reading.drafts[index]
    reading.drafts[index] = changed.grown(quantity.value if value is None else value,  # type: ignore[arg-type]
                                          quantity.unit, clause.span.end)
    return True


def _changed(reading: Reading, quantity: Quantity) -> int | None:
    drafts = reading.drafts
    index = len(drafts) - 1
    if index < 0 or drafts[index].growth:
        return None
    gap = reading.line.between(drafts[index].span.end, quantity.span.start)
    if "；" in gap or len(gap) > _NEAR:
        return None
    before = drafts[index - 1] if index else None
    if quantity.unit == "%" and drafts[index].unit == "%" and before and not before.growth and (
            before.unit != "%" and before.change is None and before.quantity):
        return index - 1
    return index


def read_share(reading: Reading, quantity: Quantity, start: int) -> bool:
    """占全市工业的99.3%: a share of the figure before. Returns whether it was one."""
    line = reading.line
    text = line.between(start, quantity.span.start).rstrip()
    share = _SHARE.search(text)
    if not share or not quantity.percent or not reading.last or text[: share.start()].strip(" 、"):
        return False
    noun = f"{level_of(reading.last)}占{share['whole']}比重"
    reading.drafts.append(draft(reading, quantity, noun, reading.last.noun))
    return True


def read_mark(reading: Reading, mark: Mark) -> None:
    """A place in an order, or a doubling."""
    line = reading.line
    clause = clause_at(line, mark.span.start)
    start = max([reading.start(clause), *(d.span.end for d in reading.drafts if clause.span.start <= d.span.start
                                          and d.span.end <= mark.span.start)])
    noun, begin = left_noun(line, start, mark.span.start, cut=False)
    noun = noun.removesuffix("都") if noun.removesuffix("都") in rules("ranks").words("of_figure") else noun
    if mark.rank is None:
        _read_doubling(reading, mark, noun, begin, clause)
        return
    if among := _AMONG.fullmatch(line.between(start, mark.span.start).strip(" ，、")):
        noun, mark = "", replace(mark, scope=among["whom"])
    of_figure = not noun or noun in rules("ranks").words("of_figure")
    last = reading.last
    if of_figure and last and last.rank is None and last.span.end <= mark.span.start:
        _rank_last(reading, mark, noun, clause)
    elif of_figure and last and last.quantity is None and last.rank is not None:
        reading.drafts[-1] = replace(last, earlier=True)
        reading.drafts.append(replace(last, rank=mark.rank, span=mark.span, rank_scope=mark.scope or last.rank_scope))
    else:
        head, at = (noun, begin) if not of_figure else head_before(line, clause)
        _add_rank(reading, mark, head, at, clause)


def _add_rank(reading: Reading, mark: Mark, noun: str, begin: int, clause: Clause) -> None:
    if len(noun) < 2:
        return
    line = reading.line
    text = line.between(begin, mark.span.end)
    members = shared(noun) if mark.more or any(w in text for w in rules("ranks").table("each")) else [noun]
    ranks = (mark.rank, *mark.more) if mark.more else (mark.rank,) * len(members)
    for number, (member, rank) in enumerate(zip(members, ranks, strict=False)):
        member = _ranking(line, member, begin, mark)
        reading.drafts.append(Draft(member, mark.span, Span(begin, mark.span.start),
                                    Span(min(begin, clause.span.start), clause.span.end), rank=rank,
                                    rank_scope=mark.scope, comparator="<=" if mark.within else "=", member=number))


def _ranking(line: Line, noun: str, begin: int, mark: Mark) -> str:
    """What is ranked; a name alone is ranked in the list that the sentence speaks of."""
    if not any(line.text[p.span.start : p.span.end] == noun for p in line.places_in(begin, mark.span.start)):
        return noun
    lists = _RANKING.findall(line.text[:begin])
    return "".join(lists[-1]) if lists else "排名"


def _rank_last(reading: Reading, mark: Mark, noun: str, clause: Clause) -> None:
    """Rank the last figure; with 均 all of its list; a rank of growth the figure that has the growth."""
    drafts = reading.drafts
    between = reading.line.between(drafts[-1].span.end, mark.span.end)
    ranked = range(len(drafts) - 1, len(drafts))
    if any(w in between for w in rules("ranks").table("each")) or "数和" in between:
        ranked = range(len(drafts) - _run(reading), len(drafts))
    elif noun in rules("growth").words("nouns"):
        at = len(drafts) - 1
        if at and drafts[at].change is None and not drafts[at].growth and drafts[at - 1].change is not None:
            ranked = range(at - 1, at)
    for index in ranked:
        drafts[index] = drafts[index].ranked(mark.rank or 1, mark.scope, clause.span.end)


def _run(reading: Reading) -> int:
    """How many figures at the end stand in one list."""
    drafts, count = reading.drafts, 1
    while count < len(drafts):
        gap = reading.line.between(drafts[-count - 1].span.end, drafts[-count].span.start)
        if "；" in gap or len(gap) > _NEAR or drafts[-count - 1].unit != drafts[-1].unit:
            break
        count += 1
    return count


def _read_doubling(reading: Reading, mark: Mark, noun: str, begin: int, clause: Clause) -> None:
    assert mark.change is not None
    last = reading.last
    against = noun in rules("growth").words("relative") or rules("periods").words("relative").inside(noun)
    noun = "" if against else noun
    if not noun and last and last.change is None and not last.growth:
        reading.drafts[-1] = last.grown(mark.change, mark.change_unit or "倍", clause.span.end)
    elif len(noun) >= 2 and mark.change:
        reading.drafts.append(Draft(noun + "增长", mark.span, Span(begin, mark.span.start), clause.span,
                                    value=mark.change, unit=mark.change_unit, growth=True))


def level_of(growth: Draft) -> str:
    """The indicator of a growth, or of a level as it is, without the growth word."""
    words = "|".join([*rules("growth").table("up"), *rules("growth").table("down")])
    return re.sub(rf"(?:年均)?(?:{words})$", "", growth.indicator)
