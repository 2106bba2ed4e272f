"""Figures that state a level: how much or how many there is of what."""

import re
from dataclasses import replace

from kg.extraction.observations.counts import chosen_by, read_counted
from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.growths import change_last, level_of, read_share
from kg.extraction.observations.indicators import is_nominal, left_noun, noun_text, overlap, right_noun
from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.readings import Reading, draft, head_before, shared
from kg.extraction.observations.rules import rules
from kg.extraction.observations.told import read_part, support, taken_up
from kg.model import Span

_ATTRIBUTE = re.compile(r"[^，。；、\d]{0,14}(?:项目|工程|装置|生产线|机组|基地|设备)")
# 由4.7万家增加到6.1万家: so many characters stand between two levels of one thing at most.
_CLOSE = 8
_HEAD = re.compile(r"(?:.*[奖目类人])?(?P<head>(?:每项|每人|单个)?[^、每]{0,4}(?:数额|金额|标准|额度))"
                   r"(?:分别)?为(?P<item>.+)")
# An item of a list under one head is no longer than this.
_ITEM = 6
# A chain of so many characters without a noun tag is still a name.
_WORDY = 4
_DATED = re.compile(r"(?:19|20)\d\d ?年(?:度|底|末)?的?$")
_EARLIER = re.compile(r"(?:由|从)(?:过去)?(?:每次|每年)?\s*(?:不超过)?$")
_CARRIED = re.compile(r"(?:[到至达为]|突破)$")
_LINK = re.compile(r"(?:已|共)?(?:达到|达|有|为)?")
_DOCUMENT = re.compile(r"(?:》|办法|条例|规定|细则)(?:共|共有|分为|包括|由)?(?:\d+章)?(?:、|共)?$")
_ABOVE = re.compile(r"[^，。；]*?元的$")
_COUNTED = re.compile(r"\s*(?:目前|累计|总数|总计|现|已|共|全年|合计|全部|其中|仅|全省|全市|全国|新增)*"
                      r"(?:达到|达|有|为)?\s*")
_EACH = re.compile(r"(?:各|均为|均达|均达到|均)$")


def read_level(reading: Reading, quantity: Quantity, start: int, clause: Clause) -> None:
    """A number that is no growth: its noun stands behind it, before it, or in what was said before."""
    line = reading.line
    right = right_noun(line, quantity, _limit(line, quantity, clause))
    if quantity.percent and read_part(reading, quantity, start, clause):
        return
    if right and noun_text(line, right) in rules("indicators").words("empty"):
        right = None
    if _is_attribute(line, quantity, right) or read_share(reading, quantity, start):
        return
    if right is None and _read_division(reading, quantity, start):
        return
    if _is_threshold(line, quantity, right):
        reading.ends[clause] = start
        return
    if right:
        reading.ends[clause] = right.end
        read_counted(reading, quantity, start, right, clause)
        return
    noun, begin = left_noun(line, start, quantity.span.start, cut=quantity.kind != "percent")
    if quantity.percent and noun in rules("growth").words("nouns"):
        sign = -1 if noun in rules("growth").table("falling") else 1
        change_last(reading, quantity, quantity.value * sign, clause)
    elif told := support(line, quantity, start):
        reading.drafts.append(draft(reading, quantity, told, Span(start, quantity.span.start)))
    elif total := taken_up(reading, quantity, noun):
        reading.drafts.append(draft(reading, quantity, total, Span(begin, quantity.span.start)))
    elif _says_something(line, noun := _of_head(reading, quantity, noun), begin, quantity.span.start):
        _add_each(reading, quantity, _inherit(reading, quantity, noun, start), Span(begin, quantity.span.start))
    else:
        _read_bare(reading, quantity, start, noun, clause)


def _of_head(reading: Reading, quantity: Quantity, noun: str) -> str:
    """奖金数额为一等奖50万元、二等奖20万元: what each sum is, is said once for all."""
    if match := _HEAD.fullmatch(noun):
        reading.head = match["head"]
        noun = match["item"]
    if not reading.head or quantity.kind != "money" or len(noun) > _ITEM or not noun:
        reading.head = ""
        return noun
    return noun + reading.head


def _limit(line: Line, quantity: Quantity, clause: Clause) -> int:
    later = [q.span.start for q in line.quantities if q.span.start >= quantity.span.end]
    return min([clause.span.end, *later])


def _says_something(line: Line, noun: str, start: int, end: int) -> bool:
    """Whether the stretch names a thing, not only what is done."""
    if not re.search(r"[\u4e00-\u9fff]{2}", noun) or noun in rules("indicators").words("verbs"):
        return False
    if rules("indicators").words("measures").at_end.fullmatch(noun) or noun in rules("indicators").words("compounds"):
        return True
    return any(is_nominal(t) or "“" in noun for t in line.tokens_in(start, end)) or len(noun) > _WORDY


def _is_attribute(line: Line, quantity: Quantity, right: Span | None) -> bool:
    """A measure inside a noun chain: 海拔1500米以上学校, 120万吨乙烯项目, 在2.6平方公里的土地上."""
    if quantity.kind != "measure" or right is None:
        return False
    if line.masked[quantity.span.end] == "的":
        return line.masked[: quantity.span.start].endswith("在")
    rest = line.between(quantity.span.end, len(line.text))
    return quantity.comparator in (">=", "<=") or bool(_ATTRIBUTE.match(rest))


