"""`liaison-vault verify`."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison.config.vault_commands import key_file_option, opened_vault

if TYPE_CHECKING:
    from liaison.workspace.vault.opened import Vault

_HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@click.command("verify")
@click.argument("name")
@click.option("--head", "heads", multiple=True, help="NUMBER:DIGEST that others remember.")
@key_file_option
def command(name: str, heads: tuple[str, ...], key_file: Path | None) -> None:
    """Check every page of the vault NAME, its sealed files, and its log from first to last."""
    remembered = [_HEAD.fullmatch(head) for head in heads]
    if not all(remembered):
        raise click.BadParameter(
            "write NUMBER:DIGEST, the digest in 64 digits", param_hint="--head"
        )
    with opened_vault(name, key_file) as vault:
        from liaison.workspace.audit import queries
        from liaison.workspace.audit.chain import Head
        from liaison.workspace.envelopes.queries.heads import remembered_by_others
        from liaison.workspace.vault.making import keys_of
        from liaison.workspace.vault.rekeying import flaws_of

        known = [Head(int(one[1]), bytes.fromhex(one[2])) for one in remembered if one]
        for words in (damaged := flaws_of(vault.place.database(vault.generation), vault.key)):
            click.echo(f"database: {words}")
        if damaged:  # its log cannot be read to the end
            click.echo(f"The vault {name} is damaged: move it away and restore a backup.")
            sys.exit(1)
        missing = _files(vault)
        for flaw in (flaws := queries.verify([*known, *remembered_by_others()])):
            click.echo(f"log, entry {flaw.number}: {flaw.what}")
        head, persons = queries.head(), keys_of(vault).count()
    if flaws:
        click.echo(f"The log of the vault {name} is not whole.")
    if missing:
        click.echo(f"Sealed files of the vault {name} are missing or damaged: see to a backup.")
    if flaws or missing:
        sys.exit(1)
    click.echo(f"{persons:,} keys of persons and of what others sent are there.")
    click.echo(f"The vault {name} is whole. Its log has {head.number:,} entries; its head is")
    click.echo(f"{head.number}:{head.digest.hex()}")


def _files(vault: "Vault") -> int:
    """Say what is wrong with sealed files; how many of them are."""
    from liaison.workspace.vault import attachments

    known = list(attachments.named())
    flaws = list(attachments.flaws(vault.place, known))
    for flaw in flaws:
        click.echo(f"sealed file {flaw.name}: {flaw.what}")
    orphans = attachments.orphans(vault.place, known)
    click.echo(f"{len(known) - len(flaws):,} sealed files are whole.")
    if orphans:
        click.echo(f"{len(orphans):,} files belong to nothing: they are left of something broken.")
    return len(flaws)
