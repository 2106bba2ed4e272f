"""How sure a figure is, by how it was read: data/observations/confidence.toml, estimated on texts with gold answers."""

from kg.extraction.observations.drafts import Draft
from kg.extraction.observations.lines import Line
from kg.extraction.observations.readings import clause_at
from kg.extraction.observations.rules import rules


def sureness(line: Line, draft: Draft, how: str) -> float:
    """The share of figures read in this way that are right in all: owner, period, change, rank and modality.

    ``how`` is how sure the owner is. Shrunk towards the share of all figures, so that few cases never make one sure.

    Raises:
        DataError: the data file knows no such way of reading.
    """
    table = rules("confidence")
    right, wrong = table.table(f"readings.{reading_of(line, draft, how)}")
    prior, weight = float(table.table("prior")), float(table.table("weight"))
    return float(round((right + prior * weight) / (right + wrong + weight), 2))


def standing(share: float) -> str:
    """How sure an owner of this probability is called: the first of the shares that it reaches, else ``doubtful``."""
    shares: dict[str, float] = rules("confidence").table("shares")
    return next((name for name, least in sorted(shares.items(), key=lambda s: -s[1]) if share >= least), "doubtful")


def reading_of(line: Line, draft: Draft, how: str) -> str:
    """The name of the way in which a figure was read: how sure its owner is, where its indicator stands."""
    if draft.growth:
        side = "growth"
    elif draft.quantity is None:
        side = "rank"
    elif draft.noun.start >= draft.span.start:
        side = "behind"
    elif draft.noun.start >= clause_at(line, draft.span.start).span.start:
        side = "before"
    else:
        side = "earlier"
    return f"{how}-{side}"
