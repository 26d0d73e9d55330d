"""Erasing: two members, nothing left in any file, finished after a crash, done again after a restore."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connections

from liaison.workspace.audit import queries as log
from liaison.workspace.people import actions, erasing, queries
from liaison.workspace.people.actions import erasures
from liaison.workspace.people.codes import GivenBy, How, Reason
from liaison.workspace.people.queries import Wanted
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import attachments, making, opened
from liaison.workspace.vault.backup import backup, restore
from liaison.workspace.vault.key_store import Erased
from liaison.workspace.vault.opened import Vault
from tests.workspace.people.conftest import AMINA, NOW, Made
from tests.workspace.people.test_consents import TERMS

PSEUDONYM = "Planted Heron Quillfeather"
MARKERS = [
    b"Quillfeather",
    b"quillfeather",
    b"Zarrouki",
    b"zarrouki",
    "الزروقي".encode(),
    b"heron.7",
    b"insulin",
    b"Okonjo-Maas",
    b"old harbour",
]


@pytest.fixture
def planted(person: Made, officer: Who) -> str:
    """Somebody with a file and a consent, and words that are found nowhere else."""
    identifier = person(pseudonym=PSEUDONYM)
    actions.attach_to_person(
        identifier=identifier,
        facet=Facet.SOURCE,
        name="Zarrouki.txt",
        content=b"planted: she was seen at the old harbour",
        now=NOW,
        by=officer,
    )
    actions.give_consent(
        identifier=identifier,
        terms=Consent(**TERMS),
        record=actions.Record(GivenBy.FAMILY, How.ORAL, "Lindiwe Okonjo-Maas"),
        now=NOW,
        by=officer,
    )
    return identifier


def _ask(identifier: str, by: Who) -> None:
    actions.ask_erasure(identifier=identifier, reason=Reason.ASKED, now=NOW, by=by)


def _erase(identifier: str, one: Who, other: Who) -> None:
    _ask(identifier, one)
    actions.approve_erasure(identifier=identifier, now=NOW, by=other)


def _opened_pages(vault: Vault) -> bytes:
    """Every page of the database as SQLite wrote it, what is free in it too: SQLCipher 4's form."""
    content = vault.place.database(vault.generation).read_bytes()
    secret = vault.key.derive("database").secret
    pages = []
    for start in range(0, len(content), 4_096):
        page = content[start : start + 4_096]
        first = 16 if start == 0 else 0  # the salt of the file
        iv = page[-80:-64]
        cipher = Cipher(algorithms.AES(secret), modes.CBC(iv)).decryptor()
        pages.append(cipher.update(page[first:-80]) + cipher.finalize())
    return b"".join(pages)


def _found(vault: Vault) -> set[bytes]:
    pages = _opened_pages(vault)
    return {marker for marker in MARKERS if marker in pages}


def test_what_is_looked_for_would_be_found(planted: str, vault: Vault) -> None:
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert _found(vault) == {b"Quillfeather", b"quillfeather"}  # all else is sealed


