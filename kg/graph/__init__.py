"""Records to RDF and back: one named graph a report."""
