"""Figures of the whole country: 全国已有…家."""

import re

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line
from kg.extraction.observations.rules import rules
from kg.extraction.observations.subjects import starts

_DATE = re.compile(r"^(?:截[至止])?(?:到)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?[，,]?")


def of_country(line: Line, draft: Draft) -> bool:
    """全国已有…家: the country's, whether or not a name of it stands there; of nobody where the text has no country."""
    return any(is_national(line.masked[start : draft.span.start]) for start in starts(line, draft))


def is_national(clause: str) -> bool:
    """Whether a clause speaks of the whole country, by the words that it opens with."""
    longer = rules("subjects").words("country.longer").pattern.pattern
    words = re.compile(rf"(?:{rules('subjects').words('country.words').pattern.pattern})(?!{longer})")
    text = _DATE.sub("", clause.lstrip("“‘ "))
    lead = rules("indicators").words("leads").at_start.match(text)
    return bool(words.match(text) or (lead and not words.match(lead.group()) and words.match(text, lead.end())))
