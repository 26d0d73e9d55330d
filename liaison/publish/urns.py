"""Names that hold wherever the site moves, for feeds, their entries and events of calendars."""

import uuid

_NAMES = uuid.UUID("6f7d6d1e-0f0b-5e3f-9a51-0c8f5b0f6c11")  # frozen: every identifier comes from it


def identifier(name: str) -> str:
    """A URN for a document, feed or activity: the same on every server that holds the record."""
    return uuid.uuid5(_NAMES, name).urn
