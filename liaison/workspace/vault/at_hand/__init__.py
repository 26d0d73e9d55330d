"""Django's default database, which is none: what is asked of it is asked of the vault at hand."""
