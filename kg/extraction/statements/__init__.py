"""Which relations the text states between its entities."""

from kg.model import Context, Document, Entity, Statement


def find(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Statement, ...]:
    """The statements of a report, each (subject, property, object) once with all its evidence."""
    return ()
