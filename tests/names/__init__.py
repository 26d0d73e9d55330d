"""Names: one person in several scripts and spellings, and others whose names are near. All invented."""
