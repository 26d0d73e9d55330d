"""Writing people, consents, notes and files of the vault at hand."""

from liaison.workspace.people.actions.consents import Record, give_consent, withdraw_consent
from liaison.workspace.people.actions.files import attach_to_note, attach_to_person, remove_file
from liaison.workspace.people.actions.persons import (
    Overtaken,
    create_person,
    set_readers,
    update_person,
)

__all__ = [
    "Overtaken",
    "Record",
    "attach_to_note",
    "attach_to_person",
    "create_person",
    "give_consent",
    "remove_file",
    "set_readers",
    "update_person",
    "withdraw_consent",
]
