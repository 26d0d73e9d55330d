"""Pages of people, consents, files, notes and erasures."""
