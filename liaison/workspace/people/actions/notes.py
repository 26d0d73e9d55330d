"""Writing notes: a law, a practice, a pattern; what needs no person."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people import word_index
from liaison.workspace.people.actions.persons import Overtaken
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.people.contents import tidy_country, tidy_text
from liaison.workspace.people.models import File, Note
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.vault import attachments, opened

LONGEST_TITLE = 200


def write_note(
    *, kind: NoteKind, country: str, title: str, text: str, now: dt.datetime, by: Who
) -> str:
    """Keep a note; give back its reference. Raises Refused, MistakenInput."""
    check_may(by, Act.WRITE_NOTES)
    made = secrets.token_hex(16)
    with transaction.atomic(using=opened.current().alias):
        note = Note.objects.create(
            reference=made,
            kind=kind,
            country=tidy_country(country),
            title=_title(title),
            text=tidy_text(text),
            created_at=now,
            created_by_id=by.number,
            changed_at=now,
        )
        word_index.put_note(note.pk, note.title, note.text)
        log("note.written", actor=of(by), subject=reference("note", made), kind=kind)
    return made


def change_note(
    *,
    identifier: str,
    kind: NoteKind,
    country: str,
    title: str,
    text: str,
    version: int,
    now: dt.datetime,
    by: Who,
) -> None:
    """Change a note. Raises Refused, NotThere, MistakenInput, Overtaken."""
    check_may(by, Act.WRITE_NOTES)
    with transaction.atomic(using=opened.current().alias):
        note = Note.objects.filter(reference=identifier).first()
        if note is None:
            raise NotThere
        if note.version != version:
            raise Overtaken(
                _("Somebody else changed this note while you were writing."),
                _("Open it in another window, and bring both together."),
            )
        note.kind, note.country = kind, tidy_country(country)
        note.title, note.text = _title(title), tidy_text(text)
        note.version, note.changed_at = version + 1, now
        note.save()
        word_index.put_note(note.pk, note.title, note.text)
        log("note.changed", actor=of(by), subject=reference("note", identifier), kind=kind)


def delete_note(*, identifier: str, by: Who) -> None:
    """Delete a note with its files. Raises Refused, NotThere."""
    check_may(by, Act.WRITE_NOTES)
    vault = opened.current()
    with transaction.atomic(using=vault.alias):
        note = Note.objects.filter(reference=identifier).first()
        if note is None:
            raise NotThere
        stored = list(File.objects.filter(note=note).values_list("stored", flat=True))
        word_index.drop_note(note.pk)
        note.delete()
        log("note.deleted", actor=of(by), subject=reference("note", identifier))
    attachments.delete(vault.place, stored)


def _title(typed: str) -> str:
    title = " ".join(tidy_text(typed, LONGEST_TITLE).split())
    if not title:
        raise MistakenInput(_("The note has no title."), _("Say in a line what it is about."))
    return title
