"""`liaison-vault member`: who may come in, by whom has the vault's key."""

from pathlib import Path

import click

from liaison.config.vault_commands import key_file_option, opened_vault

_ROLES = ("officer", "mandate-holder", "coordinator", "intern", "security-officer")


@click.group("member")
def command() -> None:
    """Invite members and close their accounts, where no security officer can do it on a page."""


@command.command("invite")
@click.argument("vault")
@click.argument("username")
@click.option("--name", required=True, help="What colleagues call them.")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--site", default="http://localhost:8443", show_default=True, help="Of the server.")
@key_file_option
def invite(
    vault: str, username: str, name: str, role: str, site: str, key_file: Path | None
) -> None:
    """Print the address at which one person joins VAULT, once, to sign in as USERNAME."""
    with opened_vault(vault, key_file):
        from liaison.kernel.clock import utc_now
        from liaison.workspace.members import actions
        from liaison.workspace.policy.members import Role

        secret = actions.invite(
            username=username, name=name, role=Role(role), now=utc_now(), by=None
        )
        days = actions.LASTS.days
    click.echo(f"For {name} alone, once, within {days} days:")
    click.echo(f"{site.rstrip('/')}/w/{vault}/join/{secret}/")


@command.command("disable")
@click.argument("vault")
@click.argument("username")
@key_file_option
def disable(vault: str, username: str, key_file: Path | None) -> None:
    """Close the account of USERNAME in VAULT; who is signed in is out at once."""
    with opened_vault(vault, key_file):
        from liaison.kernel.clock import utc_now
        from liaison.kernel.errors import MistakenInput
        from liaison.workspace.members import actions, queries

        member = queries.by_name(username)
        if member is None or not member.is_active:
            raise MistakenInput(f"{vault} has no open account {username!r:.60}", "see who is there")
        actions.disable(number=member.pk, now=utc_now(), by=None)
    click.echo(f"The account {username} of {vault} is closed.")
