"""What the record's processes share."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from liaison.kernel.errors import MistakenInput
from liaison.kernel.home import Home

LIAISON_HOME = Path(os.environ.get("LIAISON_HOME", "var")).absolute()
HOME = Home(LIAISON_HOME)
# Where vaults put what they publish, and whose signatures are taken.
INTAKE = Path(os.environ["LIAISON_INTAKE"]) if os.environ.get("LIAISON_INTAKE") else None
PUBLISHERS = Path(os.environ.get("LIAISON_PUBLISHERS") or LIAISON_HOME / "publishers.txt")

INSTALLED_APPS = [
    "liaison.archive",
    "liaison.catalogue",
    "liaison.link",
    "liaison.fetch",
    "liaison.alerts",
]

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(HOME.database),
    "OPTIONS": {
        # Readers never wait for the writer; a writer says so at once and waits its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        # The cache is each connection's own, and a site has many: 16 MB. The system's serves all.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384;"
            "PRAGMA mmap_size=1073741824; PRAGMA journal_size_limit=67108864"
        ),
    },
}


def _postgresql(url: str) -> Any:  # noqa: ANN401 - a dictionary as Django wants it
    scheme = url.partition(":")[0]
    try:
        if scheme in ("postgres", "postgresql"):
            return dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    except ValueError:
        scheme = "an address that cannot be read"
    # Not the address itself: it holds a password.
    raise MistakenInput(
        f"DATABASE_URL is {scheme!r} and should name a PostgreSQL database",
        "write postgres://USER:PASSWORD@HOST:PORT/NAME, or leave it out for SQLite",
    )


_DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": _postgresql(_DATABASE_URL) if _DATABASE_URL else _SQLITE}

USE_TZ = True
TIME_ZONE = "UTC"
# Nothing is signed: no sessions, no forms, no accounts. Django wants a value all the same.
SECRET_KEY = "nothing is signed with this"  # noqa: S105 (said above)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
