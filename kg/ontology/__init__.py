"""The ontology as a page to read, in Chinese and English."""
