"""A sentence as a line in which every entity is one character, so that patterns can speak of classes.

Each class of the ontology has a character of the private use area; a name in the sentence becomes its class's
character, its quotes with it. Brackets that hold no name, or another name of the same thing, are left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.model import Document, Entity, Sentence, Span, Token
from kg.vocabulary import vocabulary

_FIRST = 0xE000
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」", '"': '"', "”": "”"}
_BRACKET = re.compile(r"[（(][^（()）]{0,60}[）)]")
_CLAUSE = re.compile(r"[^，,；;：:。！？!?]+")
# Between two coordinated names: what follows the first (等, a sum), the conjunction, what qualifies the second.
# 参与 and 给与 hold no conjunction.
_JOIN = re.compile(
    r"(?:等?(?:[0-9]+|[一二三四五六七八九十几多]+)余?[位名家个所项大类][^，。；：、的和与及\ue000-\uf8ff]{0,10}(?=和|与|以?及)"
    r"|等[^，。；：、的\ue000-\uf8ff]{0,8}，(?=以?及)"
    r"|等|两地|[0-9.]+[万亿]?元)?"
    r"(?!牵头|主办|承办|负责|主导|领衔|指导|主持)(?:[^，。；：、的参给\ue000-\uf8ff]{0,3}(?:、|/|和|与|及|以及|或|暨))"
    r"(?:[^，。；：、\ue000-\uf8ff]{0,16}的|[^，。；：、的\ue000-\uf8ff]{0,4})"
)
_COMMITTEE, _GOVERNMENT = "委", "政府"
_WITH, _LISTED = "与", "、"
# What is coordinated though its owner stands between: 甲大学教授A、乙大学教授B; 甲公司“A”、乙公司“B”.
_OWNED = ("Person", "Project", "Achievement", "Platform", "Team")
_OWNER = ("Organization", "TalentTitle")
# 甲区的A公司、乙县的B公司
_SETTLED, _PLACE = ("Enterprise", "University", "ResearchInstitute", "Platform"), ("Place",)
_OWNS = re.compile(
    r"的?|[^，。；：、的和与及在将对向\ue000-\uf8ff]{0,8}"
    r"(?:教授|研究员|院长|校长|所长|主任|书记|局长|部长|理事长|会长|经理|总裁|董事长|工程师|科学家|代表|负责人|总监|专家|博士|院士|创始人|厅长|市长|主席)"
    r"|(?:联合|共同)?(?:牵头|主持|完成|研制|研发|承担|申报|主导|承建|建设|报送|开发|选送){1,2}的"
)
# Half-width marks, as some reports have them throughout; not those within numbers (1,000 and 10:30).
_HALF = re.compile(r"(?<![0-9])[,;:]|[,;:](?![0-9])")
_FULL = {",": "，", ";": "；", ":": "："}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of an entity in the text."""

    span: Span
    entity: Entity
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in which names are single characters.

    ``slots`` maps a position of ``text`` to the name that stands there, ``at`` a position to its offset in the
    report, ``groups`` a name's position to the positions of the names that it is coordinated with (itself too),
    ``clauses`` are stretches of ``text``.
    """

    sentence: Sentence
    text: str
    at: tuple[int, ...]
    slots: dict[int, Slot]
    groups: dict[int, tuple[int, ...]]
    clauses: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]

    def clause_of(self, position: int) -> tuple[int, int]:
        """The clause in which ``position`` lies; an empty one where it is a mark."""
        return next(((a, b) for a, b in self.clauses if a <= position < b), (position, position))

    def evidence(self, first: int, last: int) -> Span:
        """The clauses of the report's text from position ``first`` to position ``last``."""
        start, end = self.at[min(first, last)], self.slots_end(max(first, last))
        covering = [c for c in self.sentence.clauses if c.start < end and start < c.end]
        return Span(min(start, covering[0].start), max(end, covering[-1].end)) if covering else Span(start, end)

    def slots_end(self, position: int) -> int:
        """The offset behind what stands at ``position``."""
        slot = self.slots.get(position)
        return slot.span.end if slot else self.at[position] + 1


@cache
def characters() -> dict[str, str]:
    """The character of each class that an entity may have."""
    return {name: chr(_FIRST + n) for n, name in enumerate(sorted(vocabulary().leaves))}


@cache
def character_set(classes: tuple[str, ...]) -> str:
    """The characters of all leaf classes under ``classes``, as a class of a regular expression."""
    known = vocabulary()
    return "[" + "".join(c for name, c in characters().items() if known.is_a(name, classes)) + "]"


