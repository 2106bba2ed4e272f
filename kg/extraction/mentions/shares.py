"""Names that share their head: 甲、乙、丙等实验室 and 甲、乙、丙3个省实验室 are three laboratories each."""

import re
from collections.abc import Iterator

from kg.extraction.mentions.lexicon import Head, lexicon
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

_ITEM = r"[\u4e00-\u9fff]{2,5}"
_LIST = re.compile(rf"(?P<items>{_ITEM}(?:、{_ITEM})+)(?:等|等?(?:\d+|[二两三四五六七八九十]+)(?:个|家|所|大))$")
_REACH = 40


def recognise(words: Words) -> Iterator[Mention]:
    """The items before a shared head, each with its full name; only where none of them is a name by itself."""
    for span, heads in words.heads:
        head = next((h for h in heads if lexicon(h.cls).shares), None)
        if head is None:
            continue
        reach = max(0, span.start - _REACH)
        if match := _LIST.search(words.text[reach : span.start]):
            yield from _items(words, match["items"], reach + match.start("items"), head)


def _items(words: Words, items: str, offset: int, head: Head) -> Iterator[Mention]:
    first = _first_border(words, offset, offset + items.index("、"))
    for match in re.finditer(r"[^、]+", items):
        span = Span(max(first, offset + match.start()), offset + match.end())
        deed = all(w.tag in {"v", "vn"} for w in words.within(span))
        if not deed and not words.ends_name(span.end) and words.is_boundary(span.start):
            yield Mention(span, head.cls, 0.95, "share", span.of(words.text) + head.text)


def _first_border(words: Words, start: int, end: int) -> int:
    """Where the first item begins: behind the last verb or mark before it."""
    inside = [w for w in words.within(Span(start, end)) if w.tag in {"v", "p", "w", "u"}]
    return max((w.end for w in inside if w.end < end), default=start)
