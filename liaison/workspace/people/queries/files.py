"""Reading the files of people and notes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people.models import File, Note
from liaison.workspace.people.queries.persons import readers_of, there
from liaison.workspace.people.sealing import file_context, unsealed
from liaison.workspace.people.stripping import stripped
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_sees, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import attachments, making, opened
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.lasting import lasting


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file in a list. `size` in bytes; `sha256`: of the content, in hexadecimal."""

    reference: str
    facet: Facet
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: dt.datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with what it holds."""

    name: str
    media_type: str
    content: bytes


def of_person(identifier: str, *, by: Who) -> list[FileCard]:
    """The files of a person in the facets that `by` may see, the latest first. Raises NotThere."""
    person, _readers = there(identifier, Act.READ_PEOPLE, by=by)
    rows = File.objects.filter(person=person, facet__in=facets(by)).order_by("-added_at", "-pk")
    key = making.keys_of(opened.current()).key_of(identifier)
    return [_card(row, f"person {identifier}", key) for row in rows]


def of_note(identifier: str, *, by: Who) -> list[FileCard]:
    """The files of a note, the latest first. Raises NotThere."""
    check_sees(by, Act.READ_NOTES, frozenset())
    if not Note.objects.filter(reference=identifier).exists():
        raise NotThere
    rows = File.objects.filter(note__reference=identifier).order_by("-added_at", "-pk")
    return [_card(row, f"note {identifier}", key_of_notes()) for row in rows]


def file_bytes(identifier: str, *, by: Who) -> StoredFile:
    """A file with its content; the log says that it was read. Raises NotThere, VaultUnusable."""
    row = seen(identifier, Act.READ_PEOPLE, Act.READ_NOTES, by=by)
    owner, key = owner_of(row)
    card = _card(row, owner, key)
    context = file_context(owner, identifier)
    content = attachments.read(opened.current().place, row.stored, key, context)
    log("file.read", actor=of(by), subject=reference("file", identifier), facet=row.facet)
    return StoredFile(card.name, card.media_type, content)


def file_for_sending(identifier: str, *, by: Who) -> StoredFile:
    """A file as it may leave: see `stripping`. Raises NotThere, VaultUnusable, MistakenInput."""
    stored = file_bytes(identifier, by=by)
    return replace(stored, content=stripped(stored.media_type, stored.content).content)


def seen(identifier: str, act: Act, of_notes: Act, *, by: Who) -> File:
    """The row of a file, if `by` may do this with what it belongs to. Raises NotThere."""
    row = File.objects.filter(reference=identifier).select_related("person", "note").first()
    if row is None:
        raise NotThere
    if row.person is not None:
        check_sees(by, act, readers_of(row.person))
        if Facet(row.facet) not in facets(by) or row.person.erased_at is not None:
            raise NotThere
    else:
        check_sees(by, of_notes, frozenset())
    return row


def owner_of(row: File) -> tuple[str, Key]:
    """What a file belongs to, in the words of its context, and the key it is sealed with."""
    if row.person is not None:
        key = making.keys_of(opened.current()).key_of(row.person.reference)
        return f"person {row.person.reference}", key
    if row.note is not None:
        return f"note {row.note.reference}", key_of_notes()
    raise NotThere


def key_of_notes() -> Key:
    """The key that files of notes are sealed with: they are about nobody."""
    return lasting("files of notes")


def stored_files() -> Iterator[attachments.Stored]:
    """Every sealed file that a row here names."""
    rows = File.objects.values_list("stored", "stored_sha256").iterator(chunk_size=5_000)
    for name, digest in rows:
        yield attachments.Stored(name, bytes(digest))


def _card(row: File, owner: str, key: Key) -> FileCard:
    about = unsealed(key, bytes(row.about), file_context(owner, row.reference))
    return FileCard(
        row.reference,
        Facet(row.facet),
        about["name"],
        about["media_type"],
        about["size"],
        about["sha256"],
        row.added_at,
    )
