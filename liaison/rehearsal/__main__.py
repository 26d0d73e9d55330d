"""`python -m liaison.rehearsal SEED DOCUMENTS DAY PORT`: serve a world as another process's child.

Prints the port once it listens, and ends when its standard input does, so that a parent that
was killed leaves no server behind. People use `liaison rehearse`.
"""

import os
import signal
import sys
import threading

from liaison.kernel.errors import LiaisonError
from liaison.rehearsal.server import serve
from liaison.rehearsal.world import World


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def _tell(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


def _main(seed: int, documents: int, day: int, port: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        serve(World(seed, documents, day), port=port, ready=_tell)
    except LiaisonError as error:
        sys.exit(str(error))


_main(*map(int, sys.argv[1:5]))
