"""The page: one HTML file that shows entities, relations and figures, each with its sentence, without a network."""

from collections.abc import Sequence

from markupsafe import Markup

from kg.model import Extraction
from kg.view import assets, network
from kg.view.merge import merge
from kg.view.payload import drawn, records


def render(extractions: Sequence[Extraction], *, title: str | None = None) -> str:
    """The page of ``extractions`` as HTML; the same records give the same characters.

    ``title`` is that of the window; without it the first report's title stands there. The file asks for nothing:
    script, style and data are in it.

    Raises:
        DataError: a file in viz/ contradicts the ontology or another.
    """
    view = merge(extractions)
    contexts = [x.context for x in extractions]
    heading = title or _title(extractions)
    nodes, edges = drawn(view)
    return network.html(nodes, edges, assets.options(), {
        "title": heading,
        "policy": assets.policy(),
        "style": Markup(assets.styles()),
        "scripts": [Markup(script) for script in assets.scripts()],
        "records": records(view, contexts, heading),
    })


def _title(extractions: Sequence[Extraction]) -> str:
    titles = [x.context.title or x.source.identifier for x in extractions]
    return titles[0] + (f" +{len(titles) - 1}" if len(titles) > 1 else "") if titles else "scitech-kg"
