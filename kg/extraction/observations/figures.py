"""From a line's numbers and marks to its figures: which number is a level, a growth, a share or a rank, and of what."""

import re
from dataclasses import dataclass, field, replace

from kg.extraction.observations import indicators
from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.indicators import left_noun, noun_text, right_noun, split_coordination
from kg.extraction.observations.lines import Clause, Line
from kg.extraction.observations.marks import Growth, Mark, find_growth, find_marks, find_seconds
from kg.extraction.observations.quantities import Quantity
from kg.extraction.observations.rules import rules
from kg.model import Span

_JOINT = re.compile(r"\s*(?:、|和|与|及|以及)\s*")
_SHARE = re.compile(r"占(?P<whole>[^，。；占]{1,24}?)(?:的)?(?:比重|比例)?(?:为|达到|达|超过|约)?$")
_ATTRIBUTE = re.compile(r"(?:[^，。；、\d]{0,14})(?:项目|工程|装置|生产线|机组|基地|设备)")


@dataclass(slots=True)
class _Reading:
    """What has been read of a line so far."""

    line: Line
    drafts: list[Draft] = field(default_factory=list)
    ends: dict[Clause, int] = field(default_factory=dict)


def read_figures(line: Line) -> list[Draft]:
    """The figures that the line states, in order."""
    if not line.quantities and not find_marks(line.masked):
        return []
    reading = _Reading(line)
    for item in _items(line):
        if isinstance(item, Mark):
            _read_mark(reading, item)
        else:
            _read_group(reading, item)
    return reading.drafts


