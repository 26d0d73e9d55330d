"""What a selection can be narrowed by and counted by, and what each is called when typed."""

from enum import StrEnum


class Facet(StrEnum):
    """A property of documents with values that can be listed."""

    MECHANISM = "mechanism"
    SOURCE = "source"
    KIND = "kind"
    COUNTRY = "country"
    THEME = "theme"
    RIGHT = "right"
    VIOLATION = "violation"
    DEFENDER = "defender"
    PERPETRATOR = "perpetrator"
    ACTIVITY = "activity"
    LANGUAGE = "language"
    YEAR = "year"
