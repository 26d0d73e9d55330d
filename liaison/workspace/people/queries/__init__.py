"""Reading people, consents, notes and files of the vault at hand."""

from liaison.workspace.people.queries.consents import Given, consents_of, covering
from liaison.workspace.people.queries.erasures import (
    Proof,
    Waiting,
    erasure,
    is_asked,
    waiting,
)
from liaison.workspace.people.queries.exporting import exported
from liaison.workspace.people.queries.files import (
    FileCard,
    StoredFile,
    file_bytes,
    file_for_sending,
    of_note,
    of_person,
    stored_files,
)
from liaison.workspace.people.queries.finding import Found, Nearest, by_name, check_sees_names
from liaison.workspace.people.queries.notes import (
    NoteCard,
    NoteRead,
    Notes,
    NotesWanted,
    note,
    notes,
)
from liaison.workspace.people.queries.persons import (
    MOST_COUNTED,
    PAGE,
    Card,
    Dossier,
    Listed,
    Wanted,
    card,
    check_known,
    listed,
    read,
    suggestions,
)
from liaison.workspace.people.queries.sending import (
    facets_of_files,
    files_for_sending,
    hidden_from,
    mentions,
    sendable,
)

__all__ = [
    "MOST_COUNTED",
    "PAGE",
    "Card",
    "Dossier",
    "FileCard",
    "Found",
    "Given",
    "Listed",
    "Nearest",
    "NoteCard",
    "NoteRead",
    "Notes",
    "NotesWanted",
    "Proof",
    "StoredFile",
    "Waiting",
    "Wanted",
    "by_name",
    "card",
    "check_known",
    "check_sees_names",
    "consents_of",
    "covering",
    "erasure",
    "exported",
    "facets_of_files",
    "file_bytes",
    "file_for_sending",
    "files_for_sending",
    "hidden_from",
    "is_asked",
    "listed",
    "mentions",
    "note",
    "notes",
    "of_note",
    "of_person",
    "read",
    "sendable",
    "stored_files",
    "suggestions",
    "waiting",
]
