"""What comes of cleaning a file."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput


class Taken(StrEnum):
    """What was taken out of a file."""

    PROPERTIES = "properties"  # author, programs, dates, titles, places
    COMMENTS = "comments"
    CHANGES = "changes"  # what was deleted, and who changed what
    HIDDEN = "hidden"  # text or layers that are not shown
    SCRIPTS = "scripts"
    FILES = "files"  # within the file
    THUMBNAIL = "thumbnail"
    HISTORY = "history"  # earlier states of the file, which many programs keep in it


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it may leave, and what was taken out of it."""

    content: bytes
    taken: frozenset[Taken] = frozenset()


def damaged() -> MistakenInput:
    """For a file that is not what it says."""
    return MistakenInput(
        _("The file is damaged, and cannot be cleaned of what it says beside its content."),
        _("Open it, save it anew, and attach that."),
    )
