"""`liaison-vault backup`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, opened_vault


@click.command("backup")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@key_file_option
def command(name: str, file: Path, key_file: Path | None) -> None:
    """Write the vault NAME to FILE while people work in it. Its keys are not in the file."""
    with opened_vault(name, key_file) as vault:
        from liaison.workspace.audit.actions import log
        from liaison.workspace.vault.backup import backup

        size = backup(vault, file)
        log("vault.backed-up", bytes=size)
    click.echo(f"{file} holds the vault {name} ({size:,} bytes), encrypted.")
    click.echo(f"Copy {vault.place.key_folder} apart from it, and keep that copy 30 days at most.")
