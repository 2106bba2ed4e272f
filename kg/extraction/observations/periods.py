"""The time of a figure: what its clause, sentence or paragraph says, as ISO 8601."""

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.extraction.observations.numerals import parse_chinese
from kg.extraction.observations.rules import rules

_DATE = re.compile(r"(?P<until>截至|截止|到|至)?(?:目前)?"
                   r"(?P<year>(?:19|20)\d\d) ?(?:-(?P<last>20\d\d))? ?年(?:度|末|底|内)?"
                   r"(?: ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?日)?(?P<end>底|末)?)?")
_SINCE = re.compile(r"[^，。；\d]{0,10}?以来")
_RECENT = re.compile(r"(?:近|最近|过去|前)(?P<count>\d{1,2}|[两二三四五六七八九十])年(?:多)?(?:来|间|里|内)?")
_MOST = 20
_RANGE = re.compile(r"(?P<first>20\d\d)(?:年)?[-—–至到~](?P<last>20\d\d)年?")
_MONTHS = re.compile(r"(?P<first>1?\d)(?:月)?[-—–至到~](?P<last>1?\d)月")
_UNTIL = re.compile(r"截[至止](?:今年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<end>底|末))")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that the text names. ``start`` is where; ``first`` and ``last`` are ISO dates of any precision.

    ``end`` is what a goal is set for or a count is taken at (到2025年, 截至6月底).
    """

    start: int
    first: str
    last: str
    end: bool = False

    @property
    def period(self) -> str:
        """One date, or an interval."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


def find_times(text: str, year: int | None) -> list[Time]:
    """The times that ``text`` (widened) names, in order; ``year`` is the report's, for 今年 and 上半年."""
    ranges = _ranges(text)
    found = [*(d for d in _dates(text, year) if not any(r.start <= d.start < e for r, e in ranges)),
             *(r for r, _ in ranges), *_plans(text, year)]
    if year is not None:
        found += [*_words(text, year), *_parts(text, year), *_recent(text, year)]
    found.sort(key=lambda t: (t.start, -len(t.period)))
    return found


def _dates(text: str, year: int | None) -> list[Time]:
    found, against = [], rules("periods").words("against.before").at_end
    for m in _DATE.finditer(text):
        if against.search(text[: m.start()]):
            continue  # 比2021年增长: not when, but against what
        first = _iso(int(m["year"]), m["month"], m["day"], bool(m["end"]))
        since = year is not None and int(m["year"]) < year and _SINCE.match(text, m.end())
        last = m["last"] or (str(year) if since else first)
        found.append(Time(m.start(), first, last, bool(m["until"])))
    return found


def _iso(year: int, month: str | None, day: str | None, end: bool) -> str:
    if not month or not 1 <= int(month) <= 12:
        return str(year)
    last = monthrange(year, int(month))[1]
    if end or (day and int(day) > last):
        return f"{year}-{int(month):02}-{last:02}"
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _ranges(text: str) -> list[tuple[Time, int]]:
    return [(Time(m.start(), m["first"], m["last"]), m.end()) for m in _RANGE.finditer(text)
            if m["first"] < m["last"]]


def _recent(text: str, year: int) -> list[Time]:
    """近3年来, 过去两年: the years up to the report's."""
    found = []
    for m in _RECENT.finditer(text):
        count = int(m["count"]) if m["count"].isdigit() else parse_chinese(m["count"])
        if count and 1 < count <= _MOST:
            found.append(Time(m.start(), str(year - count + 1), str(year)))
    return found


def _plans(text: str, year: int | None) -> list[Time]:
    """“十四五”期间 is all of the plan, “十四五”以来 what of it is over."""
    table, found = rules("periods").table("plans"), []
    for m in re.finditer(rf"“?({'|'.join(table)})”?(时期|期间|以来|发展|规划)", text):
        first, last = table[m[1]]
        over = m[2] == "以来" and year is not None and first < year
        found.append(Time(m.start(), str(first), str(year if over else last)))
    return found


def _words(text: str, year: int) -> list[Time]:
    relative, spans = rules("periods").table("relative"), rules("periods").table("spans")
    against = rules("periods").words("against.before").at_end
    found = [Time(m.start(), str(year + relative[m.group()]), str(year + relative[m.group()]))
             for m in rules("periods").words("relative").pattern.finditer(text)
             if not against.search(text[: m.start()])]
    return found + [Time(m.start(), str(year - spans[m.group()] + 1), str(year))
                    for m in rules("periods").words("spans").pattern.finditer(text)]


def _parts(text: str, year: int) -> list[Time]:
    found = []
    parts = rules("periods").table("parts")
    for m in rules("periods").words("parts").pattern.finditer(text):
        first, last = parts[m.group()]
        base = _base(text[: m.start()], year)
        found.append(Time(m.start(), f"{base}-{first:02}", f"{base}-{last:02}"))
    for m in _MONTHS.finditer(text):
        if 1 <= int(m["first"]) < int(m["last"]) <= 12:
            found.append(Time(m.start(), f"{year}-{int(m['first']):02}", f"{year}-{int(m['last']):02}"))
    # It begins at its end: 今年 inside it is no time of its own.
    found += [Time(m.end() - 1, iso, iso, True) for m in _UNTIL.finditer(text)
              if len(iso := _iso(year, m["month"], m["day"], bool(m["end"]))) > 4]
    return found


def _base(before: str, year: int) -> int:
    """The year that a part of a year belongs to: 去年上半年, 2022年上半年, else the report's."""
    if match := re.search(r"(20\d\d)年$", before):
        return int(match[1])
    match = rules("periods").words("relative").at_end.search(before)
    return year + int(rules("periods").table("relative")[match.group().strip()]) if match else year
