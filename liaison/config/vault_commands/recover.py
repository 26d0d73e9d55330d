"""`liaison-vault recover`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, new_passphrase, place_of


@click.command("recover")
@click.argument("name")
@key_file_option
def command(name: str, key_file: Path | None) -> None:
    """Give the vault NAME another passphrase with its recovery key; it is asked for."""
    place = place_of(name)
    from liaison.workspace.audit.actions import log
    from liaison.workspace.vault import key_file as key_files
    from liaison.workspace.vault import recovery
    from liaison.workspace.vault.errors import VaultUnusable
    from liaison.workspace.vault.making import opening

    path = key_file or place.key_file
    printed = recovery.read(click.prompt("Recovery key", hide_input=True, err=True))
    file = key_files.read(path)
    key = file.recover(printed)
    renewed = file.with_passphrase(key, new_passphrase())
    with opening(place, file, key, alone=True):
        if key_files.read(path) != file:
            raise VaultUnusable(f"{path} was changed meanwhile", "try again")
        log("vault.recovered")
        key_files.write(renewed, path)
    click.echo(f"The vault {name} opens with the new passphrase.")
