"""People, consents, notes, files."""
