"""A vault that was given another key: people are found, files open, the log names them as before."""

from liaison.workspace.audit.actions import reference
from liaison.workspace.people import actions, queries
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.policy.members import Who
from liaison.workspace.vault import opened, rekeying
from liaison.workspace.vault.opened import Vault
from tests.workspace.keys_for_tests import PASSPHRASE
from tests.workspace.people.conftest import NOW, Made


def test_nothing_is_lost_with_another_key(vault: Vault, officer: Who, person: Made) -> None:
    heron, named = person(), reference("person", "heron")
    note = actions.write_note(
        kind=NoteKind.LAW, country="", title="A law", text="Its text.", now=NOW, by=officer
    )
    file = actions.attach_to_note(
        identifier=note, name="law.txt", content=b"an invented law\n", now=NOW, by=officer
    )
    made = rekeying.rekey(vault, vault.place.key_file, PASSPHRASE)
    with opened.working_in(made.vault):
        met = queries.by_name("Amina Diop-Zarrouki", by=officer)
        assert [one.card.reference for one in met.found] == [heron]
        assert queries.file_bytes(file, by=officer).content == b"an invented law\n"
        assert [one.name for one in queries.of_note(note, by=officer)] == ["law.txt"]
        assert reference("person", "heron") == named