def test_nothing_of_who_was_erased_is_in_any_file(
    planted: str,
    person: Made,
    officer: Who,
    second_officer: Who,
    vault: Vault,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    backup(vault, tmp_path / "of-before.backup")
    for number in range(30):  # neighbours in the same pages
        person(
            pseudonym=f"Bird {number}",
            content={Facet.IDENTITY: {"names": [{"text": f"Bird {number}", "kind": "legal"}]}},
        )
    digests = _digests(vault, planted)
    _erase(planted, officer, second_officer)
    assert _found(vault) == set()
    pages = _opened_pages(vault)
    assert [one for one in digests if one in pages] == []
    for path in tmp_path.rglob("*"):  # the vault, its keys, the backup
        content = path.read_bytes() if path.is_file() else b""
        assert not any(marker in content for marker in MARKERS), path
    assert list(vault.place.attachments.iterdir()) == []
    assert not any(marker.decode() in "".join(capfd.readouterr()) for marker in MARKERS)
    wal = vault.place.database(vault.generation).with_name("vault-1.db-wal")
    assert not wal.exists() or wal.stat().st_size < 100_000  # what was written after


def _digests(vault: Vault, identifier: str) -> list[bytes]:
    """All digests of a person's names in one: as a row of people has them, and no other row."""
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("SELECT name_digests FROM people_person WHERE reference = %s", [identifier])
        packed = bytes(cursor.fetchone()[0])
    return [packed] if packed else []


def test_it_takes_two_and_is_provable(
    planted: str, officer: Who, second_officer: Who, vault: Vault
) -> None:
    _ask(planted, officer)
    with pytest.raises(NotThere):
        queries.erasure(planted, by=officer)
    with pytest.raises(Refused):
        actions.approve_erasure(identifier=planted, now=NOW, by=officer)
    assert queries.read(planted, by=officer).contents
    actions.approve_erasure(identifier=planted, now=NOW, by=second_officer)
    proof = queries.erasure(planted, by=officer)
    assert (proof.asked_by, proof.approved_by) == ("Officer", "Second-Officer")
    assert (proof.done_at, proof.keyless) == (NOW, True)
    assert proof.removed == {"texts": 5, "files": 1, "index": 1}
    assert [row[3] for row in log.rows()][-2:] == ["erasure.approved", "person.erased"]


def test_who_was_erased_is_nowhere(planted: str, officer: Who, second_officer: Who) -> None:
    file = queries.of_person(planted, by=officer)[0].reference
    _erase(planted, officer, second_officer)
    for ask in (
        lambda: queries.read(planted, by=officer),
        lambda: queries.consents_of(planted, by=officer),
        lambda: queries.of_person(planted, by=officer),
        lambda: queries.sendable(planted, {Facet.IDENTITY}, officer),
        lambda: queries.file_bytes(file, by=officer),
        lambda: _ask(planted, officer),
    ):
        with pytest.raises(NotThere):
            ask()
    assert queries.listed(Wanted(), by=officer).count == 0
    assert queries.by_name("Amina Diop", by=officer).met == 0
    assert queries.suggestions("planted", by=officer) == []
    assert queries.covering(planted) == []


def test_a_security_officer_may_agree_and_learns_no_pseudonym(
    planted: str, officer: Who, security_officer: Who, coordinator: Who
) -> None:
    _ask(planted, officer)
    (waiting,) = queries.waiting(by=security_officer)
    assert (waiting.reference, waiting.pseudonym, waiting.asked_by) == (planted, "", "Officer")
    assert queries.waiting(by=officer)[0].pseudonym == PSEUDONYM
    with pytest.raises(Refused):
        queries.waiting(by=coordinator)
    actions.approve_erasure(identifier=planted, now=NOW, by=security_officer)
    assert queries.erasure(planted, by=security_officer).keyless


def test_who_may_not_know_of_somebody_does_not_erase_them(
    person: Made, officer: Who, second_officer: Who
) -> None:
    identifier = person(readers=(officer.number,))
    with pytest.raises(NotThere):
        _ask(identifier, second_officer)
    _ask(identifier, officer)
    assert queries.waiting(by=second_officer) == []
    with pytest.raises(NotThere):
        actions.approve_erasure(identifier=identifier, now=NOW, by=second_officer)
    with pytest.raises(NotThere):
        actions.decline_erasure(identifier=identifier, by=second_officer)


def test_a_request_can_be_taken_back(planted: str, officer: Who) -> None:
    _ask(planted, officer)
    actions.decline_erasure(identifier=planted, by=officer)
    assert not queries.is_asked(planted)
    assert queries.read(planted, by=officer).contents == AMINA


def test_other_parts_delete_their_copies(
    planted: str, officer: Who, second_officer: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def purge(identifier: str) -> Counter[str]:
        called.append(identifier)
        return Counter(envelopes=2)

    monkeypatch.setattr(erasing, "_purges", [purge])
    _erase(planted, officer, second_officer)
    assert called == [planted]
    assert queries.erasure(planted, by=officer).removed["envelopes"] == 2


class _Killed(BaseException):
    """As a process ends that is killed."""


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (attachments, "delete"),
        (erasures, "_emptied"),
        (erasing, "purge_elsewhere"),
        (erasures, "_nothing_beside"),
    ],
)
def test_an_erasure_that_was_killed_is_finished_at_the_next_opening(
    planted: str,
    officer: Who,
    second_officer: Who,
    vault: Vault,
    where: Any,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*given: Any) -> None:
        raise _Killed

    monkeypatch.setattr(where, name, killed)
    with pytest.raises(_Killed):
        _erase(planted, officer, second_officer)
    monkeypatch.undo()
    with pytest.raises((Erased, NotThere)):  # from the first moment
        queries.read(planted, by=officer)
    making.settle(vault)
    assert queries.erasure(planted, by=officer).keyless
    assert _found(vault) == set()
    assert list(vault.place.attachments.iterdir()) == []
    assert actions.finish_erasures(now=NOW) == 0


