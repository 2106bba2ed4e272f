"""Which period a figure has: its clause's time, else its sentence's, its paragraph's, the report's."""

import re
from dataclasses import dataclass, field, replace

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line, Place
from kg.extraction.observations.periods import Time, find_times
from kg.extraction.observations.rules import rules
from kg.model import Entity

# A time that opens its sentence holds for all of it, another up to the next semicolon.
_LEAD = 8
# A review of five years: first and last are this far apart.
_REVIEW = 4
# 由2020年的120家: the earlier level's own year.
_FROM = re.compile(r"[从由](?:19|20)\d\d ?年(?:度|底|末)?的?(?:第|约|近|不足)?\d")
_YEAR = re.compile(r"(?:19|20)\d\d ?年")
_NEAR_YEAR = re.compile(r"(?:19|20)\d\d ?年(?:度|底|末)?的?$")
_DATED = re.compile(r"(?P<year>20\d\d)(?:年|(?=[“\u4e00-\u9fff]))")
_TITLE = re.compile(r"《[^《》]*》")


def year_of_figures(text: str, year: int | None) -> int | None:
    """The report's year, but None where the text calls it an older edition's (对2018年版办法进行修订)."""
    return None if year is not None and re.search(rf"{year}年?版", text) else year


@dataclass(slots=True)
class Clock:
    """The report's year, where its plan part begins, and the times that hold on from sentence to sentence.

    ``honoured`` is the year of the prizes that it tells of.
    """

    year: int | None
    plan: int | None
    honoured: int | None = None
    times: list[Time] = field(default_factory=list)
    spans: dict[int, Time] = field(default_factory=dict)
    names: list[Place] = field(default_factory=list)
    paragraph: int = -1
    spanning: Time | None = None
    carried: Time | None = None
    said: Time | None = None

    def plans(self, line: Line) -> bool:
        """Whether the line stands in the plan part."""
        return self.plan is not None and line.sentence.paragraph >= self.plan

    def read(self, line: Line) -> None:
        """Take up the times of a line."""
        if line.sentence.paragraph != self.paragraph:
            self.paragraph, self.carried, self.said = line.sentence.paragraph, None, None
            self.spanning = self.spans.get(self.paragraph)
        text = _TITLE.sub(lambda m: "\x00" * len(m.group()), line.masked)
        self.names = [p for p in line.places if not p.reference]
        if self.times and (last := self.times[-1]).end and (self.year or 0) < int(last.last[:4]):
            self.carried = replace(last, start=0) if _goal_goes_on(text) else None
        elif self.carried and self.carried.end and rules("targets").words("ends").inside(text):
            self.carried = None
        self.times = find_times(text, self._now(line))
        for time in self.times:
            if "-" in time.first and time.first != time.last:
                self.carried = time

    def survey(self, lines: tuple[Line, ...]) -> None:
        """Find the paragraphs of a work report that review or plan several years; they may say so at their end."""
        for line in lines if self.plan is not None else ():
            for time in find_times(line.masked, self._now(line)):
                if len(time.first) == 4 and int(time.last[:4]) - int(time.first) == _REVIEW:
                    self.spans[line.sentence.paragraph] = time
            now = self._now(line)
            if now and self._opens_review(line):
                self.spans[line.sentence.paragraph] = Time(0, str(now - _REVIEW), str(now))

    def _opens_review(self, line: Line) -> bool:
        """The work report of the first year of a five-year plan reviews the last plan in points that begin with ——."""
        return (self.year is not None and self.year % (_REVIEW + 1) == 1 and not self.plans(line)
                and line.text.startswith("——"))

    def _now(self, line: Line) -> int | None:
        """The year that speaks in a line: a work report tells results of the year before its own."""
        if self.year is None or self.plan is None:
            return self.year
        return self.year if self.plans(line) else self.year - 1

    def period(self, line: Line, draft: Draft, owner: Entity) -> tuple[str | None, bool]:
        """The period, and whether it lies in the future, so that the figure is a goal."""
        time = self._time(line, draft)
        if time is None:
            now = self._year_of(owner) or self._now(line)
            return (str(now) if now and not draft.earlier else None), False
        future = self.year is not None and int(time.last[:4]) > self.year and time.start <= draft.span.start
        years = len(time.first) == 4 and time.first != time.last
        if draft.earlier and not _has_year(line, draft):
            return (str(int(time.first) - 1) if years else None), future
        review = years and int(time.last) - int(time.first) == _REVIEW
        return (time.last if review and _is_state(line, draft) else time.period), future

    def _year_of(self, owner: Entity) -> int | None:
        """The year in the name of a prize, contest or programme; an undated prize is of the year of the dated one."""
        if owner.cls not in rules("periods").classes("dated.classes"):
            return None
        year = _name_year(owner)
        if year is None and owner.cls in rules("periods").classes("dated.honours"):
            year = self.honoured
        return year if self.year is None or (year and year <= self.year) else None

    def _time(self, line: Line, draft: Draft) -> Time | None:
        if self.spanning and rules("periods").words("stock.flow").inside(draft.indicator):
            return self.spanning
        until = draft.span.end if draft.earlier else draft.span.start
        before = [t for t in self.times if t.start <= until
                  and (draft.earlier or not _FROM.match(line.masked, max(0, t.start - 1)))
                  and not self._named(t, draft)]
        part = line.masked.rfind("；", 0, draft.span.start)
        if before and _holds(line, before[-1], draft, part):
            past = self.year is None or int(before[-1].last[:4]) <= self.year
            self.said = replace(before[-1], start=0) if past and _leads(line, before[-1]) else None
            return before[-1]
        clause = [t for t in self.times if draft.span.start < t.start < draft.evidence.end]
        return clause[0] if clause else self.spanning or self.carried or self._said(line, draft)

    def _named(self, time: Time, draft: Draft) -> bool:
        """Whether a time is but part of a name: that of a dated prize or contest dates the figures of its clause."""
        dated = rules("periods").classes("dated.classes")
        return any(n.span.start <= time.start < n.span.end and (n.entity.cls not in dated
                                                                or time.start < draft.evidence.start)
                   for n in self.names)

    def _said(self, line: Line, draft: Draft) -> Time | None:
        """The year of the figures before, as long as nothing says that it is over."""
        if rules("periods").words("now").inside(line.text[: draft.span.start]):
            self.said = None
        return self.said