def _items(line: Line) -> list[list[Quantity] | Mark]:
    """Marks, and quantities in groups that share one head: 分别达到22家、182家."""
    marks = [*find_marks(line.masked), *find_seconds(line.text)]
    free = [q for q in line.quantities if not any(m.rank and m.span.start <= q.core.start < m.span.end for m in marks)]
    groups: list[list[Quantity]] = []
    for quantity in free:
        if groups and _joined(line, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    items: list[list[Quantity] | Mark] = [*groups, *marks]
    return sorted(items, key=lambda i: i.span.start if isinstance(i, Mark) else i[0].core.start)


def _joined(line: Line, first: Quantity, second: Quantity) -> bool:
    return bool(_JOINT.fullmatch(line.text[first.span.end : second.span.start])) and not right_noun(
        line, second, _clause(line, second.core.start).span.end).end > second.span.end


def _clause(line: Line, at: int) -> Clause:
    inside = [c for c in line.clauses if c.span.start <= at < c.span.end]
    return min(inside, key=lambda c: c.span.end - c.span.start) if inside else Clause(Span(0, len(line.text)), False)


def _read_group(reading: _Reading, group: list[Quantity]) -> None:
    line, first = reading.line, group[0]
    clause = _clause(line, first.core.start)
    start = reading.ends.get(clause, clause.span.start)
    reading.ends[clause] = group[-1].span.end
    growth = find_growth(line.between(start, first.span.start), first)
    if len(group) > 1:
        _read_list(reading, group, start, growth)
    elif growth:
        _read_growth(reading, first, start, clause)
    else:
        _read_level(reading, first, start, clause)


def _evidence(clause: Clause) -> Span:
    return clause.span


def _draft(reading: _Reading, quantity: Quantity, indicator: str, noun: Span, **more: object) -> Draft:
    clause = _clause(reading.line, quantity.core.start)
    evidence = Span(min(noun.start, clause.span.start), clause.span.end)
    return Draft(indicator, quantity.span, noun, evidence, quantity, quantity.value, quantity.unit,
                 quantity.comparator, **more)  # type: ignore[arg-type]


def _growth_start(line: Line, start: int, quantity: Quantity) -> tuple[int, Growth]:
    text = line.masked[start : quantity.span.start]
    growth = find_growth(text, quantity)
    assert growth
    return start + growth.start, growth


def _read_growth(reading: _Reading, quantity: Quantity, start: int, clause: Clause) -> None:
    line = reading.line
    at, growth = _growth_start(line, start, quantity)
    noun, begin = left_noun(line, start, at, cut=False)
    value = quantity.value * growth.sign
    last = reading.drafts[-1] if reading.drafts else None
    if _is_growth_noun(noun) or not noun:
        if last and not last.growth and last.span.end <= quantity.span.start:
            reading.drafts[-1] = last.grown(value, quantity.unit, clause.span.end)
            return
        noun, begin = _head_before(line, clause) if not noun else (noun, begin)
    if noun:
        draft = _draft(reading, quantity, noun + growth.word, Span(begin, at), growth=True)
        reading.drafts.append(replace(draft, value=value))


def _is_growth_noun(noun: str) -> bool:
    return bool(noun) and noun in rules("growth").words("nouns")


def _head_before(line: Line, clause: Clause) -> tuple[str, int]:
    """The noun that the clause before is about, for a clause that goes on about it."""
    before = [c for c in line.clauses if c.span.end <= clause.span.start and not c.bracket]
    for earlier in reversed(before[-2:]):
        end = earlier.span.start
        for token in line.tokens_in(earlier.span.start, earlier.span.end):
            if token.tag in ("v", "d", "p", "m", "vd", "xc") and end > earlier.span.start:
                break
            if token.tag not in ("TIME", "d", "p", "vd"):
                end = token.end
        noun, begin = left_noun(line, earlier.span.start, end, cut=False)
        if len(noun) >= 2:
            return noun, begin
    return "", clause.span.start


def _read_level(reading: _Reading, quantity: Quantity, start: int, clause: Clause) -> None:
    line, last = reading.line, reading.drafts[-1] if reading.drafts else None
    right = right_noun(line, quantity, _limit(line, quantity, clause))
    if _is_attribute(line, quantity, right):
        return
    behind = noun_text(line, right)
    if share := _SHARE.search(line.between(start, quantity.span.start).rstrip()):
        if quantity.percent and _read_share(reading, quantity, start, share):
            return
    if behind and (quantity.kind == "count" or not behind.startswith(("的",))):
        reading.ends[clause] = right.end
        if _takes_right(line, quantity, start, right):
            _read_counted(reading, quantity, start, right, clause)
            return
    noun, begin = left_noun(line, start, quantity.span.start, cut=quantity.kind != "percent")
    if _is_growth_noun(noun) and last and not last.growth and quantity.percent:
        sign = -1 if noun in rules("growth").table("falling") else 1
        reading.drafts[-1] = last.grown(quantity.value * sign, quantity.unit, clause.span.end)
    elif noun and _says_something(noun):
        _add_each(reading, quantity, _inherit(reading, noun, start), Span(begin, quantity.span.start))
    else:
        _read_bare(reading, quantity, start, noun, clause)


def _says_something(noun: str) -> bool:
    return len(noun) >= 2 and bool(re.search(r"[\u4e00-\u9fff]{2}", noun)) and noun not in (
        rules("indicators").words("verbs"))


def _takes_right(line: Line, quantity: Quantity, start: int, right: Span) -> bool:
    return line.masked[right.start : right.end].strip() not in ("的",)


def _is_attribute(line: Line, quantity: Quantity, right: Span) -> bool:
    """A measure inside a noun chain: 海拔1500米以上学校, 120万吨乙烯项目."""
    if quantity.kind != "measure":
        return False
    text = line.between(quantity.span.end, len(line.text))
    return bool(right.end > right.start and _ATTRIBUTE.match(text))


def _limit(line: Line, quantity: Quantity, clause: Clause) -> int:
    later = [q.span.start for q in line.quantities if q.span.start >= quantity.span.end]
    return min([clause.span.end, *later])


def _read_share(reading: _Reading, quantity: Quantity, start: int, share: re.Match[str]) -> bool:
    line = reading.line
    before = line.between(start, quantity.span.start)[: share.start()]
    if before.strip(" 、"):
        return False
    last = reading.drafts[-1] if reading.drafts else None
    head = last.indicator if last else ""
    if not head:
        return False
    noun = f"{head}占{share['whole']}比重"
    reading.drafts.append(_draft(reading, quantity, noun, last.noun if last else Span(start, quantity.span.start)))
    return True


def _read_counted(reading: _Reading, quantity: Quantity, start: int, right: Span, clause: Clause) -> None:
    """16个项目: the noun is behind the number; a bare kind is told by the verb behind it (获…奖)."""
    line, noun = reading.line, noun_text(reading.line, right)
    if noun in rules("indicators").words("bare"):
        chosen, end = _chosen(line, noun, right.end, clause)
        if chosen:
            reading.ends[clause] = end
            reading.drafts.append(_draft(reading, quantity, chosen, Span(quantity.span.start, end)))
            return
        before, _ = left_noun(line, start, quantity.span.start)
        noun = _with_context(before, noun)
    reading.drafts.append(_draft(reading, quantity, _kept_before(line, start, quantity, noun), right))


def _with_context(before: str, noun: str) -> str:
    return before + noun if before and len(before) > 1 and before[-1] not in "等" else noun


def _kept_before(line: Line, start: int, quantity: Quantity, noun: str) -> str:
    match = rules("indicators").words("kept").at_end.search(line.between(start, quantity.span.start).rstrip(" 了"))
    return (match.group().strip() if match else "") + noun


def _chosen(line: Line, noun: str, at: int, clause: Clause) -> tuple[str, int]:
    """获省科技奖: the honour's name with what its holders are called, and where it ends."""
    selected = rules("indicators").table("selected")
    rest = line.masked[at : clause.span.end]
    match = re.match(rf"(?:均|已|成功|又|，)*({'|'.join(sorted(selected, key=lambda w: (-len(w), w)))})(?:为|了|到)?", rest)
    if not match:
        return "", at
    end = min([clause.span.end, *(q.span.start for q in line.quantities if q.span.start >= at)])
    goal = indicators.noun_text(line, Span(at + match.end(), end))
    goal = re.sub(r"^\d{4}年度?", "", goal)
    return (goal + selected[match[1]] + noun if goal else ""), end


def _read_bare(reading: _Reading, quantity: Quantity, start: int, noun: str, clause: Clause) -> None:
    """No noun beside the number: the one before goes on, or the verb behind it tells (14人入选…)."""
    line, last = reading.line, reading.drafts[-1] if reading.drafts else None
    chosen, end = _chosen(line, "", quantity.span.end, clause)
    if quantity.kind == "count" and chosen:
        reading.ends[clause] = end
        if last and line.between(last.span.end, quantity.span.start).strip(" ，其中") == "":
            chosen = chosen + last.indicator[-2:]
        reading.drafts.append(_draft(reading, quantity, chosen + "人数" * (quantity.unit in ("人", "名", "位")),
                                     Span(quantity.span.start, end)))
        return
    between = line.between(last.span.end, quantity.span.start) if last else ""
    if last and last.growth and quantity.kind != "percent" and not noun:
        base = re.sub(rf"(?:年均)?(?:{'|'.join(rules('growth').table('up') + rules('growth').table('down'))})$", "", last.indicator)
        draft = _draft(reading, quantity, base, last.noun)
        reading.drafts[-1] = draft.grown(last.value or quantity.value, last.unit or "%", draft.evidence.end)
    elif last and last.quantity and _goes_on(line, last, quantity, between):
        source = bool(re.search(r"(?:由|从)(?:过去)?(?:每次)?$", line.between(0, last.span.start).rstrip()))
        if source:
            reading.drafts[-1] = replace(last, earlier=True)
        reading.drafts.append(_draft(reading, quantity, last.indicator, last.noun))
    else:
        head, begin = _head_before(line, clause)
        head = head if noun in ("", head) else head + noun
        if head and quantity.kind != "measure":
            reading.drafts.append(_draft(reading, quantity, head, Span(begin, quantity.span.start)))


def _goes_on(line: Line, last: Draft, quantity: Quantity, between: str) -> bool:
    assert last.quantity
    same = last.quantity.kind == quantity.kind and last.unit is not None and (
        last.unit[-1:] == quantity.unit[-1:])
    return same and len(between) <= 8 and "，" not in between


def _inherit(reading: _Reading, noun: str, start: int) -> str:
    """A later item of a list takes the level and 新增 of the first: 省级孵化器2家、众创空间2家."""
    line, last = reading.line, reading.drafts[-1] if reading.drafts else None
    table = rules("indicators")
    if last and line.masked[start : start + 1] in ("、", "和", "及") and last.span.end <= start + 1:
        if table.words("inherited.stop").inside(noun):
            return noun
        head = table.words("kept").at_start.match(last.indicator)
        word = head.group() if head else ""
        level = table.words("inherited.levels").at_start.match(last.indicator, len(word))
        if table.words("kept").at_start.match(noun):
            word = ""
        if level and not table.words("inherited.levels").at_start.match(noun):
            word += level.group()
        return word + noun
    if last and not last.growth:
        return indicators.overlap(last.indicator, noun)
    return noun


def _add_each(reading: _Reading, quantity: Quantity, noun: str, span: Span) -> None:
    """新增甲、乙各4人: one figure for each."""
    text = reading.line.between(span.start, quantity.span.start).rstrip()
    members = split_coordination(noun) if text.endswith(("各", "均为", "均达", "均达到", "均")) else [noun]
    for number, member in enumerate(_shared(members)):
        reading.drafts.append(_draft(reading, quantity, member, span, member=number))


def _shared(members: list[str]) -> list[str]:
    """Members of a coordination with the head that the first and the tail that the last states for all."""
    table = rules("indicators")
    if len(members) < 2:
        return members
    head = table.words("kept").at_start.match(members[0])
    prefix = head.group() if head else ""
    level = table.words("inherited.levels").at_start.match(members[0], len(prefix))
    rest = table.words("inherited.levels").at_start.sub("", members[-1], count=1) if level else members[-1]
    found = []
    for index, member in enumerate(members):
        bare = member[len(prefix) :] if index == 0 else member
        if bare in table.words("inherited.levels"):
            found.append(prefix + bare + rest)
        elif index and level and not table.words("inherited.levels").at_start.match(bare):
            found.append(prefix + level.group()[len(prefix):] + bare if not prefix else prefix + level.group() + bare)
        else:
            found.append(prefix + bare if index == 0 or not bare.startswith(prefix) else bare)
    return found


def _read_list(reading: _Reading, group: list[Quantity], start: int, growth: Growth | None) -> None:
    """分别达到22家、182家: the members of the coordination before get one number each."""
    line, first = reading.line, group[0]
    clause = _clause(line, first.core.start)
    end = start + growth.start if growth else first.span.start
    noun, begin = left_noun(line, start, end, cut=not first.percent and not growth)
    if not noun or noun in ("累计", "增长"):
        previous = reading.drafts[-len(group) :]
        if len(previous) == len(group) and "分别" in line.between(start, first.span.start):
            names = [re.sub(r"^新增", "", d.indicator) for d in previous]
            noun = ""
        else:
            noun, begin = _head_before(line, clause)
            names = _shared(split_coordination(noun))
    else:
        names = _shared(split_coordination(noun))
    if len(names) < len(group):
        names = (names or [""]) * len(group) if len(names) == 1 else []
    for number, (quantity, name) in enumerate(zip(group, names[-len(group) :], strict=False)):
        if name:
            draft = _draft(reading, quantity, name + (growth.word if growth else ""), Span(begin, first.span.start),
                           growth=bool(growth), member=number)
            reading.drafts.append(replace(draft, value=quantity.value * (growth.sign if growth else 1)))


def _read_mark(reading: _Reading, mark: Mark) -> None:
    line = reading.line
    clause = _clause(line, mark.span.start)
    start = max([clause.span.start, *(d.span.end for d in reading.drafts if d.span.end <= mark.span.start
                                      and clause.span.start <= d.span.start)])
    noun, begin = left_noun(line, start, mark.span.start, cut=False)
    if mark.rank is None:
        _read_doubling(reading, mark, noun, begin, clause)
        return
    rank = mark.rank
    if mark.scope is None and reading.drafts and reading.drafts[-1].quantity is None:
        mark = replace(mark, scope=reading.drafts[-1].rank_scope)
    of_figure = not noun or noun in rules("ranks").words("of_figure")
    last = reading.drafts[-1] if reading.drafts else None
    if of_figure and last and (last.rank is None):
        _rank_last(reading, mark, line.between(last.span.end, mark.span.end), clause)
    elif of_figure and last and last.quantity is None:
        reading.drafts[-1] = replace(last, earlier=True)
        reading.drafts.append(replace(last, rank=rank, span=mark.span, rank_scope=mark.scope or last.rank_scope))
    else:
        if not noun or of_figure:
            noun, begin = _head_before(line, clause)
        _add_rank(reading, mark, noun, begin, clause, each=line.between(start, mark.span.end))


def _add_rank(reading: _Reading, mark: Mark, noun: str, begin: int, clause: Clause, *, each: str) -> None:
    if len(noun) < 2:
        return
    members = split_coordination(noun) if any(w in each for w in rules("ranks").table("each")) else [noun]
    for number, member in enumerate(_shared(members)):
        reading.drafts.append(Draft(member, mark.span, Span(begin, mark.span.start),
                                    Span(min(begin, clause.span.start), clause.span.end), rank=mark.rank,
                                    rank_scope=mark.scope, comparator="<=" if mark.within else "=",
                                    member=number))


def _rank_last(reading: _Reading, mark: Mark, between: str, clause: Clause) -> None:
    drafts = reading.drafts
    count = 1
    if any(w in between for w in rules("ranks").table("each")) or "数和" in between:
        count = _run(reading)
    for index in range(len(drafts) - count, len(drafts)):
        drafts[index] = drafts[index].ranked(mark.rank or 1, mark.scope, clause.span.end)


def _run(reading: _Reading) -> int:
    """How many figures at the end stand in one list."""
    drafts, count = reading.drafts, 1
    while count < len(drafts):
        gap = reading.line.between(drafts[-count - 1].span.end, drafts[-count].span.start)
        if "；" in gap or len(gap) > 24 or drafts[-count - 1].unit != drafts[-1].unit:
            break
        count += 1
    return count


def _read_doubling(reading: _Reading, mark: Mark, noun: str, begin: int, clause: Clause) -> None:
    assert mark.change is not None
    last = reading.drafts[-1] if reading.drafts else None
    if not noun and last and last.change is None and not last.growth:
        reading.drafts[-1] = last.grown(mark.change, mark.change_unit or "倍", clause.span.end)
    elif len(noun) >= 2 and mark.change:
        reading.drafts.append(Draft(noun + "增长", mark.span, Span(begin, mark.span.start), clause.span,
                                    value=mark.change, unit=mark.change_unit, growth=True))
