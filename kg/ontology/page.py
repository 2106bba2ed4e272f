"""The page of the ontology: ``python -m kg.ontology.page [FILE]`` writes docs/ontology.html anew.

A test holds the page in docs/ to what the ontology says now.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.files import write_file
from kg.namespaces import STK
from kg.ontology.terms import sections, version
from kg.resources import resource

PAGE = Path("docs") / "ontology.html"


def render() -> str:
    """The page as HTML: one file, no script from elsewhere, no request."""
    folder = resource("viz", "ontology")
    labels: dict[str, Any] = tomllib.loads((folder / "labels.toml").read_text(encoding="utf-8"))
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return environment.get_template("page.html").render(
        sections=sections(), labels=labels, version=version(), iri=STK.rstrip("#"),
        style=(folder / "page.css").read_text(encoding="utf-8"),
        script=(folder / "page.js").read_text(encoding="utf-8"))


def main() -> None:
    """Write the page to the file named, by default docs/ontology.html."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    write_file(path, render().encode("utf-8"))


if __name__ == "__main__":
    main()
