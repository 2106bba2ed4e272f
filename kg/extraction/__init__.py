"""From a text to mentions, entities, statements and observations."""
