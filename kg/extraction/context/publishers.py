"""Which body publishes a report: named in its title, its heads or its signature, or told by its genre."""

import re
from collections import Counter
from functools import cache

from kg.extraction.context.genres import Genre
from kg.extraction.entities import names
from kg.extraction.entities.forms import form_key, in_full
from kg.model import Context, Document, Mention
from kg.tables import table

_SIGNATURE = 120
# Blank lines before and line ends inside a title.
_LINE_ENDS = 4


def publisher_of(document: Document, mentions: tuple[Mention, ...], genre: Genre, context: Context) -> str | None:
    """The publisher's name in full, or None: a newspaper's report has none.

    ``context`` holds title, region and province, which resolve the level of 市科技局.
    """
    if genre.publisher == "none":
        return None
    if genre.publisher == "government":
        return context.region + genre.organ if context.region else None
    found = _in_title(document, mentions, context) or _signed(document)
    if not found and genre.publisher == "self":
        found = _self(document, mentions, context)
    return _fullest(found, document, mentions, context) if found else None


@cache
def _body() -> re.Pattern[str]:
    return re.compile(table("lexicon", "publishers")["body"])


def _agencies(document: Document, mentions: tuple[Mention, ...], end: int | None = None) -> list[str]:
    classes = table("lexicon", "publishers")["classes"]
    return [m.name or m.span.of(document.text) for m in mentions
            if m.cls in classes and (end is None or m.span.end <= end)]


def _in_title(document: Document, mentions: tuple[Mention, ...], context: Context) -> str | None:
    """The body at the head of the title (甲市科技局2024年度…, 甲市人民政府关于…)."""
    if not context.title:
        return None
    if match := _body().match(context.title.lstrip("《“")):
        return match["body"]
    agencies = _agencies(document, mentions, len(context.title) + _LINE_ENDS)
    return agencies[0] if agencies else None


def _signed(document: Document) -> str | None:
    """The body on a line of its own at the end, before or after the date."""
    for line in reversed(document.text[-_SIGNATURE:].splitlines()):
        match = _body().fullmatch(line.strip())
        if match:
            return match["body"]
    return None


def _self(document: Document, mentions: tuple[Mention, ...], context: Context) -> str | None:
    """The body that 我局 must be: the one most named of those that end so, of the region."""
    words: dict[str, str] = table("lexicon", "publishers")["self"]
    ends = tuple(end for word, end in words.items() if word in document.text)
    found = Counter(name for text in _agencies(document, mentions)
                    if ends and (name := in_full(text, "GovernmentAgency", context)).endswith(ends)
                    and name.startswith(context.region or ""))
    return min(found, key=lambda n: (-found[n], n)) if found else None


def _fullest(found: str, document: Document, mentions: tuple[Mention, ...], context: Context) -> str:
    cls = table("lexicon", "publishers")["classes"][0]
    key = form_key(in_full(found, cls, context), cls, context)
    same = [name for text in [found, *_agencies(document, mentions)]
            if form_key(name := in_full(text, cls, context), cls, context) == key]
    return names.longest_in(names.first_of(same), document.text)
