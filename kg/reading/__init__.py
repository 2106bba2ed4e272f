"""From a file to a text with offsets, sentences and clauses."""
