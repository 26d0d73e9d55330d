"""Writing people, consents, notes and files of the vault at hand."""

from liaison.workspace.people.actions.consents import Record, give_consent, withdraw_consent
from liaison.workspace.people.actions.erasures import (
    approve_erasure,
    ask_erasure,
    decline_erasure,
    finish_erasures,
)
from liaison.workspace.people.actions.files import attach_to_note, attach_to_person, remove_file
from liaison.workspace.people.actions.many import NewPerson, create_people
from liaison.workspace.people.actions.notes import change_note, delete_note, write_note
from liaison.workspace.people.actions.persons import (
    Overtaken,
    create_person,
    set_readers,
    update_person,
)

__all__ = [
    "NewPerson",
    "Overtaken",
    "Record",
    "approve_erasure",
    "ask_erasure",
    "attach_to_note",
    "attach_to_person",
    "change_note",
    "create_people",
    "create_person",
    "decline_erasure",
    "delete_note",
    "finish_erasures",
    "give_consent",
    "remove_file",
    "set_readers",
    "update_person",
    "withdraw_consent",
    "write_note",
]
