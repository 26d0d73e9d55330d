"""Creating a home, or bringing one up to date."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.db.utils import DatabaseError

from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import Home
from liaison.pipeline.compendia import keep
from liaison.pipeline.indexing import open_index


def set_up(home: Home) -> Iterator[str]:
    """Make folders, tables and an empty index, whichever are missing; say each in a line.

    The compendium of standards that the data files make is kept beside those of earlier versions.
    """
    try:
        for folder in (home.root, home.archive, home.samples):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeUnusable(
            f"{home.root} cannot be written ({error.strerror})",
            "set LIAISON_HOME to a folder of your own",
        ) from error
    home.secret()
    yield f"home      {home.root}"
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise HomeUnusable(
            f"the database cannot be used ({str(error).strip().splitlines()[0]})",
            "see that DATABASE_URL is right and that the server runs",
        ) from error
    yield f"database  {connection.vendor}, up to date"
    open_index(home.index).close()
    yield f"index     {home.index}"
    keep(home)
