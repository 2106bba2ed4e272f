"""From entities to the relations that the text states between them."""

from collections.abc import Iterator

from kg.extraction.statements import anaphora, clauses, grades, heads, names, posts, speakers, titles, voices
from kg.extraction.statements.candidates import Candidate, statements
from kg.extraction.statements.lines import Line, lines
from kg.model import Context, Document, Entity, Statement


def find(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Statement, ...]:
    """The relations between ``entities`` that ``document`` states, in order of their ids, with evidence.

    ``context`` tells whose acts and results are meant where the subject is left out.
    """
    return statements(candidates_of(document, entities, context))


def candidates_of(document: Document, entities: tuple[Entity, ...], context: Context) -> Iterator[Candidate]:
    """All proposals of all rules, in no particular order, a fact as often as it is stated."""
    found = _lines(document, anaphora.resolve(document, entities), context)
    speaker = speakers.speaker(document.text, entities, context)
    yield from heads.governed(posts.find(found), entities)
    yield from heads.find(found, entities, context)
    yield from heads.leading(found, entities)
    yield from posts.rosters(found)
    yield from speakers.governing(entities, context)
    yield from speakers.conferring(entities, context)
    yield from grades.find(document, entities)
    named = tuple(names.find(document, entities))
    stated = tuple(names.unless_named(clauses.find(found, speaker), named))
    yield from stated
    yield from names.unless_stated(named, stated)
    yield from titles.find(document, entities, context, (*named, *stated))


def _lines(document: Document, entities: tuple[Entity, ...], context: Context) -> tuple[Line, ...]:
    """The lines of ``document``; in news with the quoted 我们 as the names that they stand for."""
    found = tuple(lines(document, entities))
    if context.publisher:
        return found
    voiced = voices.resolve(document, entities, found, posts.find(found))
    return found if voiced == entities else tuple(lines(document, voiced))
