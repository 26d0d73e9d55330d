"""How fast the record is searched, beside PostgreSQL full text and SQLite FTS5."""
