"""People and groups with names in every script, what they consented to, notes, files, erasure."""
