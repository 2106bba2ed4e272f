"""The fence around pyvis: nodes, edges and options go in, the page comes out of the project's own template.

pyvis's own templates fetch from the internet and run names as code; only viz/template.html is used here.
"""

from collections.abc import Mapping
from typing import Any

from kg.resources import resource


def html(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], options: dict[str, Any],
         parts: Mapping[str, object]) -> str:
    """The page: vis-network ``nodes`` and ``edges`` (their keys are vis-network's) and the template's ``parts``."""
    # Imported late: pyvis brings IPython with it.
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network(directed=True)
    network.set_template_dir(str(resource("viz")))
    environment = network.templateEnv
    environment.autoescape = True
    # tojson writes <, >, & and ' as \u003c …, so that no text can end the element that holds it.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True,
                                                 "separators": (",", ":")}
    environment.globals.update(parts)
    # Filled directly: Network.add_node and add_edge search all nodes each time, set_options loses spaces.
    network.nodes = [Node(**node).options for node in nodes]
    network.edges = [Edge(**edge).options for edge in edges]
    network.options = options
    page: str = network.generate_html()
    return page
