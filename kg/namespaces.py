"""The namespaces of the graph; resources stand under ``BASE``, which is configurable."""

BASE = "https://w3id.org/scitech-kg/"
STK = "https://w3id.org/scitech-kg/ontology#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
QUDT = "http://qudt.org/schema/qudt/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
UNIT = "http://qudt.org/vocab/unit/"
XSD = "http://www.w3.org/2001/XMLSchema#"

# Written into Turtle and TriG, known to every query without being declared.
PREFIXES = {
    "stk": STK, "dc": DC, "dcterms": DCTERMS, "oa": OA, "owl": OWL, "prov": PROV, "qb": QB, "qudt": QUDT, "rdf": RDF,
    "rdfs": RDFS, "skos": SKOS, "unit": UNIT, "xsd": XSD,
}
