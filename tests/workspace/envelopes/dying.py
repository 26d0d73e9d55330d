"""A process that is killed while it sends or receives: `python -m … FOLDER MODULE NAME WHEN ENVELOPE`.

It works in the two vaults of FOLDER, and kills itself before or after the first call of a function.
"""

import datetime as dt
import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import django


def die() -> NoReturn:
    """As from outside: nothing is tidied up."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def deadly(module: str, name: str, when: str) -> None:
    """Let the first call of this function be the last thing that happens."""
    place: Any = importlib.import_module(module)
    *owners, last = name.split(".")
    for owner in owners:
        place = getattr(place, owner)
    real = getattr(place, last)

    def call(*given: Any, **named: Any) -> Any:
        if when == "before":
            die()
        real(*given, **named)
        die()

    setattr(place, last, call)


def main(folder: Path, module: str, name: str, when: str, envelope: str) -> None:
    """Send what is a draft, else carry what is due."""
    from liaison.workspace.envelopes import courier
    from liaison.workspace.envelopes.actions import sending
    from liaison.workspace.envelopes.models import Envelope
    from liaison.workspace.members import queries as members
    from liaison.workspace.vault import key_file, making, opened
    from liaison.workspace.vault.places import Place
    from tests.workspace.keys_for_tests import PASSPHRASE

    now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    vaults = []
    for called in ("harbour-watch", "mountain-house"):
        place = Place(called, folder / "vaults", folder / "keys")
        file = key_file.read(place.key_file)
        vaults.append(making.open_with(place, file, file.open(PASSPHRASE)))
    deadly(module, name, when)
    with opened.working_in(vaults[0]):
        row = Envelope.objects.get(identifier=envelope)
        author = members.who_is(row.author or 0)
        if row.state == "draft" and author is not None:
            sending.submit(identifier=envelope, now=now, by=author)
    for _ in range(2):
        for vault in vaults:
            courier.carry(vault, lambda: now)


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]), *sys.argv[2:])
