"""`liaison-vault rekey`."""

from pathlib import Path

import click

from liaison.config.vault_commands import (
    key_file_option,
    new_passphrase,
    opened_vault,
    print_recovery,
)


@click.command("rekey")
@click.argument("name")
@key_file_option
def command(name: str, key_file: Path | None) -> None:
    """Write the vault NAME anew under another key and passphrase. Nobody else may have it open."""
    with opened_vault(name, key_file, alone=True) as vault:
        from liaison.workspace.audit.actions import log
        from liaison.workspace.vault import opened
        from liaison.workspace.vault.rekeying import rekey

        path = key_file or vault.place.key_file
        made = rekey(vault, path, new_passphrase())
        click.echo(f"The vault {name} has another key, in {path}. The old one opens nothing now.")
        print_recovery(made.recovery)
        with opened.working_in(made.vault):
            log("vault.rekeyed", generation=made.vault.generation)