def lines(document: Document, entities: tuple[Entity, ...]) -> Iterator[Line]:
    """The sentences of ``document`` as lines, in order."""
    slots = _outermost(Slot(s, e) for e in entities for s in e.places())
    starts = [s.span.start for s in slots]
    words = [t.start for t in document.tokens]
    for sentence in document.sentences:
        span = sentence.span
        inside = [s for s in slots[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                  if s.span.end <= span.end]
        tokens = document.tokens[bisect_left(words, span.start) : bisect_left(words, span.end)]
        yield _line(document.text, sentence, inside, tokens)


def _outermost(slots: Iterable[Slot]) -> list[Slot]:
    kept: list[Slot] = []
    for slot in sorted(slots, key=lambda s: (s.span.start, -s.span.end, s.entity.id)):
        if slot.span.start < slot.span.end and (not kept or slot.span.start >= kept[-1].span.end):
            kept.append(slot)
    return kept


def _line(text: str, sentence: Sentence, inside: list[Slot], tokens: tuple[Token, ...]) -> Line:
    letters: list[str] = []
    at: list[int] = []
    slots: dict[int, Slot] = {}
    position, end = sentence.span.start, sentence.span.end
    for slot in inside:
        start, after = _with_quotes(text, slot.span, sentence.span)
        _copy(text, position, max(start, position), letters, at)
        slots[len(letters)] = Slot(slot.span, slot.entity, start < slot.span.start)
        letters.append(characters()[slot.entity.cls])
        at.append(slot.span.start)
        position = after
    _copy(text, position, end, letters, at)
    letters, at, slots = _without_brackets(letters, at, slots)
    joined = _HALF.sub(lambda m: _FULL[m.group()], "".join(letters))
    clauses = tuple((m.start(), m.end()) for m in _CLAUSE.finditer(joined))
    return Line(sentence, joined, tuple(at), slots, _groups(joined, slots), clauses, tokens)


def _with_quotes(text: str, span: Span, limit: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start > limit.start and end < limit.end and _QUOTES.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
    return start, end


def _copy(text: str, start: int, end: int, letters: list[str], at: list[int]) -> None:
    for offset in range(start, end):
        letters.append(text[offset])
        at.append(offset)


def _without_brackets(letters: list[str], at: list[int],
                      slots: dict[int, Slot]) -> tuple[list[str], list[int], dict[int, Slot]]:
    joined = "".join(letters)
    gone = {i for m in _SPACES.finditer(joined) for i in range(m.start(), m.end())}
    for match in _BRACKET.finditer(joined):
        ids = {slots[i].entity.id for i in range(match.start(), match.end()) if i in slots}
        before = slots.get(match.start() - 1)
        if not ids or (before and ids == {before.entity.id}):
            gone.update(range(match.start(), match.end()))
    kept = [i for i in range(len(letters)) if i not in gone]
    return ([letters[i] for i in kept], [at[i] for i in kept],
            {new: slots[old] for new, old in enumerate(kept) if old in slots})


def _groups(text: str, slots: dict[int, Slot]) -> dict[int, tuple[int, ...]]:
    runs: list[list[int]] = []
    for position in slots:
        if runs and _joined(text[runs[-1][-1] + 1 : position], slots[runs[-1][-1]], slots[position]):
            if _WITH in text[runs[-1][-1] + 1 : position] and _paired(text, runs[-1]):
                runs.append([runs[-1].pop()])
            runs[-1].append(position)
        elif runs and _owned(text, slots, runs[-1], position):
            owner = runs[-1].pop()
            runs[-1].append(position)
            runs.insert(-1, [owner])
        else:
            runs.append([position])
    return {p: tuple(run) for run in runs for p in run}


def _paired(text: str, run: list[int]) -> bool:
    """Whether a pair and a comma stand before: 甲与乙、丙 in 甲与乙、丙与丁, which is two pairs."""
    gaps = [text[a + 1 : b] for a, b in pairwise(run)]
    return len(gaps) > 1 and _LISTED in gaps[-1] and any(_WITH in g for g in gaps[:-1])


def _owned(text: str, slots: dict[int, Slot], run: list[int], position: int) -> bool:
    """Whether the last of ``run`` is only the owner of what stands at ``position``, a further one of the run."""
    cls, owner, between = slots[position].entity.cls, slots[run[-1]].entity.cls, text[run[-1] + 1 : position]
    if len(run) < 2 or slots[run[-2]].entity.cls != cls:
        return False
    if cls in _SETTLED and between == "的" and vocabulary().is_a(owner, _PLACE):
        return True
    return cls in _OWNED and vocabulary().is_a(owner, _OWNER) and bool(_OWNS.fullmatch(between))


def _joined(between: str, left: Slot, right: Slot) -> bool:
    """Whether ``between`` coordinates two names; two quoted names that touch, or two of one letter (京沪), as well."""
    if between:
        return bool(_JOIN.fullmatch(between))
    return (left.quoted and right.quoted) or (_letter(left) and _letter(right)) or _authorities(left, right)


def _authorities(left: Slot, right: Slot) -> bool:
    """市委市政府: a committee and the government beside it act together."""
    return left.entity.name.endswith(_COMMITTEE) and right.entity.name.endswith(_GOVERNMENT)


def _letter(slot: Slot) -> bool:
    return slot.span.end - slot.span.start == 1
