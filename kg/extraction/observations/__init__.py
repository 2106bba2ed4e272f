"""Which figures the text states, of what and of whom."""

from kg.model import Context, Document, Entity, Observation


def find(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Observation, ...]:
    """The figures of a report, each (subject, indicator, value, period) once with all its evidence."""
    return ()