def _is_threshold(line: Line, quantity: Quantity, right: Span | None) -> bool:
    """营业收入超千亿元的开发区10个: the sum says which ones are counted."""
    counted = next((q for q in line.quantities if q.core.start >= quantity.core.end), None)
    end = right.end if right else quantity.span.end + 1
    return (quantity.kind == "money" and line.masked[quantity.span.end : quantity.span.end + 1] == "的"
            and counted is not None and counted.kind == "count"
            and bool(_LINK.fullmatch(line.between(end, counted.span.start))))


def _read_bare(reading: Reading, quantity: Quantity, start: int, noun: str, clause: Clause) -> None:
    """No noun beside the number: the figure before goes on, or the clause around tells."""
    line, last = reading.line, reading.last
    if quantity.kind == "count" and (chosen := chosen_by(reading, "", quantity.span.end, clause)):
        reading.ends[clause] = chosen[1]
        people = "人数" * (quantity.unit in ("人", "名", "位"))
        reading.drafts.append(draft(reading, quantity, chosen[0] + people, Span(quantity.span.start, chosen[1])))
    elif told := support(line, quantity, start, alone=True):
        reading.drafts.append(draft(reading, quantity, told, Span(start, quantity.span.start)))
    elif last and last.growth and quantity.kind != "percent" and not noun and last.value is not None:
        one = draft(reading, quantity, level_of(last), last.noun)
        reading.drafts[-1] = one.grown(last.value, last.unit or "%", one.evidence.end)
    elif last and _goes_on(line, last, quantity):
        if _EARLIER.search(_DATED.sub("", line.between(0, last.span.start)).rstrip()):
            reading.drafts[-1] = replace(last, earlier=True)
        reading.drafts.append(draft(reading, quantity, last.indicator, last.noun))
    else:
        _read_headless(reading, quantity, start, noun, clause)


def _goes_on(line: Line, last: Draft, quantity: Quantity) -> bool:
    """由4.7万家增加到6.1万家; 突破1万亿元、达1.19万亿元."""
    between = _DATED.sub("", line.between(last.span.end, quantity.span.start))
    if last.quantity is None or last.unit is None or last.unit[-1:] != quantity.unit[-1:]:
        return False
    return last.quantity.kind == quantity.kind and len(between) <= _CLOSE and not re.search(r"[，；]", between)


def _read_headless(reading: Reading, quantity: Quantity, start: int, noun: str, clause: Clause) -> None:
    """A number whose noun stands in the clause before, or that only its verb tells (支持100项)."""
    line, table = reading.line, rules("indicators")
    before = line.between(start, quantity.span.start)
    head, begin = head_before(line, clause)
    default = table.table("default").get(quantity.unit, "")
    if _ABOVE.search(before) and reading.last:
        head, begin, noun = before.strip("，其中") + reading.last.indicator.rpartition("的")[2], start, ""
    elif quantity.kind in ("measure", "percent") or not (noun or _COUNTED.fullmatch(before)):
        return
    if head in rules("growth").table("up") + rules("growth").table("down"):
        head = reading.last.indicator if reading.last and reading.last.quantity else ""
    if not head and not (noun and default):
        return
    kept = table.words("kept").at_end.search(before)
    indicator = (kept.group() if kept else "") + head + (noun if noun != head else "")
    indicator += default if noun and not indicator.endswith(default) else ""
    reading.drafts.append(draft(reading, quantity, indicator, Span(begin, quantity.span.start)))


def _read_division(reading: Reading, quantity: Quantity, start: int) -> bool:
    """《办法》共6章41条. Returns whether it was one."""
    divisions = rules("indicators").table("divisions")
    before = reading.line.text[: quantity.span.start]
    if quantity.unit not in divisions or not _DOCUMENT.search(before):
        return False
    reading.drafts.append(draft(reading, quantity, divisions[quantity.unit], Span(start, quantity.span.start)))
    return True


def _inherit(reading: Reading, quantity: Quantity, noun: str, start: int) -> str:
    """A later item of a list takes the level and 新增 of the first: 省级孵化器2家、众创空间2家."""
    line, last, table = reading.line, reading.last, rules("indicators")
    if not last or last.growth:
        return noun
    kept, levels = table.words("kept").at_start, table.words("inherited.levels").at_start
    if noun in table.words("inherited.levels"):
        return noun + levels.sub("", last.indicator, count=1)
    if line.masked[start : start + 1] not in ("、", "和", "及", "或"):
        return overlap(last.indicator, noun)
    if table.words("measures").at_end.search(noun) or not last.quantity or last.quantity.kind != "count":
        return noun
    if _CARRIED.search(line.between(start, quantity.span.start).rstrip()):
        return noun  # 增至, 达: a clause of its own, which no list's head reaches
    head = kept.match(last.indicator)
    level = levels.match(last.indicator, head.end() if head else 0)
    own = kept.match(noun)
    found = head.group() if head and not own else ""
    return found + (level.group() if level and not own and not levels.match(noun) else "") + noun


def _add_each(reading: Reading, quantity: Quantity, noun: str, span: Span) -> None:
    """新增甲、乙各4人: one figure for each."""
    each = _EACH.search(reading.line.between(span.start, quantity.span.start).rstrip())
    for number, member in enumerate(shared(noun) if each else [noun]):
        reading.drafts.append(draft(reading, quantity, member, span, member=number))