@pytest.fixture
def restored(
    planted: str, officer: Who, second_officer: Who, vault: Vault, tmp_path: Path
) -> Iterator[Vault]:
    """The vault from a backup of before the erasure, with the keys of now."""
    file = tmp_path / "before.tar"
    backup(vault, file)
    _erase(planted, officer, second_officer)
    opened.forget(vault)
    shutil.rmtree(vault.place.folder)
    restore(file, vault.place, vault.generation, vault.key)
    back = Vault(vault.place, vault.key, vault.generation)
    opened.register(back)
    with opened.working_in(back):
        yield back
    opened.forget(back)


def test_an_old_backup_opens_nothing_of_who_was_erased(
    restored: Vault, planted: str, officer: Who
) -> None:
    assert _found(restored)  # the pseudonym is back
    with pytest.raises(Erased):
        queries.read(planted, by=officer)
    with pytest.raises(Erased):
        queries.consents_of(planted, by=officer)
    assert queries.by_name("Amina Diop", by=officer).found == []


def test_a_restored_vault_erases_again_before_anybody_works_in_it(
    restored: Vault, planted: str, officer: Who
) -> None:
    making.settle(restored)
    with pytest.raises(NotThere):
        queries.read(planted, by=officer)
    assert _found(restored) == set()
    proof = queries.erasure(planted, by=officer)
    assert (proof.approved_at, proof.approved_by, proof.keyless) == (NOW, "", True)
    assert actions.finish_erasures(now=NOW) == 0


def test_old_keys_that_were_brought_back_are_erased_again(
    planted: str, officer: Who, second_officer: Who, vault: Vault
) -> None:
    path = vault.place.persons(vault.generation)
    before = path.read_bytes()
    _erase(planted, officer, second_officer)
    path.write_bytes(before)
    assert not queries.erasure(planted, by=officer).keyless
    making.settle(vault)
    assert queries.erasure(planted, by=officer).keyless


def test_an_administrator_is_one_of_two_and_never_both(planted: str, officer: Who) -> None:
    for missing in ("0" * 32, ""):
        with pytest.raises(NotThere):
            actions.ask_erasure(identifier=missing, reason=Reason.ASKED, now=NOW, by=None)
    actions.ask_erasure(identifier=planted, reason=Reason.ASKED, now=NOW, by=None)
    with pytest.raises(Refused):
        actions.approve_erasure(identifier=planted, now=NOW, by=None)
    actions.decline_erasure(identifier=planted, by=officer)
    _ask(planted, officer)
    actions.approve_erasure(identifier=planted, now=NOW, by=None)
    assert queries.erasure(planted, by=officer).keyless
