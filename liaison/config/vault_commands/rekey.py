"""`liaison-vault rekey`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, opened_vault, passphrase, print_recovery


@click.command("rekey")
@click.argument("name")
@key_file_option
def command(name: str, key_file: Path | None) -> None:
    """Write the vault NAME anew under another key and passphrase. Nobody else may have it open."""
    with opened_vault(name, key_file, alone=True) as vault:
        from liaison.workspace.audit.actions import log
        from liaison.workspace.vault.rekeying import rekey

        log("vault.rekeyed", generation=vault.generation + 1)
        printed = rekey(vault, key_file or vault.place.key_file, passphrase(new=True))
    click.echo(f"The vault {name} has another key. The old recovery key opens nothing any more.")
    print_recovery(printed)
