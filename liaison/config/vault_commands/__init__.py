"""The commands of `liaison-vault`, one module each, and what they share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from liaison.workspace.vault.opened import Vault
    from liaison.workspace.vault.places import Place

key_file_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the vault's key lies, if not in LIAISON_VAULT_KEYS.",
)


def place_of(name: str) -> "Place":
    """Where the vault of this name lies. Raises MistakenInput for what is no name."""
    import django

    django.setup()
    from django.conf import settings

    from liaison.workspace.vault.places import Place

    return Place(name, settings.LIAISON_VAULTS, settings.LIAISON_VAULT_KEYS)


def passphrase(*, twice: bool = False) -> str:
    """The passphrase of the vault, out of the environment or typed in."""
    return os.environ.get("LIAISON_VAULT_PASSPHRASE") or _typed("Passphrase", twice=twice)


def new_passphrase() -> str:
    """The one that takes the place of another, out of the environment or typed in twice."""
    return os.environ.get("LIAISON_VAULT_NEW_PASSPHRASE") or _typed("New passphrase", twice=True)


def _typed(asked: str, *, twice: bool) -> str:
    typed: str = click.prompt(asked, hide_input=True, confirmation_prompt=twice, err=True)
    return typed


@contextmanager
def opened_vault(name: str, key_file: Path | None, *, alone: bool = False) -> Iterator["Vault"]:
    """The vault, open for the block, `alone`: to nobody else. Raises VaultUnusable, WrongKey."""
    place = place_of(name)
    from liaison.workspace.vault import key_file as key_files
    from liaison.workspace.vault.making import opening
    from liaison.workspace.vault.rekeying import sweep

    path = key_file or place.key_file
    file = key_files.read(path)
    with opening(place, file, file.open(passphrase()), alone=alone) as vault:
        for generation in sweep(vault, path):
            click.echo(
                f"deleted: what an interrupted rekey left, generation {generation}", err=True
            )
        yield vault


def print_recovery(printed: str) -> None:
    """Say the recovery key, once."""
    click.echo("\nRecovery key. It is kept nowhere: print this, and lock it away.\n")
    groups = printed.split("-")
    for start in range(0, len(groups), 7):
        click.echo("    " + " ".join(groups[start : start + 7]))
    click.echo("\nIt opens the vault when the passphrase is lost: `liaison-vault recover`.")
    click.echo("Where it was not seen or is lost, `liaison-vault rekey` prints another.")
