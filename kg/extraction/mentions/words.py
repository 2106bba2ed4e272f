"""A report's words as names need them: LAC's words, cut again where it glued a name to its neighbours.

LAC joins 产业园 to the brand behind it and 入列 to the laboratory behind it (FACTS.md); a head word inside
a word, and a verb at its front, are where it is cut.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg import places
from kg.extraction.mentions.lexicon import Head, lexicons, word_list
from kg.model import Document, Span, Token

# Tags of words that may be LAC's guess at a whole name, and so hold a head or a verb that ought to stand alone.
_GLUED_TAGS = frozenset({"ORG", "LOC", "PER", "nz", "nw", "n", "nt", "ns", "v", "vn", "c", "m", "a", "d"})
_SHORTEST_REST = 2
_APART = re.compile(r"[\s（）()]")
_HARD = frozenset("，。；：、！？,;:!?\n《》〈〉")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document after re-cutting; ``starts`` are their first characters, ``heads`` the head words found,
    by end (the longest that ends there, one for each class that has it)."""

    document: Document
    items: tuple[Token, ...]
    starts: tuple[int, ...]
    heads: tuple[tuple[Span, tuple[Head, ...]], ...]
    head_ends: frozenset[int]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.document.text

    def index(self, offset: int) -> int:
        """The number of the word that covers the character at ``offset`` (or the last one before it)."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def within(self, span: Span) -> tuple[Token, ...]:
        """The words that touch ``span``."""
        if span.start >= span.end or not self.items:
            return ()
        first, last = self.index(span.start), self.index(span.end - 1)
        return tuple(w for w in self.items[first : last + 1] if w.end > span.start)

    def ends_name(self, offset: int) -> bool:
        """Whether a head word ends at ``offset``."""
        return offset in self.head_ends

    def is_boundary(self, offset: int) -> bool:
        """Whether a word begins at ``offset`` or the text has a gap or ends there."""
        if not self.items or offset >= self.items[-1].end:
            return True
        word = self.items[self.index(offset)]
        return word.start == offset or word.end <= offset

    def is_free(self, offset: int) -> bool:
        """Whether a name that begins at ``offset`` has a hard left border: punctuation, a gap or the start."""
        before = self.text[offset - 1 : offset]
        return not before or before.isspace() or before in _HARD or before in "（(“‘"


def read_words(document: Document) -> Words:
    """The words and head words of a document."""
    found = tuple(_heads_in(document.text))
    cuts = {span.end for span, _ in found}
    items = tuple(part for token in document.tokens for part in _cut(token, cuts))
    return Words(document, items, tuple(w.start for w in items), found, frozenset(cuts))


def _cut(token: Token, ends: set[int]) -> Iterator[Token]:
    if token.tag not in _GLUED_TAGS or len(token.text) <= _SHORTEST_REST:
        yield token
        return
    if _APART.search(token.text) and not token.text.isascii():
        yield from _spaced(token, ends)
        return
    start = token.start
    for end in range(start + 2, token.end - _SHORTEST_REST + 1):
        if end in ends and token.text[end - token.start :] not in _no_rest():
            yield from _unglued(_part(token, start, end))
            start = end
    yield from _unglued(_part(token, start, token.end))


def _unglued(part: Token) -> Iterator[Token]:
    """A part without the verb or the conjunction that LAC glued to its front, or to the end of a body."""
    if part.tag == "ORG" and part.text[-1] in "和与" and len(part.text) > len("某某和") and not _whole_end(part.text):
        yield from _unglued(_part(part, part.start, part.end - 1))
        yield Token(part.end - 1, part.end, part.text[-1], "c")
        return
    joint = part.tag == "c" and part.text[0] in "和与及"
    verb = part.text[0] if joint or _joins_body(part) else _glued_verb(part.text)
    if verb and len(part.text) - len(verb) >= _SHORTEST_REST:
        middle = part.start + len(verb)
        yield Token(part.start, middle, verb, "c" if verb in "和与及" else "v")
        # Behind a post and 兼 stands the body of the other post.
        tag = "ORG" if verb.endswith("兼") else "n" if part.tag == "c" else part.tag
        part = Token(middle, part.end, part.text[len(verb) :], tag)
    yield part


def _joins_body(part: Token) -> bool:
    """Whether a body's word begins with a conjunction: 和某某实验室, but not 和平区政府."""
    if part.tag != "ORG" or part.text[0] not in "和与" or len(part.text) < len("和某某医院"):
        return False
    return not places.leading(part.text) and part.text[:2] not in word_list("borders", "joint_words")


def _whole_end(text: str) -> bool:
    return text[-2:] in word_list("borders", "joint_words")


def _spaced(token: Token, ends: set[int]) -> Iterator[Token]:
    """The parts of a word that LAC drew over a space or a bracket, as lists of people have them."""
    for match in re.finditer(r"[\s（）()]|[^\s（）()]+", token.text):
        part = _part(token, token.start + match.start(), token.start + match.end())
        yield from (part,) if _APART.fullmatch(part.text) else _cut(part, ends)


def _part(token: Token, start: int, end: int) -> Token:
    return Token(start, end, token.text[start - token.start : end - token.start], token.tag)


@cache
def _no_rest() -> frozenset[str]:
    return word_list("borders", "no_rest")


@cache
def _glued() -> tuple[str, ...]:
    return tuple(sorted(word_list("borders", "glued"), key=lambda w: (-len(w), w)))


def _glued_verb(text: str) -> str | None:
    return next((verb for verb in _glued() if text.startswith(verb)), None)


@cache
def _head_pattern() -> re.Pattern[str]:
    # The look-ahead finds heads that overlap (科技园 in 大学科技园区); at one start the longest comes first.
    # Grouped by their first characters they are tried thrice as fast as in one row.
    rests: dict[str, list[str]] = {}
    for head in sorted(_heads_by_text(), key=lambda w: (-len(w), w)):
        rests.setdefault(head[0], []).append(re.escape(head[1:]))
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(some)})" for first, some in sorted(rests.items()))
    return re.compile(f"(?=[{re.escape(''.join(sorted(rests)))}])(?=({groups}))")


@cache
def _heads_by_text() -> dict[str, tuple[Head, ...]]:
    found: dict[str, tuple[Head, ...]] = {}
    for one in lexicons().values():
        for head in one.heads:
            found[head.text] = (*found.get(head.text, ()), head)
    return found


def _heads_in(text: str) -> Iterable[tuple[Span, tuple[Head, ...]]]:
    if not _heads_by_text():
        return
    longest: dict[int, Span] = {}
    for match in _head_pattern().finditer(text):
        span = Span(match.start(1), match.end(1))
        longest.setdefault(span.end, span)  # matches come by start, so the first at an end is the longest
    for _, span in sorted(longest.items()):
        yield span, _heads_by_text()[span.of(text)]
