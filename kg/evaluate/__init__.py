"""Compare an extraction with a gold answer."""
