"""Cut a text into paragraphs, sentences and clauses, offsets kept."""

import re

from kg.model import Sentence, Span

_PARAGRAPH = re.compile(r"[^\n]+")
# A sentence ends after its mark and the closing quotes and brackets that follow it.
_SENTENCE = re.compile(r"[^。！？!?]*(?:[。！？!?]+[”’」』）)】]*|$)")
_CLAUSE = re.compile(r"[^，,；;：:。！？!?]+")
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节])")
_HEADING_LENGTH = 40


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order; blank stretches belong to none."""
    found = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        base = paragraph.start()
        for match in _SENTENCE.finditer(paragraph.group()):
            if match.group().strip():
                span = _stripped(text, base + match.start(), base + match.end())
                found.append(Sentence(span, _clauses(text, span), number, _is_heading(span.of(text))))
    return tuple(found)


def _stripped(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    return Span(start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip()))


def _clauses(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(Span(span.start + m.start(), span.start + m.end()) for m in _CLAUSE.finditer(span.of(text)))


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not text.endswith(("。", "；")) and bool(_HEADING.match(text))
