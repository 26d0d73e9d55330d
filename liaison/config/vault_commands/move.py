"""`liaison-vault move`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, opened_vault

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("move")
@click.argument("name")
@click.option("--vaults", type=_FOLDER, required=True, help="What LIAISON_VAULTS will be.")
@click.option("--keys", type=_FOLDER, required=True, help="What LIAISON_VAULT_KEYS will be.")
@key_file_option
def command(name: str, vaults: Path, keys: Path, key_file: Path | None) -> None:
    """Move the vault NAME and its keys to other folders here. Nobody else may have it open."""
    with opened_vault(name, key_file, alone=True) as vault:
        from liaison.workspace.audit.actions import log
        from liaison.workspace.vault.moving import move
        from liaison.workspace.vault.places import Place

        to = Place(name, vaults.absolute(), keys.absolute())
        log("vault.moved")
        move(vault, to)
    click.echo(f"The vault {name} is at {to.folder}, its keys at {to.key_folder}.")
    click.echo("Set LIAISON_VAULTS and LIAISON_VAULT_KEYS to these folders.")
