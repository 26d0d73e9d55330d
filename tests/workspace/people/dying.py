"""A process that erases and is killed: `python -m … VAULTS KEYS MODULE NAME PERSON MEMBER`.

It kills itself at the first call of a function, `kill -9`.
"""

import datetime as dt
import importlib
import os
import signal
import sys
from pathlib import Path


def _die(*_given: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(vaults: str, keys: str, module: str, name: str, person: str, member: str) -> None:
    """Erase, until the end."""
    import django

    django.setup()
    from liaison.workspace.people import actions
    from liaison.workspace.policy.members import Role, Who
    from liaison.workspace.vault import key_file, making
    from liaison.workspace.vault.places import Place
    from tests.workspace.conftest import PASSPHRASE

    place = Place("harbour-watch", Path(vaults), Path(keys))
    file = key_file.read(place.key_file)
    with making.opening(place, file, file.open(PASSPHRASE)):
        if name != "nothing":
            setattr(importlib.import_module(module), name, _die)
        actions.approve_erasure(
            identifier=person,
            now=dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC),
            by=Who(int(member), Role.OFFICER),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
