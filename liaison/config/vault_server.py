"""Running the vaults: one process, so that their keys are in one place, with a thread a request."""

import logging
import os
import pwd
import ssl
from pathlib import Path
from typing import Any

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from django.conf import settings

from liaison.design.environment import compile_templates
from liaison.design.translations import compile_all
from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import walls

_THREADS = 12
_LARGEST = 33_554_432  # bytes of a request: an envelope of 25 MB, and what stands around it
_LARGEST_HEADER = 65_536
_WAITS = 30  # seconds for a slow line


def public_user() -> walls.SystemUser | None:
    """Who the public site runs as: LIAISON_PUBLIC_USER, or the owner of LIAISON_HOME."""
    name = os.environ.get("LIAISON_PUBLIC_USER", "")
    home = Path(os.environ.get("LIAISON_HOME", "var"))
    try:
        if name:
            return walls.named(name)
        return walls.named(pwd.getpwuid(home.stat().st_uid).pw_name) if home.exists() else None
    except KeyError as error:
        raise MistakenInput(
            f"LIAISON_PUBLIC_USER is {name!r}, and this system has no such user",
            "name the user that the public site runs as",
        ) from error


def require_walls(user: walls.SystemUser | None) -> list[str]:
    """What is wrong with who can read the vaults. Raises MistakenInput, unless LIAISON_DEBUG=1."""
    folders = (settings.LIAISON_VAULTS, settings.LIAISON_VAULT_KEYS)
    found = [_anybody(), *([user] if user is not None else [])]
    told = []
    for one in found:
        open_to = next(walls.readable(one, *folders), None)
        if open_to is not None:
            told.append(f"{one.name} could read or change {open_to}")
    if told and os.environ.get("LIAISON_DEBUG", "") != "1":
        raise MistakenInput(
            "; ".join(told),
            "run the vaults as a system user of their own, with `chmod -R go= ` on both folders",
        )
    return told


def _anybody() -> walls.SystemUser:
    return walls.SystemUser("anybody on this machine", -1, frozenset())


def require_private(host: str, certificate: Path | None) -> None:
    """Raise MistakenInput where passwords would cross a network in the clear."""
    loopback = host in ("localhost", "127.0.0.1", "::1")
    if not (loopback or certificate is not None or os.environ.get("LIAISON_HTTPS", "") == "1"):
        raise MistakenInput(
            f"pages at {host} would cross the network in the clear",
            "give --certificate and --private-key, or set LIAISON_HTTPS=1 behind a server that "
            "speaks HTTPS",
        )


def server(host: str, port: int, certificate: Path | None, private_key: Path | None) -> Any:  # noqa: ANN401 (cheroot has no types)
    """The server, ready to start. No log of who asked for what is kept."""
    from liaison.config.vault_wsgi import application

    for folder in settings.LOCALE_PATHS:
        compile_all(folder)
    compile_templates()
    made: Any = Server(
        (host, port),
        application,
        numthreads=_THREADS,
        timeout=_WAITS,
        shutdown_timeout=5,
        server_name="Liaison",  # not which program, nor its version
    )
    made.max_request_body_size = _LARGEST
    made.max_request_header_size = _LARGEST_HEADER
    made.error_log = tell
    if certificate is not None:
        made.ssl_adapter = BuiltinSSLAdapter(str(certificate), str(private_key))
        made.ssl_adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
        settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    return made


def tell(said: str = "", level: int = logging.INFO, traceback: bool = False) -> None:  # noqa: FBT001, FBT002 (as cheroot calls it)
    """Log what went wrong around a request, without what it says: that may quote what was sent."""
    del said
    logging.getLogger("liaison.server").log(level, "", exc_info=traceback)
