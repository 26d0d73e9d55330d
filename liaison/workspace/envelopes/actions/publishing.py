"""Publishing: the one way out beside envelopes. What goes was shown whole before, and is logged."""

import datetime as dt
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import publication
from liaison.workspace.envelopes.models import Publication
from liaison.workspace.envelopes.publication import Record
from liaison.workspace.members.actions import of
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.vault import opened


def prepare(*, record: Record, now: dt.datetime, by: Who) -> str:
    """Write down what is to be published; give back its reference. Raises Refused, MistakenInput.

    Nothing leaves before `publish`.
    """
    check_may(by, Act.PUBLISH)
    publication.check(record)
    with transaction.atomic(using=opened.current().alias):
        row = Publication.objects.create(
            reference=secrets.token_hex(16),
            is_activity=record.is_activity,
            said=record.whole(),
            author=by.number,
            made=now,
        )
        log("publication.prepared", actor=of(by), subject=reference("publication", row.reference))
    return row.reference


def publish(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Hand it to the public record, signed. Twice is as once. Raises Refused, NotThere.

    Raises MistakenInput where there is no intake folder, or it cannot be written to.
    """
    check_may(by, Act.PUBLISH)
    folder = settings.LIAISON_INTAKE
    if folder is None or not folder.is_dir():
        raise MistakenInput(
            _("There is no public record beside this server."),
            _("Whoever runs it sets LIAISON_INTAKE."),
        )
    with transaction.atomic(using=opened.current().alias):
        row = Publication.objects.filter(reference=identifier).first()
        if row is None:
            raise NotThere
        if row.published is not None:
            return
        row.published, row.published_by = now, by.number
        row.save(update_fields=["published", "published_by"])
        log("publication.published", actor=of(by), subject=reference("publication", identifier))
        record = Record(row.is_activity, row.said)
        text = publication.write(identifier, record, now, peers.known_as().signer)
        _put(folder, f"{identifier}{publication.ENDING}", text)  # last: what is noted has left


def drop(*, identifier: str, by: Who) -> None:
    """Forget what was not published. Raises Refused, NotThere."""
    check_may(by, Act.PUBLISH)
    with transaction.atomic(using=opened.current().alias):
        if not Publication.objects.filter(reference=identifier, published=None).delete()[0]:
            raise NotThere
        log("publication.dropped", actor=of(by), subject=reference("publication", identifier))


def _put(folder: Path, name: str, text: str) -> None:
    """Whole or not at all, and readable for the other half."""
    part = folder / f".{name}.part"
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
        part.rename(folder / name)
    except OSError as error:
        raise MistakenInput(
            _("The intake folder of the public record cannot be written to."),
            _("Nothing was published. Tell whoever runs this server."),
        ) from error
