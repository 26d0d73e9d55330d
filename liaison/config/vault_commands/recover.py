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
    from liaison.workspace.keeping.actions import recover
    from liaison.workspace.vault import recovery

    printed = click.prompt("Recovery key", hide_input=True, err=True)
    recovery.read(printed)  # a slip is told before another passphrase is asked for
    recover(place, key_file or place.key_file, printed, new_passphrase())
    click.echo(f"The vault {name} opens with the new passphrase.")
