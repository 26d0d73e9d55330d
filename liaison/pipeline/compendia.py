"""Keeping each compendium that the data files ever made: what was cited stays answerable."""

import os
from collections.abc import Iterator
from pathlib import Path

from liaison import vocabulary
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import Home
from liaison.standards import Snapshot, SnapshotUnreadable, compendium, read, snapshot


def keep(home: Home) -> Path:
    """Write the compendium of today's data files into the home, unless it is kept already.

    One file for each that differs, named by its identifier: that of another day follows from it
    (`Snapshot.on`). Raises HomeUnusable where it cannot be written.
    """
    now = snapshot(compendium(vocabulary.load()), utc_now().date())
    for path, known in kept(home):
        if known.on(now.made_on) == now:
            return path
    path = home.compendia / f"{now.identifier}.json"
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        home.compendia.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(now.content)
        beside.replace(path)
    except OSError as error:
        raise HomeUnusable(
            f"{path} cannot be written ({error.strerror or error})",
            "see that its owner runs this command and that there is room",
        ) from error
    return path


def kept(home: Home) -> Iterator[tuple[Path, Snapshot]]:
    """Every compendium that is kept, in the order of the days on which they came.

    A file that is none, or not the one it is called by, is passed over: nobody can cite it.
    """
    for path in sorted(home.compendia.glob("liaison-compendium-*.json")):
        try:
            yield path, read(path.read_bytes(), path.stem)
        except (OSError, SnapshotUnreadable):
            continue
