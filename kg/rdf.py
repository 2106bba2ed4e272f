"""The fence around pyoxigraph for small files: parse Turtle of the project's own data."""

from pathlib import Path

import pyoxigraph as ox


def read_turtle(path: Path) -> list[ox.Triple]:
    """The triples of a Turtle file.

    Raises:
        SyntaxError: the file is no Turtle; line and column are in the message.
    """
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
