"""Taking in what vaults publish, before everything else is processed.

A file that was dealt with is put away in the intake folder: `taken/`, or `refused/` with the reason
beside it. Killed in between, it is taken once more, which changes nothing.
"""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from liaison import vocabulary
from liaison.catalogue.intake import Deposit, Refused
from liaison.catalogue.publications import Found, publishers, read_intake
from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable
from liaison.pipeline.deposit import take


def take_in(clock: Clock, refuse: Callable[[Refused], None]) -> int:
    """Take in what lies in the intake folder; give back how much was new or changed.

    Raises HomeUnusable where the folder cannot be written to, MistakenInput for a list of
    publishers that cannot be read.
    """
    folder = settings.INTAKE
    if folder is None or not folder.is_dir():
        return 0
    found = list(read_intake(folder, publishers(settings.PUBLISHERS), vocabulary.load()))
    if not found:
        return 0
    kind = settings.HOME.kind() or "real"
    good = [one.holds for one in found if isinstance(one.holds, Deposit)]
    taken = take(good, kind, clock, refuse)
    for one in found:
        _put_away(folder, one)
        if isinstance(one.holds, Refused):
            refuse(one.holds)
    return taken


def _put_away(folder: Path, one: Found) -> None:
    refused = one.holds if isinstance(one.holds, Refused) else None
    place = folder / ("taken" if refused is None else "refused")
    try:
        place.mkdir(exist_ok=True)
        one.path.rename(place / one.path.name)
        if refused is not None:
            reason = place / f"{one.path.name}.why"
            reason.write_text(f"{refused.what}\n", encoding="utf-8")
    except OSError as error:
        raise HomeUnusable(
            f"{folder} cannot be written to ({error})",
            "let this user write there: what was dealt with is put away in it",
        ) from error
