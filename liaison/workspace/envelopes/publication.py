"""A record to publish, as the public half takes it: a signed statement. Pure.

docs/reference/envelopes.md describes it; the public half reads it in catalogue/publications.py.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.peers import card, statement
from liaison.workspace.vault.pairs import Signer

FORMAT = "liaison-publication-1"
ENDING = ".publication.json"
DOCUMENT = ("title", "text", "date", "language", "mechanism", "kind")
ACTIVITY = (
    *("title", "kind", "mechanism", "country", "place", "starts", "ends", "status"),
    *("language", "description"),
)
_LONGEST = 60_000  # characters of all that is said


@dataclass(frozen=True, slots=True)
class Record:
    """What is published: a document, or something that takes place. `said`: its fields."""

    is_activity: bool
    said: Mapping[str, str]

    def whole(self) -> dict[str, str]:
        """All fields of its kind; what nobody filled in is empty."""
        fields = ACTIVITY if self.is_activity else DOCUMENT
        return {name: self.said.get(name, "").strip() for name in fields}


def check(record: Record) -> None:
    """Raise MistakenInput for what the public half would not take."""
    said = record.whole()
    wanted = "starts" if record.is_activity else "text"
    if not said["title"] or not said[wanted]:
        raise MistakenInput(_("The title or the text is empty."), _("Say both."))
    if sum(map(len, said.values())) > _LONGEST:
        raise MistakenInput(_("The text is too long."), _("Publish it in parts."))


def write(identifier: str, record: Record, now: dt.datetime, signer: Signer) -> str:
    """The statement, exactly as it will lie in the intake folder."""
    said = record.whole()
    return statement.write(
        FORMAT,
        {
            "id": identifier,
            "made": card.moment_written(now),
            "document": None if record.is_activity else said,
            "activity": said if record.is_activity else None,
        },
        signer,
    )
