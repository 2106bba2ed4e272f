"""Further places of names already found, which the mention finder passed over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Document, Entity, Span

# Shorter forms are too often parts of other words.
_LEAST = 3


def occurrences(document: Document, entities: Iterable[Entity], taken: tuple[Span, ...]) -> dict[str, list[Span]]:
    """For each entity (by id) the spans where one of its forms stands outside all spans of ``taken``.

    A form begins and ends where words do. Where two entities' forms overlap the longer one stands.
    """
    found: dict[str, list[Span]] = {}
    used = Taken(taken, len(document.text))
    for _, span, entity in sorted(_found(document, entities), key=lambda f: (f[0], f[1], f[2].id)):
        if used.take(span):
            found.setdefault(entity.id, []).append(span)
    return found


def _found(document: Document, entities: Iterable[Entity]) -> Iterator[tuple[tuple[int, str], Span, Entity]]:
    """Every place of a form between words, with the order in which they are to be taken."""
    by_start: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for form, entity in _forms(entities):
        by_start[form[:_LEAST]].append((form, entity))
    ends = {t.end for t in document.tokens}
    for start in sorted({t.start for t in document.tokens}):
        for form, entity in by_start.get(document.text[start : start + _LEAST], ()):
            if start + len(form) in ends and document.text.startswith(form, start):
                yield (-len(form), form), Span(start, start + len(form)), entity


def _forms(entities: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    seen: dict[str, str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        for form in entity.aliases:
            if len(form) >= _LEAST and seen.setdefault(form, entity.id) == entity.id:
                yield form, entity


class Taken:
    """Which characters of a text are taken."""

    def __init__(self, spans: Iterable[Span], length: int) -> None:
        self._marks = bytearray(length)
        for span in spans:
            self._marks[span.start : span.end] = b"\x01" * (span.end - span.start)

    def take(self, span: Span) -> bool:
        """Take these characters, if all are free."""
        if any(self._marks[span.start : span.end]):
            return False
        self._marks[span.start : span.end] = b"\x01" * (span.end - span.start)
        return True
