# The same module as in the standard library, over another SQLite.
from sqlite3.dbapi2 import *  # noqa: F403 (all of it)
