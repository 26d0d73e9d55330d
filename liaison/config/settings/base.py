"""What the record's processes share."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from liaison.kernel.home import Home

LIAISON_HOME = Path(os.environ.get("LIAISON_HOME", "var")).absolute()
HOME = Home(LIAISON_HOME)

INSTALLED_APPS = [
    "liaison.archive",
    "liaison.catalogue",
    "liaison.fetch",
]

_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(HOME.database),
    "OPTIONS": {
        # Readers never wait for the writer; a writer says so at once and waits its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "PRAGMA mmap_size=1073741824; PRAGMA journal_size_limit=67108864"
        ),
    },
}
_DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(_DATABASE_URL, conn_max_age=600, conn_health_checks=True)
    if _DATABASE_URL
    else _SQLITE
}

USE_TZ = True
TIME_ZONE = "UTC"
# Nothing is signed: no sessions, no forms, no accounts. Django wants a value all the same.
SECRET_KEY = "nothing is signed with this"  # noqa: S105 (said above)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
