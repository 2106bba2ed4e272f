"""Texts with marked names for the tests of statements: [南岭大学:University]支持[云计算:Industry]。"""

import re

from kg.extraction.tokens import tokenize
from kg.model import Context, Document, Entity, Span
from kg.reading.structure import sentences
from kg.reading.text import source

_MARKED = re.compile(r"\[([^\[\]:]+):([A-Za-z]+)\]")
REPORT = Context(publisher="云岭市科学技术局", region="云岭市", province="南岭省", year=2024, genre="report")
NEWS = Context(region="云岭市", province="南岭省", year=2024, genre="news")
_OPENING = "我局报告我市情况。\n"
_SELVES = {("GovernmentAgency", REPORT.publisher): "我局", ("Region", REPORT.region): "我市"}


def marked(text: str, *, speaks: bool = True) -> tuple[Document, tuple[Entity, ...], Context]:
    """Document, entities and context; where the publisher ``speaks``, the text opens with 我局."""
    plain = _OPENING if speaks else ""
    places: dict[tuple[str, str], list[Span]] = {key: [] for key in _SELVES}
    last = 0
    for match in _MARKED.finditer(text):
        plain += text[last : match.start()]
        places.setdefault((match[2], match[1]), []).append(Span(len(plain), len(plain) + len(match[1])))
        plain += match[1]
        last = match.end()
    plain += text[last:]
    entities = tuple(Entity(cls, name, (name,) if spans else (), tuple(spans), _references(plain, (cls, name)))
                     for (cls, name), spans in sorted(places.items()))
    held = tuple(e for e in entities if e.mentions or e.references)
    found = sentences(plain)
    return Document(source(plain, "case"), found, tokenize(plain, found)), held, REPORT if speaks else NEWS


def _references(plain: str, key: tuple[str, str]) -> tuple[Span, ...]:
    word = _SELVES.get(key)
    return tuple(Span(m.start(), m.end()) for m in re.finditer(word, plain)) if word else ()
