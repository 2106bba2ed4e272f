"""Other names that the text itself gives: in a bracket (以下简称“甲方案”), after 简称, on a second plate （乙医院）."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from kg.extraction.entities import names
from kg.extraction.entities.forms import Form
from kg.extraction.entities.merging import merging
from kg.model import Document, Span
from kg.tables import table

Key = tuple[str, str]
_CLOSING = "”》’」"
_REACH = 160


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(table("lexicon", "references")[name])


def explained(document: Document, span: Span) -> str | None:
    """The short form that a bracket right after a name gives it: （以下简称“甲方案”）."""
    at = _after(document.text, span.end)
    match = _pattern("short_form").match(document.text, at)
    return match["short"] if match else None


def _after(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _CLOSING:
        at += 1
    return at


def bound(document: Document, groups: dict[Key, list[Form]]) -> Iterator[tuple[Key, Key]]:
    """Pairs of a name's key and the key of the name that the text itself says it is another form of."""
    forms = sorted(((f, key) for key, members in groups.items() for f in members), key=lambda p: (p[0].span, p[1]))
    by_text: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for form, key in forms:
        if key not in (known := by_text[(key[0], names.normalise(form.text))]):
            known.append(key)
    for form, key in forms:
        short = explained(document, form.span)
        yield from ((k, key) for k in by_text.get((key[0], names.normalise(short or "")), ()) if k != key)
    yield from _called(document, forms)
    yield from _plates(document, forms)


def _called(document: Document, forms: list[tuple[Form, Key]]) -> Iterator[tuple[Key, Key]]:
    """…，简称甲院: the last name before of this class whose characters hold those of the short one in order."""
    for number, (form, key) in enumerate(forms):
        if _pattern("called").search(document.text[max(0, form.span.start - 8) : form.span.start]):
            for _, full in reversed(forms[:number]):
                if full[0] == key[0] and full != key and names.runs(names.normalise(form.text), full[1]):
                    yield key, full
                    break


def _plates(document: Document, forms: list[tuple[Form, Key]]) -> Iterator[tuple[Key, Key]]:
    """Names in a bracket right after one of their class: other names on the same door."""
    by_start = {f.span.start: (f, k) for f, k in forms}
    for form, key in forms:
        if merging(key[0]).plates and document.text[form.span.end : form.span.end + 1] in ("（", "("):
            at = form.span.end + 1
            inside = []
            while (found := by_start.get(at)) and found[1][0] == key[0] and at - form.span.end < _REACH:
                inside.append(found[1])
                at = found[0].span.end + (document.text[found[0].span.end : found[0].span.end + 1] == "、")
            if document.text[at : at + 1] in ("）", ")"):
                yield from ((k, key) for k in inside if k != key)
