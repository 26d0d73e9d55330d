"""`liaison-vault create`."""

import click

from liaison.config.vault_commands import passphrase, place_of, print_recovery


@click.command("create")
@click.argument("name")
def command(name: str) -> None:
    """Make the vault NAME: small letters, digits and hyphens, as it will stand in addresses."""
    place = place_of(name)
    from liaison.workspace.keeping.actions import create

    made = create(place, passphrase(twice=True))
    click.echo(f"The vault {name} is at {place.folder}, its keys at {place.key_folder}.")
    print_recovery(made.recovery)
