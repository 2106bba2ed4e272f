"""A figure while its sentence is read."""

from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction.observations.quantities import Quantity
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure of a line; spans count in the line.

    ``span`` is the number (or rank), ``noun`` where its indicator stands, ``evidence`` the clauses that state both.
    ``growth`` marks a growth with no level, ``earlier`` the first of 由A增至B, ``member`` its number among
    figures with a common head, ``listed`` one of a list of numbers (分别达12家、30家).
    """

    indicator: str
    span: Span
    noun: Span
    evidence: Span
    quantity: Quantity | None = None
    value: Decimal | None = None
    unit: str | None = None
    comparator: str = "="
    growth: bool = False
    earlier: bool = False
    change: Decimal | None = None
    change_unit: str | None = None
    rank: int | None = None
    rank_scope: str | None = None
    member: int = 0
    listed: bool = False

    def grown(self, change: Decimal, unit: str, end: int) -> "Draft":
        """With a change; a percentage is kept where another unit comes beside it."""
        if self.change is not None and self.change_unit in ("%", "百分点"):
            return self
        return replace(self, change=change, change_unit=unit, evidence=Span(self.evidence.start, end))

    def ranked(self, rank: int, scope: str | None, end: int) -> "Draft":
        """With a rank, where it has none."""
        if self.rank is not None:
            return self
        evidence = Span(self.evidence.start, max(end, self.evidence.end))
        return replace(self, rank=rank, rank_scope=scope, evidence=evidence)
