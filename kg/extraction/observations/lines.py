"""A sentence as the reading of figures sees it: widened text, clauses with brackets apart, words, names."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from kg.extraction.observations.numerals import widened
from kg.extraction.observations.quantities import Quantity, find_quantities
from kg.extraction.observations.rules import rules
from kg.model import Document, Entity, Sentence, Span, Token

_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_APART = re.compile(r"\d|[、，,；;：:]|[^\x00-\x7f](?:于|获)")
_CUT = re.compile(r"[，；;：。！？!?\x01]|,(?!\d{3})|:(?!\d)")
# Words that are the name of a body: 48 in 某电四十八所 counts nothing.
_NAMES = frozenset({"ORG", "nt", "nz", "PER"})
_QUOTED = re.compile(r"“[^“”，。；]{1,14}”|《[^《》]*》|‘[^‘’，。；]{1,14}’")
# Stands for what a bracket holds while the clause around it is read.
HOLE = "\x00"


@dataclass(frozen=True, slots=True)
class Place:
    """A place where an entity is named, or (``reference``) stood for."""

    span: Span
    entity: Entity
    reference: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a line; ``text`` is the line's text with the brackets that hold clauses of their own as holes."""

    span: Span
    bracket: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; all spans but ``offset`` count in ``text``, the widened sentence."""

    sentence: Sentence
    offset: int
    text: str
    masked: str
    clauses: tuple[Clause, ...]
    tokens: tuple[Token, ...]
    places: tuple[Place, ...]
    quantities: tuple[Quantity, ...]
    outer: "Line | None" = None

    def opened(self, clause: Clause) -> "Line":
        """The line as a clause in a bracket sees it: its own text is read, what stands around it is a hole."""
        if not clause.bracket or self.outer:
            return self
        start, end = clause.span.start, clause.span.end
        masked = HOLE * start + self.text[start:end] + HOLE * (len(self.text) - end)
        return replace(self, masked=masked, outer=self)

    def absolute(self, span: Span) -> Span:
        """``span`` in the report's text."""
        return Span(self.offset + span.start, self.offset + span.end)

    def between(self, start: int, end: int) -> str:
        """The masked text there, without holes."""
        return self.masked[start:end].replace(HOLE, "")

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin in the stretch; those of brackets left out."""
        return [t for t in self.tokens if start <= t.start < end and self.masked[t.start] != HOLE]

    def places_in(self, start: int, end: int) -> list[Place]:
        """The names and references that lie in the stretch, in order; those of brackets only from inside one."""
        inner = self.masked[start : start + 1] == HOLE
        return [p for p in self.places if start <= p.span.start and p.span.end <= end
                and (inner or self.masked[p.span.start] != HOLE)]


def read_lines(document: Document, entities: tuple[Entity, ...]) -> tuple[Line, ...]:
    """The sentences of the report as lines, with the quantities that are figures of the text, not of a name."""
    places = _outermost(entities)
    starts = [p.span.start for p in places]
    firsts = [t.start for t in document.tokens]
    return tuple(_line(document, s, places, starts, firsts) for s in document.sentences)


def _outermost(entities: tuple[Entity, ...]) -> list[Place]:
    every = [Place(m, e, False) for e in entities for m in e.mentions]
    every += [Place(r, e, True) for e in entities for r in e.references]
    every.sort(key=lambda p: (p.span.start, -p.span.end, p.reference, p.entity.id))
    kept: list[Place] = []
    for place in every:
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
    return kept


def _line(document: Document, sentence: Sentence, places: list[Place], starts: list[int],
          firsts: list[int]) -> Line:
    start, end = sentence.span.start, sentence.span.end
    text = widened(sentence.span.of(document.text))
    masked, clauses = _clauses(text)
    tokens = tuple(Token(t.start - start, t.end - start, t.text, t.tag)
                   for t in document.tokens[bisect_left(firsts, start) : bisect_left(firsts, end)])
    near = tuple(Place(Span(p.span.start - start, p.span.end - start), p.entity, p.reference)
                 for p in places[bisect_left(starts, start) : bisect_left(starts, end)] if p.span.end <= end)
    quantities = find_quantities(text)
    near = tuple(p for p in near if not _is_count(p, quantities))
    return Line(sentence, start, text, masked, clauses, tokens, near, _figures(text, near, tokens, quantities))


def _is_count(place: Place, quantities: tuple[Quantity, ...]) -> bool:
    """中学54所 taken for a name: it ends with a number and its unit."""
    return any(q.core.end == place.span.end and place.span.start < q.core.start and q.kind == "count"
               for q in quantities)


def _figures(text: str, places: tuple[Place, ...], tokens: tuple[Token, ...],
             quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    if rules("indicators").words("noise").inside(text):
        return ()
    names = [p.span for p in places] + [Span(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    names += [Span(t.start, t.end) for t in tokens if t.tag in _NAMES]
    return tuple(q for q in quantities if not any(_inside(q.core, n) for n in names))


def _inside(core: Span, name: Span) -> bool:
    return name.start <= core.start < name.end and core.end <= name.end and core != name


def _clauses(text: str) -> tuple[str, tuple[Clause, ...]]:
    masked, inner = text, []
    for match in _BRACKET.finditer(text):
        content = match.group()[1:-1]
        if _APART.search(content) and len(content) > 2:
            inner += [Clause(Span(match.start() + 1 + c.start, match.start() + 1 + c.end), True)
                      for c in _cut(content)]
            masked = masked[: match.start()] + HOLE * len(match.group()) + masked[match.end() :]
    outer = [Clause(span, False) for span in _cut(masked)]
    return masked, tuple(sorted([*outer, *inner], key=lambda c: (c.span.end, c.bracket)))


def _cut(text: str) -> list[Span]:
    found, start = [], 0
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[start:end].strip(" " + HOLE):
            found.append(Span(start, end))
        start = match.end() if match else end
    return found
