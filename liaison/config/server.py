"""Running the public site."""

import errno
import os
import socket

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from liaison.design.translations import compile_all
from liaison.kernel.errors import MistakenInput

_STOPS_WITHIN = 3  # seconds: a worker that a terminal's Ctrl-C caught twice never ends by itself


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop, at an address that `require_free` has seen.

    No access log: what a reader asks for is nobody's business.
    """
    # The threads of a worker share two stores of memory. As many as threads, which is the rule of
    # glibc, keep far more than they use.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    for folder in settings.LOCALE_PATHS:
        compile_all(folder)
    Granian(
        "liaison.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        workers_kill_timeout=_STOPS_WITHIN,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
    ).serve()


def require_free(host: str, port: int) -> None:
    """Raise MistakenInput where this address cannot be listened on.

    The workers share their port (SO_REUSEPORT), so two servers could too, and answer in turn: an
    invented record and a real one at the same address.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise MistakenInput(
            f"port {port} of {host} is in use by another program"
            if taken
            else f"nothing can listen on {host}, port {port} ({error})",
            "stop that, or choose another port" if taken else "choose another host or port",
        ) from error
