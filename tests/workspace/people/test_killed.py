"""kill -9 while somebody is erased, by another process; and members who do the same at once."""

import contextlib
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.db import connections

from liaison.kernel.errors import LiaisonError
from liaison.workspace.audit import queries as log
from liaison.workspace.people import actions, queries
from liaison.workspace.people.codes import PersonKind, Reason
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.key_store import Erased
from liaison.workspace.vault.opened import Vault
from tests.conftest import ROOT
from tests.workspace.people.conftest import NOW, Made

_ERASURES = "liaison.workspace.people.actions.erasures"


def _erase_elsewhere(vault: Vault, step: tuple[str, str], person: str, by: Who) -> int:
    words = [str(vault.place.vaults), str(vault.place.keys), *step, person, str(by.number)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.workspace.people.dying", *words],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "liaison.config.settings.workspace"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


@pytest.mark.parametrize(
    "step",
    [
        ("liaison.workspace.vault.attachments", "delete"),
        (_ERASURES, "_emptied"),
        ("liaison.workspace.people.erasing", "purge_elsewhere"),
        (_ERASURES, "_nothing_beside"),
    ],
)
def test_killed_at_any_step_the_person_is_gone_and_the_rest_follows(
    vault: Vault, person: Made, officer: Who, second_officer: Who, step: tuple[str, str]
) -> None:
    identifier, other = person(), person(pseudonym="Egret")
    kept = actions.attach_to_person(
        identifier=other, facet=Facet.SOURCE, name="a", content=b"kept", now=NOW, by=officer
    )
    actions.attach_to_person(
        identifier=identifier, facet=Facet.SOURCE, name="a", content=b"goes", now=NOW, by=officer
    )
    actions.ask_erasure(identifier=identifier, reason=Reason.ASKED, now=NOW, by=officer)
    assert _erase_elsewhere(vault, step, identifier, second_officer) == -signal.SIGKILL
    with pytest.raises((Erased, NotThere)):
        queries.read(identifier, by=officer)
    making.settle(vault)
    proof = queries.erasure(identifier, by=officer)
    assert (proof.keyless, proof.done_at is not None) == (True, True)
    assert len(list(vault.place.attachments.iterdir())) == 1
    assert queries.file_bytes(kept, by=officer).content == b"kept"
    assert queries.read(other, by=officer).contents
    assert log.verify() == []


def test_an_erasure_by_another_process_shows_at_once(
    vault: Vault, person: Made, officer: Who, second_officer: Who
) -> None:
    identifier = person()
    queries.read(identifier, by=officer)
    actions.ask_erasure(identifier=identifier, reason=Reason.ASKED, now=NOW, by=officer)
    assert _erase_elsewhere(vault, ("", "nothing"), identifier, second_officer) == 0
    with pytest.raises(NotThere):
        queries.read(identifier, by=officer)
    assert queries.erasure(identifier, by=officer).keyless


def test_many_at_once_write_and_erase_and_nothing_is_half(
    vault: Vault, person: Made, officer: Who, second_officer: Who
) -> None:
    people = [person(pseudonym=f"Bird {number}") for number in range(6)]
    for one in people[:3]:
        actions.ask_erasure(identifier=one, reason=Reason.ASKED, now=NOW, by=officer)
    strange: list[Exception] = []

    def work(number: int) -> None:
        by = second_officer if number % 2 else officer
        with opened.working_in(vault):
            try:
                for one in people:
                    _read_or_erase(one, by, erasing=bool(number % 2))
            except Exception as error:  # noqa: BLE001 (told below)
                strange.append(error)
            finally:
                connections[vault.alias].close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert strange == []
    making.settle(vault)
    for one in people[:3]:
        assert queries.erasure(one, by=officer).keyless
    for one in people[3:]:
        assert queries.read(one, by=officer).contents
    assert queries.listed(queries.Wanted(), by=officer).count == 3
    assert log.verify() == []


def test_of_two_who_change_the_same_text_at_once_one_does(
    vault: Vault, person: Made, officer: Who, second_officer: Who
) -> None:
    identifier = person()
    versions = queries.read(identifier, by=officer).versions
    done: list[str] = []
    ready = threading.Barrier(2)

    def change(by: Who) -> None:
        with opened.working_in(vault):
            ready.wait()
            try:
                actions.update_person(
                    identifier=identifier,
                    pseudonym="Heron",
                    kind=PersonKind.PERSON,
                    country="",
                    content={Facet.CONTACT: {"text": f"by {by.number}"}},
                    versions=versions,
                    now=NOW,
                    by=by,
                )
                done.append(f"by {by.number}")
            except actions.Overtaken:
                pass
            finally:
                connections[vault.alias].close()

    threads = [threading.Thread(target=change, args=(by,)) for by in (officer, second_officer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [queries.read(identifier, by=officer).contents[Facet.CONTACT]["text"]] == done


def _read_or_erase(identifier: str, by: Who, *, erasing: bool) -> None:
    with contextlib.suppress(LiaisonError):  # gone meanwhile, or not asked for
        if erasing:
            actions.approve_erasure(identifier=identifier, now=NOW, by=by)
        else:
            queries.read(identifier, by=by)
            queries.by_name("Amina Diop", by=by)
