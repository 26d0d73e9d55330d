"""How an activity stands by the words around it, and which of its days hold."""

import datetime as dt
import re
from collections.abc import Sequence

from liaison.understand.negation import Use
from liaison.understand.scene import Scene
from liaison.understand.stretches import Stretch, nearest_year
from liaison.understand.terms import Hit

OFF = ("cancelled", "postponed")
_OVER = ("done",)
_STRONGER = ("planned", "under_way", "done", "confirmed", "tentative")
_GRACE = dt.timedelta(days=2)
_TO = re.compile(
    r"\b(?:to|until|till|for|au|à|a|al|para|hasta|até|на|до|الي|حتي)"  # as folded
    r"(?: (?:the|le|el|los|dias|días|o|mois de|mois d|mes de))?\W*$"
)


def status_of(scene: Scene, cue: Use, stretch: Stretch | None, told_on: dt.date | None) -> str:
    """The status of an activity on certain days, a code of activity_statuses.csv; "" for none told.

    What is put off or called off is so wherever the sentence says it; of the rest the nearest
    word counts, unless the days speak against it: nothing that is still to come is done, and
    nothing that was over when it was told is planned.
    """
    first, last = scene.sentence(cue)
    said = [one for one in scene.statuses if first <= one.start < last]
    off = [one for one in said if one.code in OFF]
    if off:
        if stretch is not None and off[0].code == "postponed" and _is_new(scene, stretch, off[0]):
            return "planned"
        return min((one.code for one in off), key=OFF.index)
    code = _nearest(said, cue)
    if stretch is None or told_on is None:
        return code
    if code in (*_OVER, "under_way") and stretch.first.first_day() > told_on + _GRACE:
        return "planned"
    if code in ("", "planned", "tentative", "confirmed"):
        over = stretch.last.last_day() + _GRACE < told_on
        return "done" if over else code or "planned"
    return code


def _nearest(said: Sequence[Hit], cue: Use) -> str:
    def distance(one: Hit) -> tuple[int, int]:
        apart = max(one.start - cue.end, cue.start - one.end, 0)
        return apart, _STRONGER.index(one.code)

    return min(said, key=distance).code if said else ""


def _is_new(scene: Scene, stretch: Stretch, off: Hit) -> bool:
    """Whether the days are those that something is put off to."""
    return stretch.start >= off.end and bool(_TO.search(scene.lower[: stretch.start][-20:]))


def settled(
    scene: Scene, cue: Use, found: Sequence[Stretch], told_on: dt.date | None
) -> list[Stretch]:
    """Stretches with their years: written, of another date in the sentence, or by when it was told.

    Those whose year cannot be known are left out.
    """
    years = [one.last.year for one in found if one.year_written]
    dated = []
    for one in found:
        if one.year_written:
            dated.append(one)
            continue
        whole: Stretch | None = None
        if years:
            whole = one.in_year(years[-1])
        elif told_on is not None:
            status = status_of(scene, cue, None, None)
            whole = nearest_year(one, told_on, ahead=status != "done")
        if whole is not None:
            dated.append(whole)
    return dated
