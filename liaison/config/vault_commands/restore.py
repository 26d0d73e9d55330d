"""`liaison-vault restore`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, passphrase, place_of


@click.command("restore")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@key_file_option
def command(name: str, file: Path, key_file: Path | None) -> None:
    """Put the vault NAME from the backup FILE into its place, where there is none."""
    place = place_of(name)
    from liaison.workspace.audit.actions import log
    from liaison.workspace.vault import key_file as key_files
    from liaison.workspace.vault.backup import restore
    from liaison.workspace.vault.making import opening

    held = key_files.read(key_file or place.key_file)
    key = held.open(passphrase())
    restore(file, place, held.generation, key)
    with opening(place, held, key):
        log("vault.restored")
    click.echo(f"The vault {name} is back at {place.folder}.")
