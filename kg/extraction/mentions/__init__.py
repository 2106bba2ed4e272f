"""Which stretches of the text name an entity, and of which class."""

from kg.model import Document, Mention


def find(document: Document) -> tuple[Mention, ...]:
    """The mentions of a report, by start; one may lie inside another where both are spoken of."""
    return ()
