"""How long a backup of a large vault takes while people write, and that nothing of it is lost.

python -m tests.workspace.measure backup [--megabytes 1000] [--writers 8]

Half of it is in the database, half in sealed files. Everything in it is invented by chance. The
backup is restored elsewhere and verified: all that was there before it began has to be in it, and
no writer may fail.
"""

import argparse
import hashlib
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, transaction

from liaison.kernel.clock import utc_now
from liaison.workspace.members.models import Member
from liaison.workspace.members.queries import who
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.people.models import Note
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault import attachments, key_file, making, opened
from liaison.workspace.vault.backup import backup, restore
from liaison.workspace.vault.key_file import KeyFile
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from liaison.workspace.vault.rekeying import flaws_of
from tests.workspace.keys_for_tests import PASSPHRASE, QUICK

_CONTEXT = "measuring"
_FILE = 5_000_000
_NOTE = 20_000


def main() -> int:
    """Fill, back up while others write, restore, verify, and say how long each took."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--megabytes", type=int, default=1_000)
    asked.add_argument("--writers", type=int, default=8)
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), said.megabytes * 1_000_000, said.writers)


def _measured(folder: Path, size: int, writers: int) -> int:
    place = Place("harbour-watch", folder / "vaults", folder / "keys")
    vault = making.create(place, PASSPHRASE, QUICK).vault
    with opened.working_in(vault):
        member = Member.objects.create(username="amara", name="Amara Holt", role=Role.OFFICER)
        by, began = who(member), time.perf_counter()
        before = _fill(size, by)
        _say(f"filled with {_bytes_in(place.folder):,} bytes", began)
        with _writing(vault, writers, by) as written:
            began = time.perf_counter()
            backup(vault, folder / "backup")
            _say(f"backed up while {writers} write", began)
    failed = written.count(-1)
    sys.stdout.write(
        f"meanwhile {sum(written) + failed} notes were written, {failed} writers failed\n"
    )
    opened.forget(vault)
    return _restored(folder, place, before) or failed


def _restored(folder: Path, place: Place, before: dict[str, bytes]) -> int:
    """How much is wrong with the backup."""
    file = key_file.read(place.key_file)
    key, elsewhere = file.open(PASSPHRASE), Place(place.name, folder / "restored", place.keys)
    began = time.perf_counter()
    restore(folder / "backup", elsewhere, file.generation, key)
    _say("restored, every file and page checked", began)
    began = time.perf_counter()
    flaws, lost = (
        flaws_of(elsewhere.database(file.generation), key),
        _lost(elsewhere, file, key, before),
    )
    _say(f"verified: {len(flaws)} flaws, {lost} of {len(before)} lost", began)
    return len(flaws) + lost


def _fill(size: int, by: Who) -> dict[str, bytes]:
    """Notes and sealed files; the digest of each by its reference."""
    place, key = opened.current().place, _key()
    before = {}
    for _number in range(size // 2 // _FILE):
        content = secrets.token_bytes(_FILE)
        stored = attachments.write(place, content, key, _CONTEXT)
        before[stored.name] = hashlib.sha256(content).digest()
    with transaction.atomic():
        for _number in range(size // 2 // _NOTE):
            text = secrets.token_hex(_NOTE // 2)
            before[_note(text, by)] = hashlib.sha256(text.encode()).digest()
    return before


def _note(text: str, by: Who) -> str:
    return people.write_note(
        kind=NoteKind.LAW, country="TUN", title="Invented", text=text, now=utc_now(), by=by
    )


@contextmanager
def _writing(vault: Vault, writers: int, by: Who) -> Iterator[list[int]]:
    """So many threads write notes, one after the other; how many each, or -1 where one failed."""
    stop, done = threading.Event(), [0] * writers

    def write(place: int) -> None:
        try:
            with opened.working_in(vault):
                while not stop.is_set():
                    _note("Written meanwhile.", by)
                    done[place] += 1
        except Exception:  # noqa: BLE001 (whatever it is, it is counted)
            done[place] = -1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(place,)) for place in range(writers)]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _lost(place: Place, file: KeyFile, key: Key, before: dict[str, bytes]) -> int:
    """How many of these are not in a restored vault as they were."""
    lost = 0
    with making.opening(place, file, key):
        texts = dict(Note.objects.values_list("reference", "text"))
        for name, digest in before.items():
            if name in texts:
                content = texts[name].encode()
            else:
                content = attachments.read(place, name, _key(), _CONTEXT)
            lost += hashlib.sha256(content).digest() != digest
    return lost


def _key() -> Key:
    return opened.current().key.derive("of the measuring")


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _say(what: str, began: float) -> None:
    sys.stdout.write(f"{what}: {time.perf_counter() - began:.1f} s\n")
    sys.stdout.flush()
