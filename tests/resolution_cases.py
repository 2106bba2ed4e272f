"""Texts with marked mentions, {Class|text} or {Class|text=full name}, read into a document and its mentions."""

import re

from kg.extraction.entities import resolve
from kg.model import Context, Document, Entity, Mention, Span
from kg.reading.structure import sentences
from kg.reading.text import source

_MARK = re.compile(r"\{(?P<cls>[A-Za-z]+)\|(?P<text>[^=}]+)(?:=(?P<name>[^}]+))?\}")
HENGSHUI = Context(None, "衡水市科学技术局", "衡水市", "河北省", 2024, "evaluation")
NEWS = Context(None, None, "衡水市", "河北省", None, "news")


def marked(text: str) -> tuple[Document, tuple[Mention, ...]]:
    """The document without the marks (no words: LAC is not asked) and the mentions they mark."""
    plain, found, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match["text"]))
        found.append(Mention(span, match["cls"], 0.9, "test", match["name"]))
        plain += match["text"]
        at = match.end()
    plain += text[at:]
    return Document(source(plain, "test"), sentences(plain), ()), tuple(found)


def resolved(text: str, context: Context = NEWS) -> dict[str, Entity]:
    """The entities of a marked text by name."""
    document, mentions = marked(text)
    return {e.name: e for e in resolve(document, mentions, context)}
