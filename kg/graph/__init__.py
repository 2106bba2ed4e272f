"""Records to RDF and back."""
