"""Making, opening, recovering vaults and giving them other keys, for pages and commands alike."""

import datetime as dt
import re
from pathlib import Path

from django.conf import settings

from liaison.workspace.audit.actions import log
from liaison.workspace.members import actions as members
from liaison.workspace.policy.members import Act, Role, Who, check_may
from liaison.workspace.vault import doors, key_file, making, opened, recovery, rekeying
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.making import Made
from liaison.workspace.vault.places import Place


def place_of(name: str) -> Place:
    """Where the vault of this name lies. Raises MistakenInput for what is no name."""
    return Place(name, settings.LIAISON_VAULTS, settings.LIAISON_VAULT_KEYS)


def create(place: Place, passphrase: str) -> Made:
    """Make a vault. Raises MistakenInput, WrongKey, VaultUnusable."""
    made = making.create(place, passphrase)
    with opened.working_in(made.vault):
        log("vault.created")
    return made


def set_up(
    *, place: Place, passphrase: str, username: str, name: str, now: dt.datetime
) -> tuple[Made, str]:
    """A new vault that this server has open, and the invitation of its security officer."""
    username = members.tidy_username(username)  # refused before there is a vault
    made = create(place, passphrase)
    opened.forget(made.vault)
    doors.open_door(place, passphrase)
    with opened.working_in(made.vault):
        secret = members.invite(
            username=username, name=name, role=Role.SECURITY_OFFICER, now=now, by=None
        )
    return made, secret


def recover(place: Place, path: Path, printed: str, passphrase: str) -> None:
    """Give a vault that is not open another passphrase. Raises WrongKey, VaultUnusable."""
    file = key_file.read(path)
    key = file.recover(recovery.read(printed))
    renewed = file.with_passphrase(key, passphrase)
    with making.opening(place, file, key, alone=True):
        if key_file.read(path) != file:
            raise VaultUnusable(f"{path} was changed meanwhile", "try again")
        log("vault.recovered")
        key_file.write(renewed, path)


def rekey(*, passphrase: str, new_passphrase: str, by: Who) -> Made:
    """Give the vault at hand another key, while others wait. Raises Refused, WrongKey."""
    check_may(by, Act.KEEP_KEYS)
    vault = opened.current()
    path = vault.place.key_file
    key_file.read(path).open(passphrase)
    with doors.alone(vault):
        made = rekeying.rekey(vault, path, new_passphrase)
    with opened.working_in(made.vault):
        log("vault.rekeyed", actor=members.of(by), generation=made.vault.generation)
    return made


def groups_of(printed: str) -> list[str]:
    """A recovery key as it is printed and asked for: group by group."""
    return re.findall(r"[0-9A-Z]{4}", printed)
