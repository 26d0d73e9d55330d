"""`liaison mail`."""

import sys
from pathlib import Path

import click

from liaison.config.commands import ready

_key_file = click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="LIAISON_MAIL_KEY",
    show_envvar=True,
    required=True,
    metavar="FILE",
    help="The private key that `liaison mail key` made.",
)


@click.group("mail")
def command() -> None:
    """Write to the readers who follow a selection by mail."""


@command.command("key")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="A new file for the private key; best outside LIAISON_HOME, where the site cannot read.",
)
def key(out: Path) -> None:
    """Make the key pair of the mail worker: from then on the site takes addresses.

    They are kept encrypted to its public half, which lies in LIAISON_HOME. Without the private one
    nobody can read them again: keep a copy of it apart from backups of the record.
    """
    ready()
    from django.conf import settings

    from liaison.alerts.sealing import make_keys

    public = make_keys(settings.HOME, out)
    click.echo(f"private key  {out}, for its owner alone")
    click.echo(f"public key   {public}, in {settings.HOME.root}")


@command.command("send")
@_key_file
def send(key_file: Path) -> None:
    """Send once what is due: letters to confirm, and news.

    LIAISON_MAIL_URL, LIAISON_MAIL_FROM and LIAISON_SITE say through which server, from whom, and
    where readers find the site. `liaison work` does the same all the time, where LIAISON_MAIL_KEY
    is set.
    """
    ready()
    from liaison.config import mailing
    from liaison.kernel.clock import utc_now

    click.echo(mailing.send(mailing.office(key_file), utc_now()).said())


@command.command("stop")
@_key_file
def stop(key_file: Path) -> None:
    """Write no more to an address, read from standard input: one that bounces, or asks for it.

    It is never given as an argument, where histories and lists of processes would keep it. For a
    month, no wish of it is taken.
    """
    typed = (
        click.prompt("Address", err=True) if sys.stdin.isatty() else sys.stdin.readline().strip()
    )
    ready()
    from django.conf import settings

    from liaison.alerts.addresses import read_address
    from liaison.alerts.posting import refuse
    from liaison.alerts.sealing import private_key, require_pair
    from liaison.kernel.clock import utc_now

    try:
        address = read_address(str(typed))
    except ValueError:
        raise click.UsageError("give one mail address, in one line, on standard input") from None
    private = private_key(key_file)
    require_pair(settings.HOME, private)
    click.echo(f"subscriptions ended: {refuse(address, private, utc_now())}")
