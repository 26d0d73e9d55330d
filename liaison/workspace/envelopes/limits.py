"""How long and how much."""

import datetime as dt

SKEW = dt.timedelta(hours=2)
"""How wrong another organisation's clock may be."""

LONGEST = dt.timedelta(days=365)
"""How far ahead an envelope may expire."""

USUAL = dt.timedelta(days=30)
"""When it expires if nothing else is said."""

LONGEST_NOTICE = 280
"""Characters of the line that a notice may have."""

LONGEST_TEXT = 20_000
"""Characters of a summary or a message."""

MOST_FILES = 20

MOST_FILE_BYTES = 26_214_400
"""Of all files of an envelope together."""

MOST_REFUSALS = 1_000
"""Refusals that are kept for the page; the log has them all."""
