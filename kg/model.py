"""The records that the stages hand to each other, in the order in which they come to be.

All offsets are code points of ``Source.text``, ends exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A slice of a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A report as it was read: ``identifier`` is the file's stem, ``sha256`` that of the UTF-8 text."""

    identifier: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word of LAC's segmentation, with its tag (n, nz, v, vn, PER, LOC, ORG, TIME, m, q, p, w …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its clauses (cut at ，；： and their like) and the number of its paragraph."""

    span: Span
    clauses: tuple[Span, ...]
    paragraph: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A report read into sentences and words."""

    source: Source
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.source.text

    def around(self, place: Span) -> Span:
        """The sentence that holds ``place``; the place itself where none does."""
        return next((s.span for s in self.sentences if s.span.holds(place)), place)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity.

    ``name`` is the full name where the span gives only a share of it: in 甲县、乙县科工信局 the mention 甲县 of class
    GovernmentAgency has the name 甲县科工信局. ``extractor`` names the rule, ``confidence`` is in 0–1.
    """

    span: Span
    cls: str
    confidence: float
    extractor: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Who speaks, of where and when.

    ``publisher`` and ``region`` are canonical names (衡阳市科学技术局, 衡阳市); ``province`` is the region's province
    (湖南省), read from the text or from the divisions' list. ``genre`` is a key of data/lexicon/genres.
    """

    title: str | None = None
    publisher: str | None = None
    region: str | None = None
    province: str | None = None
    year: int | None = None
    genre: str = "news"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, with every place that names it.

    ``mentions`` are spans whose characters are a name of it; ``references`` are spans that stand for it without being
    a name (我市, 我局, 该校, 公司). One of the two is never empty. ``aliases`` are the literal forms in the text.
    """

    cls: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    references: tuple[Span, ...] = ()
    confidence: float = 1.0
    extractor: str = ""

    @property
    def id(self) -> str:
        """The key of the entity in its report and in every other: class and canonical name."""
        return f"{self.cls}/{self.name}"

    def places(self) -> Iterator[Span]:
        """Mentions, then references."""
        yield from self.mentions
        yield from self.references


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation between two entities (by ``Entity.id``); ``detail`` is the post of a worksFor."""

    subject: str
    property: str
    object: str
    evidence: tuple[Span, ...]
    confidence: float
    extractor: str
    planned: bool = False
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure of an entity, as the text has it.

    ``value`` counts ``unit`` as written (92.04 亿元); 万 and 亿 before a counting unit are multiplied out.
    ``period`` is ISO 8601 (2024, 2024-12-31, 2021/2025). ``comparator`` is one of = > < ~ >= <=.
    """

    subject: str
    indicator: str
    value: Decimal | None
    unit: str | None
    period: str | None
    evidence: tuple[Span, ...]
    value_text: str
    confidence: float = 1.0
    extractor: str = ""
    change: Decimal | None = None
    change_unit: str | None = None
    rank: int | None = None
    rank_scope: str | None = None
    comparator: str = "="
    target: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report says."""

    source: Source
    context: Context
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    observations: tuple[Observation, ...]
