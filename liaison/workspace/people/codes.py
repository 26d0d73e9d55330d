"""The closed lists of this part. Their codes are kept in rows and never change their meaning."""

from enum import StrEnum

from liaison.workspace.policy.terms import Facet

WRITTEN = (
    Facet.IDENTITY,
    Facet.CONTACT,
    Facet.FAMILY,
    Facet.HEALTH,
    Facet.NARRATIVE,
    Facet.SOURCE,
    Facet.STRATEGY,
)
"""Facets of a person that are written here; the others are of cases, and of files."""


class PersonKind(StrEnum):
    """One human being, or several who act together."""

    PERSON = "person"
    GROUP = "group"


class NameKind(StrEnum):
    """What a name is to its bearer."""

    LEGAL = "legal"  # as documents have it
    SPELLING = "spelling"  # the same in another script or transliteration
    NICKNAME = "nickname"  # what others call them


class Sex(StrEnum):
    """As the person says."""

    UNKNOWN = ""
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class NoteKind(StrEnum):
    """What a note is about: something that needs no person."""

    LAW = "law"
    PRACTICE = "practice"
    PATTERN = "pattern"


class GivenBy(StrEnum):
    """Who gave a consent."""

    SELF = "self"
    FAMILY = "family"
    LAWYER = "lawyer"
    OTHER = "other"


class How(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    ORAL = "oral"


class Reason(StrEnum):
    """Why somebody is to be erased."""

    ASKED = "asked"  # the person, or who speaks for them, wants it
    WITHDRAWN = "withdrawn"  # the consent it stood on is gone
    NO_NEED = "no-need"  # what it was kept for is done
    MISTAKE = "mistake"  # it should never have been written
    SENDER = "sender"  # who sent it asks for it
