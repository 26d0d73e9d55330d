"""`liaison-vault erase-person`."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, opened_vault


@click.command("erase-person")
@click.argument("vault")
@click.argument("reference")
@key_file_option
def command(vault: str, reference: str, key_file: Path | None) -> None:
    """Erase the person REFERENCE of VAULT, where a member has asked for it on a page.

    Where nobody has, this asks, and a member has to agree on a page: one alone erases nobody.
    REFERENCE stands in the address of the person's page.
    """
    with opened_vault(vault, key_file):
        from liaison.kernel.clock import utc_now
        from liaison.workspace.people import actions, queries
        from liaison.workspace.people.codes import Reason

        if queries.is_asked(reference):
            actions.approve_erasure(identifier=reference, now=utc_now(), by=None)
            click.echo(f"The person {reference} is erased: their key is gone.")
        else:
            actions.ask_erasure(identifier=reference, reason=Reason.ASKED, now=utc_now(), by=None)
            click.echo(f"Asked for. A member of {vault} has to agree, under Erasures.")
