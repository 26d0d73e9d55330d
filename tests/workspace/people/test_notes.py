"""Notes: a law, a practice, a pattern; found by their words."""

from typing import Any

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import actions, queries
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.people.queries import NotesWanted
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Who
from liaison.workspace.vault.opened import Vault
from tests.workspace.people.conftest import NOW


def _write(by: Who, title: str = "Registration of associations", text: str = "Seven copies") -> str:
    return actions.write_note(
        kind=NoteKind.LAW, country="SEN", title=title, text=text, now=NOW, by=by
    )


def test_a_note_is_found_by_its_words_and_changed(intern: Who, officer: Who) -> None:
    identifier = _write(intern, text="Les associations déclarent sept exemplaires. Общества")
    _write(intern, title="Another law")
    for typed in ("declarent", "обществ", "registration sept"):
        found = queries.notes(NotesWanted(text=typed), by=officer)
        assert [card.reference for card in found.cards] == [identifier]
    assert queries.notes(NotesWanted(country="SEN", kind=NoteKind.LAW), by=officer).count == 2
    changed: dict[str, Any] = {
        "kind": NoteKind.PRACTICE,
        "country": "",
        "title": "Visits",
        "text": "at night",
    }
    actions.change_note(identifier=identifier, version=1, now=NOW, by=officer, **changed)
    assert queries.note(identifier, by=intern).text == "at night"
    assert queries.notes(NotesWanted(text="declarent"), by=officer).count == 0
    with pytest.raises(actions.Overtaken):
        actions.change_note(identifier=identifier, version=1, now=NOW, by=officer, **changed)


def test_a_note_goes_with_its_files(officer: Who, vault: Vault) -> None:
    identifier = _write(officer)
    file = actions.attach_to_note(
        identifier=identifier, name="law.txt", content=b"Article 1", now=NOW, by=officer
    )
    assert queries.file_bytes(file, by=officer).content == b"Article 1"
    assert [one.reference for one in queries.of_note(identifier, by=officer)] == [file]
    actions.delete_note(identifier=identifier, by=officer)
    assert list(vault.place.attachments.iterdir()) == []
    with pytest.raises(NotThere):
        queries.note(identifier, by=officer)
    assert queries.notes(NotesWanted(text="seven"), by=officer).count == 0


def test_who_has_no_notes_has_none(officer: Who, security_officer: Who) -> None:
    identifier = _write(officer)
    with pytest.raises(Refused):
        _write(security_officer)
    with pytest.raises(Refused):
        queries.notes(NotesWanted(), by=security_officer)
    with pytest.raises(NotThere):
        queries.note(identifier, by=security_officer)


@pytest.mark.parametrize("title", ["", "  ", "a" * 201, "a\x07"])
def test_a_note_has_a_title(officer: Who, title: str) -> None:
    with pytest.raises(MistakenInput):
        _write(officer, title=title)
