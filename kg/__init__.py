"""Chinese science-and-technology reports into an RDF knowledge graph, offline, every fact with its sentence."""

__version__ = "0.1.0"
