"""`liaison-vault envelope`: what is carried in files, to and from a node that is on no network."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison.config.vault_commands import key_file_option, opened_vault

if TYPE_CHECKING:
    from liaison.workspace.vault.opened import Vault

_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("envelope")
def command() -> None:
    """Carry sealed envelopes and their receipts in files."""


@command.command("export")
@click.argument("name")
@click.argument("folder", type=_FOLDER)
@key_file_option
def export(name: str, folder: Path, key_file: Path | None) -> None:
    """Write all that the vault NAME has on its way into FOLDER, a sealed file each.

    It stays on its way until its receipt is imported.
    """
    with opened_vault(name, key_file):
        from liaison.kernel.clock import utc_now
        from liaison.workspace.envelopes.actions import posting

        found = posting.by_hand(utc_now())
        for parcel in found:
            path = folder / f"{parcel.recipient[:16]}-{parcel.number}.age"
            path.write_bytes(parcel.sealed)
            click.echo(str(path))
    if not found:
        click.echo("Nothing is on its way.")


@command.command("import")
@click.argument("name")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@key_file_option
def import_(name: str, files: tuple[Path, ...], key_file: Path | None) -> None:
    """Take envelopes, and receipts that came back, into the vault NAME.

    For each envelope FILE its receipt is written beside it, as FILE.receipt: carry it back.
    """
    with opened_vault(name, key_file) as vault:
        done = [_take(vault, path) for path in files]
    if not all(done):
        sys.exit(1)


def _take(vault: "Vault", path: Path) -> bool:
    """Whether a file was taken; what came of it is said."""
    from liaison.kernel.clock import utc_now
    from liaison.kernel.errors import MistakenInput
    from liaison.workspace.envelopes.actions import posting, receiving
    from liaison.workspace.envelopes.errors import NotTaken
    from liaison.workspace.envelopes.format import LARGEST_SEALED

    del vault
    with path.open("rb") as file:
        content = file.read(LARGEST_SEALED + 1)
    try:
        if content.startswith(b"{"):
            known = posting.acknowledged(content, utc_now())
            click.echo(f"{path}: {'a receipt, noted' if known else 'a receipt of nothing here'}")
            return known
        taken = receiving.receive(sealed=content, now=utc_now())
    except MistakenInput as error:
        click.echo(f"{path}: {error}", err=True)
        return False
    path.with_name(f"{path.name}.receipt").write_text(taken.receipt, encoding="utf-8")
    if taken.refused is not None:
        click.echo(f"{path}: {NotTaken(taken.refused)}", err=True)
        return False
    click.echo(f"{path}: taken; its receipt is {path.name}.receipt")
    return True
