"""`liaison-vault serve`."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from liaison.workspace.vault.places import Place

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("serve")
@click.argument("names", nargs=-1)
@click.option("--host", default="localhost", show_default=True)
@click.option("--port", default=8443, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--certificate", type=_FILE, help="Of this server, with its chain, in PEM.")
@click.option("--private-key", type=_FILE, help="Of the certificate, in PEM.")
@click.option("--passphrases-on-stdin", is_flag=True, help="One line for each of NAMES.")
@click.option("--set-up", is_flag=True, help="Print an address at which one vault can be made.")
def command(
    names: tuple[str, ...],
    host: str,
    port: int,
    certificate: Path | None,
    private_key: Path | None,
    *,
    set_up: bool,
    passphrases_on_stdin: bool,
) -> None:
    """Serve the vaults NAMES, or all that are here, at /w/NAME/ each.

    A passphrase comes from LIAISON_VAULT_KEY_COMMAND, the environment or is typed in; a vault whose
    passphrase is not given stays closed until somebody opens it on its page.
    """
    if (certificate is None) != (private_key is None):
        raise click.UsageError("give --certificate and --private-key together")
    import django

    django.setup()
    from liaison.config import vault_server
    from liaison.config.server import require_free

    vault_server.require_private(host, certificate)
    for told in vault_server.require_walls(vault_server.public_user()):
        click.echo(f"warning: {told}", err=True)
    require_free(host, port)
    _open_all(names, _lines() if passphrases_on_stdin else None)
    site = f"{'https' if certificate else 'http'}://{host}:{port}"
    running = vault_server.server(host, port, certificate, private_key)
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    with _carrying():
        try:
            running.prepare()  # it listens
            _tell(site, set_up=set_up)
            running.serve()
        except KeyboardInterrupt:
            pass
        finally:
            running.stop()


@contextmanager
def _carrying() -> Iterator[None]:
    """Envelopes are carried meanwhile."""
    from liaison.workspace.envelopes import courier

    stop = threading.Event()
    carrier = threading.Thread(target=courier.run_forever, args=(stop,), name="courier")
    carrier.start()
    try:
        yield
    finally:
        stop.set()
        carrier.join()


def _open_all(names: tuple[str, ...], given: Iterator[str] | None) -> None:
    from liaison.workspace.keeping.actions import place_of
    from liaison.workspace.vault import doors, making

    if not names:
        from django.conf import settings

        names = tuple(making.names(settings.LIAISON_VAULTS))
    for name in names:
        place = place_of(name)
        passphrase = _passphrase(place) if given is None else next(given, "")
        if passphrase:
            doors.open_door(place, passphrase)
            click.echo(f"{name} is open.")
        else:
            click.echo(f"{name} stays closed until its passphrase is given on its page.")


def _lines() -> Iterator[str]:
    for line in sys.stdin:
        yield line.rstrip("\r\n")


def _passphrase(place: "Place") -> str:
    """Of the operator's key service, of the environment, or typed; "" for none."""
    service = os.environ.get("LIAISON_VAULT_KEY_COMMAND", "")
    if service:
        return from_service(service, place.name)
    given = os.environ.get("LIAISON_VAULT_PASSPHRASE", "")
    if given or not sys.stdin.isatty():
        return given
    asked = f"Passphrase of {place.name} (nothing: it stays closed)"
    typed: str = click.prompt(asked, hide_input=True, default="", show_default=False, err=True)
    return typed


def from_service(service: str, name: str) -> str:
    """What an operator's command prints for a vault. Raises VaultUnusable where it fails."""
    from liaison.workspace.vault.errors import VaultUnusable

    try:
        done = subprocess.run(  # noqa: S603 (the operator's own command, without a shell)
            [*service.split(), name], stdout=subprocess.PIPE, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VaultUnusable(
            f"LIAISON_VAULT_KEY_COMMAND gave no passphrase for {name} ({type(error).__name__})",
            f"run `{service} {name}` by hand and see",
        ) from error
    return done.stdout.rstrip("\r\n")


def _tell(site: str, *, set_up: bool) -> None:
    from liaison.workspace.keeping.outside import new_set_up
    from liaison.workspace.vault import opened

    for vault in opened.everyone():
        click.echo(f"{site}/w/{vault.place.name}/")
    if set_up:
        click.echo("Whoever opens this address can make one vault; give it to nobody else:")
        click.echo(f"{site}{new_set_up()}")
    click.echo("Ctrl-C ends it and closes all vaults.")
    sys.stdout.flush()