def year_of_honours(entities: tuple[Entity, ...]) -> int | None:
    """The year of the prizes that a report tells of: that of its dated prizes where they have but one."""
    honours = rules("periods").classes("dated.honours")
    years = {year for e in entities if e.cls in honours and (year := _name_year(e))}
    return min(years) if len(years) == 1 else None


def _name_year(entity: Entity) -> int | None:
    found = [int(m["year"]) for name in (entity.name, *entity.aliases) if (m := _DATED.match(name))]
    return found[0] if found else None


def _leads(line: Line, time: Time) -> bool:
    """Whether a year is said of all that follows: at the head of its sentence, before its subject (2021年，甲市…)."""
    head = line.masked[: time.start].rstrip("，").rpartition("，")[2]
    after = next((t for t in line.tokens if t.start >= time.start and t.tag not in ("TIME", "m", "q")), None)
    since = _YEAR.match(line.masked, time.start)
    since_then = since is not None and line.masked.startswith("以来", since.end())
    return (len(time.period) == 4 and len(head) <= _LEAD and not since_then
            and after is not None and after.tag not in ("v", "d", "f"))


def _has_year(line: Line, draft: Draft) -> bool:
    """由2020年的120家, 从2020年的第15位: the earlier level or place has its own year."""
    inside = _YEAR.search(line.masked, draft.span.start, draft.span.end) if draft.quantity is None else None
    return bool(inside or _NEAR_YEAR.search(line.masked[: draft.span.start]))


def _goal_goes_on(text: str) -> bool:
    """Whether a sentence is still about the goal that the one before set for a year to come."""
    table = rules("targets")
    return table.words("goes_on").inside(text) and not table.words("ends").inside(text)


def _holds(line: Line, time: Time, draft: Draft, part: int) -> bool:
    """Whether a time said before the figure is still the figure's: not over a semicolon, not over 已, 目前."""
    if time.start <= _LEAD or time.end:
        return True
    new = rules("periods").words("now").inside(line.text[draft.evidence.start : draft.span.start])
    return time.start > part and not (new and time.start < draft.evidence.start)


def _is_state(line: Line, draft: Draft) -> bool:
    """Whether a figure within several years is that of their end: a stock, a share, a rank."""
    table = rules("periods")
    if table.words("stock.flow").inside(draft.indicator) or draft.growth:
        return False
    text = line.masked[draft.noun.start : draft.span.end]
    return draft.quantity is None or draft.unit == "%" or table.words("stock.cues").inside(text)
