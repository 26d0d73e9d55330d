"""Taking a selection or a document along: files that other programs read."""
