"""Mentions as forms: the name in full words, its level resolved to the place of the context."""

import re
from dataclasses import dataclass

from kg import places
from kg.extraction.entities import names
from kg.extraction.entities.merging import headed, key, merging
from kg.model import Context, Document, Mention, Span
from kg.tables import table

_JOINED = 2


@dataclass(frozen=True, slots=True)
class Form:
    """A mention read: ``text`` as written, ``name`` with its level's place, ``key`` to compare by."""

    cls: str
    text: str
    name: str
    key: str
    span: Span
    confidence: float
    extractor: str
    whole: bool


def forms(document: Document, mentions: tuple[Mention, ...], context: Context) -> tuple[Form, ...]:
    """One form for each mention, in the order of the text."""
    found: list[Form] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.cls)):
        text = mention.span.of(document.text)
        near = _joined(document, found, mention.span)
        name = in_full(_written(mention.name or text, mention.cls), mention.cls, context, near)
        found.append(Form(mention.cls, text, name, form_key(name, mention.cls, context), mention.span,
                          mention.confidence, mention.extractor, mention.name is None))
    return tuple(found)


def _written(text: str, cls: str) -> str:
    """A name as one writes it alone: without the short form in a bracket, the year before it, and print's spaces."""
    name = re.sub(table("lexicon", "references")["short_form"], "", text)
    return headed(("" if merging(cls).spaceless else " ").join(name.split()), cls)


def form_key(name: str, cls: str, context: Context) -> str:
    """The key of a name of this report."""
    return key(name, cls, context.province or context.region)


def in_full(name: str, cls: str, context: Context, near: str | None = None) -> str:
    """The name with its level prefix resolved: 市财政局 → 衡阳市财政局 in a report of Hengyang.

    ``near`` is a place named right before it (徐州市委、市政府), which goes before the context.
    """
    if near and merging(cls).shares and name in table("lexicon", "kinds")["kinds"]:
        return near + name
    prefix = names.level_prefix(name) or _implied(name, cls)
    if not prefix or places.leading(name):
        return name
    place = place_of_level(prefix, context, near)
    if not place:
        return name
    return place + (name[len(prefix) :] if name.startswith(prefix) else name)


def place_of_level(prefix: str, context: Context, near: str | None = None) -> str | None:
    """The place that a level word stands for in this report: 省 → 湖南省, 全市 → 衡阳市."""
    ends = names.level_words()[prefix]
    if near and near.endswith(ends):
        return near
    for name in (context.region, context.province):
        if name and (found := places.at(name, ends, context.province)):
            return found
    return None


def _implied(name: str, cls: str) -> str:
    """The level that an organ's end alone tells: 科技厅 is a province's."""
    organs: dict[str, str] = table("lexicon", "levels")["organs"]
    if cls not in table("lexicon", "levels")["organ_classes"] or places.leading(name) or is_national(name):
        return ""
    return next((level for end, level in organs.items() if name.endswith(end) and len(name) <= 8), "")


def is_national(name: str) -> bool:
    """Whether a body of this name is the state's and no place's: 国务院办公厅."""
    return re.search(table("lexicon", "publishers")["national"], name) is not None


def _joined(document: Document, before: list[Form], span: Span) -> str | None:
    """The place at the head of the name that stands right before this one, joined by 、 or 和."""
    for form in reversed(before[-4:]):
        gap = document.text[form.span.end : span.start]
        if form.span.end <= span.start and len(gap) <= _JOINED and gap in table("lexicon", "references")["joints"]:
            place = places.leading(form.name)
            return place if places.is_place(place) else None
    return None
