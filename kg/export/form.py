"""What a format of export is, and what several of them need."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Extraction, Span
from kg.rdf import Literal, Quad

# XML 1.0 has no way to write these characters; one sign for one keeps the offsets right.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line and the function from sorted quads to files.

    ``files`` gives the bytes of one file under the key "", or of several under their names: then the export is a
    folder. ``suffix`` is that of the file, or of the folder.
    """

    name: str
    suffix: str
    files: Callable[[Sequence[Quad]], dict[str, bytes]]


def single(write: Callable[[Sequence[Quad]], bytes]) -> Callable[[Sequence[Quad]], dict[str, bytes]]:
    """The ``files`` of a format that is one file."""
    return lambda quads: {"": write(quads)}


def xml_text(text: str) -> str:
    """``text`` with what XML cannot hold replaced, character by character."""
    return _NOT_IN_XML.sub("\ufffd", text)


def for_xml(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with literals that XML can hold."""
    for quad in quads:
        literal = quad.object
        if isinstance(literal, Literal) and _NOT_IN_XML.search(literal.value):
            text = xml_text(literal.value)
            literal = (Literal(text, language=literal.language) if literal.language
                       else Literal(text, datatype=literal.datatype))
        yield Quad(quad.subject, quad.predicate, literal, quad.graph_name)


def quote(extraction: Extraction, spans: Iterable[Span]) -> str:
    """The pieces of text that the spans cover."""
    return " … ".join(span.of(extraction.source.text) for span in spans)
