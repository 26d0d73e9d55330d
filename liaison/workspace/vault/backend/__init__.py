"""Django's SQLite backend on SQLCipher: the same tables and questions, every page encrypted."""
