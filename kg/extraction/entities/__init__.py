"""Which mentions name the same thing, and what it is called in full."""

from kg.model import Context, Document, Entity, Mention


def resolve(document: Document, mentions: tuple[Mention, ...], context: Context) -> tuple[Entity, ...]:
    """The entities that the mentions name, publisher and region among them, by class and name."""
    return ()
