"""`liaison-vault demo`."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from liaison.config.vault_demo import Made


@click.command("demo")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("vault-demo"),
    show_default=True,
    help="Where the invented vaults are made; delete it afterwards.",
)
@click.option(
    "--port", default=8451, show_default=True, help="Of the first node; the next is the second's."
)
def command(folder: Path, port: int) -> None:
    """Try it: three invented organisations on two nodes, with people, a circle and envelopes.

    Prints how their members sign in, once. Nothing of it is real, nothing leaves this machine.
    """
    import django

    os.environ["LIAISON_DEBUG"] = "1"  # both nodes are on this machine, without HTTPS between them
    django.setup()
    from liaison.config import vault_demo
    from liaison.config.server import require_free
    from liaison.kernel.clock import utc_now

    ports = dict(zip(vault_demo.NODES, (port, port + 1), strict=True))
    for each in ports.values():
        require_free("localhost", each)
    addresses = {node: f"http://localhost:{each}" for node, each in ports.items()}
    click.echo(
        "Making three invented organisations, their keys and what they know of one another …"
    )
    made = vault_demo.make(folder.absolute(), addresses, utc_now())
    for one in made:
        _tell(one, addresses[one.organisation.node])
    click.echo("\nThese are shown once. Ctrl-C ends both nodes.\n", nl=True)
    sys.stdout.flush()
    _serve(folder.absolute(), ports, made)


def _tell(made: "Made", address: str) -> None:
    organisation = made.organisation
    click.echo(f"\n{organisation.names[0]}   {address}/w/{organisation.vault}/")
    click.echo(f"  passphrase of the vault   {made.passphrase}")
    click.echo(f"  recovery key              {made.recovery}")
    for told in made.credentials:
        click.echo(f"  {told.role.value}: {told.username}   password: {told.password}")
        click.echo(f"    second step: a code of an app with the secret {told.secret},")
        click.echo(f"    or one of these, each once: {' '.join(told.codes)}")


def _serve(folder: Path, ports: dict[str, int], made: Sequence["Made"]) -> None:
    """A server for each node, until Ctrl-C."""
    servers = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # however it ends, so do they
    try:
        for node, port in ports.items():
            servers.append(
                _server(folder / node, port, [one for one in made if one.organisation.node == node])
            )
        for one in servers:
            one.wait()
    finally:
        for one in servers:
            one.terminate()
        for one in servers:
            one.wait(timeout=30)


def _server(folder: Path, port: int, made: Sequence["Made"]) -> "subprocess.Popen[str]":
    """Its passphrases go in by a pipe, never by a list of processes or an environment."""
    words = [sys.executable, "-m", "liaison.config.vault_command", "serve", "--port", str(port)]
    places = {
        "LIAISON_VAULTS": str(folder / "vaults"),
        "LIAISON_VAULT_KEYS": str(folder / "keys"),
        "LIAISON_DEBUG": "1",
    }
    server = subprocess.Popen(  # noqa: S603 (our own command)
        [*words, "--passphrases-on-stdin", *(one.organisation.vault for one in made)],
        env=os.environ | places,
        stdin=subprocess.PIPE,
        text=True,
    )
    if server.stdin is not None:
        server.stdin.write("".join(f"{one.passphrase}\n" for one in made))
        server.stdin.close()
    return server
