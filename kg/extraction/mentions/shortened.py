"""Short forms that the text itself defines in brackets: 某某研究所（以下简称某所）."""

import re
from collections.abc import Iterable, Iterator

from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

_DEFINED = re.compile(
    r"[（(](?:以下|下)?(?:统?简|统)?称(?:为|作)?[:：]?[“‘\"]?(?P<short>[^”’\"）)，。]{2,16})[”’\"]?[）)]"
)


def shortened(words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Every place of a short form that a bracket right behind a found name defines, with that name's class."""
    by_end = {m.span.end: m for m in sorted(found, key=lambda m: (m.confidence, m.span.end - m.span.start))}
    for match in _DEFINED.finditer(words.text):
        whole = by_end.get(match.start()) or by_end.get(match.start() - 1)
        if whole is None:
            continue
        for again in re.finditer(re.escape(match["short"]), words.text):
            yield Mention(Span(again.start(), again.end()), whole.cls, whole.confidence, "shortened")
