"""Files of people and notes: kept sealed, and known only by what their bytes are."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people import sniffing
from liaison.workspace.people.models import File, Note, Person
from liaison.workspace.people.queries.files import key_of_notes, seen
from liaison.workspace.people.queries.persons import there
from liaison.workspace.people.sealing import file_context, sealed
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import attachments, making, opened
from liaison.workspace.vault.keys import Key


def attach_to_person(
    *, identifier: str, facet: Facet, name: str, content: bytes, now: dt.datetime, by: Who
) -> str:
    """Keep a file in a facet of a person; give back its reference.

    Raises NotThere, MistakenInput for what is not taken (see `sniffing`), VaultUnusable.
    """
    if facet not in facets(by):
        raise NotThere
    person, _readers = there(identifier, Act.WRITE_PEOPLE, by=by)
    found = sniffing.recognised(name, content)
    key = making.keys_of(opened.current()).key_of(identifier)
    row = File(person=person, facet=facet, added_at=now, added_by_id=by.number)
    return _keep(row, f"person {identifier}", key, found, content, by)


def attach_to_note(*, identifier: str, name: str, content: bytes, now: dt.datetime, by: Who) -> str:
    """Keep a file with a note; give back its reference. The same errors."""
    check_may(by, Act.WRITE_NOTES)
    note = Note.objects.filter(reference=identifier).first()
    if note is None:
        raise NotThere
    found = sniffing.recognised(name, content)
    row = File(note=note, facet=Facet.DOCUMENTS, added_at=now, added_by_id=by.number)
    return _keep(row, f"note {identifier}", key_of_notes(), found, content, by)


def remove_file(*, identifier: str, by: Who) -> tuple[str, str]:
    """Delete a file: first the row, then what it names. Raises NotThere.

    Gives back the references of the person and of the note it was of: one of them is empty.
    """
    place = opened.current().place
    with transaction.atomic(using=opened.current().alias):
        row = seen(identifier, Act.WRITE_PEOPLE, Act.WRITE_NOTES, by=by)
        stored = row.stored
        was_of = (
            row.person.reference if row.person else "",
            row.note.reference if row.note else "",
        )
        row.delete()
        log("file.removed", actor=of(by), subject=reference("file", identifier))
    attachments.delete(place, [stored])
    return was_of


def _keep(
    row: File, owner: str, key: Key, found: sniffing.Recognised, content: bytes, by: Who
) -> str:
    """The sealed file is on the disk before its row is there; without a row it is taken away."""
    place = opened.current().place
    row.reference = secrets.token_hex(16)
    context = file_context(owner, row.reference)
    about = {
        "name": found.name,
        "media_type": found.media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    row.about = sealed(key, about, context)
    stored = attachments.write(place, content, key, context)
    row.stored, row.stored_sha256 = stored.name, stored.sha256
    try:
        with transaction.atomic(using=opened.current().alias):
            _require_owner(row)
            row.save()
            said = reference("file", row.reference)
            log("file.attached", actor=of(by), subject=said, facet=row.facet, bytes=len(content))
    except BaseException:
        attachments.delete(place, [stored.name])
        raise
    return row.reference


def _require_owner(row: File) -> None:
    """Raise NotThere for who was erased, or what was deleted, while the file was being sealed."""
    if row.person_id is not None:
        known = Person.objects.filter(pk=row.person_id, erased_at=None).exists()
    else:
        known = row.note_id is not None and Note.objects.filter(pk=row.note_id).exists()
    if not known:
        raise NotThere
