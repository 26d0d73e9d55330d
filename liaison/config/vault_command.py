"""The command `liaison-vault`: the confidential half, a system user of its own."""

import os

import click

from liaison.config.lazy_commands import CONTEXT, LazyCommands, run

_COMMANDS = {
    "demo": "demo",
    "create": "create",
    "list": "listing",
    "verify": "verify",
    "backup": "backup",
    "restore": "restore",
    "serve": "serve",
    "member": "member",
    "envelope": "envelope",
    "erase-person": "erase_person",
    "move": "move",
    "rekey": "rekey",
    "recover": "recover",
}


@click.command(
    cls=LazyCommands,
    package="liaison.config.vault_commands",
    modules=_COMMANDS,
    context_settings=CONTEXT,
)
@click.version_option(package_name="liaison")
def liaison_vault() -> None:
    """Make and keep the vaults of organisations: an encrypted database each, its keys apart.

    LIAISON_VAULTS (default ./vaults) holds the vaults, LIAISON_VAULT_KEYS (default ./vaults-keys)
    their keys. A passphrase is asked for, or read from LIAISON_VAULT_PASSPHRASE.
    """


def main() -> None:
    """Run the command line of the vaults."""
    os.umask(0o077)  # whatever is written is its owner's alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.workspace")
    run(liaison_vault, "liaison-vault")


if __name__ == "__main__":
    main()
