"""The two websites that answer badly: all their addresses, and what is said at each."""

from liaison.rehearsal.abyss import ABYSS_TROUBLES, HUGE, MANY, long_feed
from liaison.rehearsal.answer import Answer, Request, page
from liaison.rehearsal.brittle import BRITTLE_TROUBLES, brittle_redirect
from liaison.rehearsal.sites import ABYSS, BRITTLE
from liaison.rehearsal.trouble import Trouble

__all__ = ["HUGE", "MANY", "TROUBLES", "Trouble", "trouble_answer"]

TROUBLES: tuple[Trouble, ...] = (*BRITTLE_TROUBLES, *ABYSS_TROUBLES)
_BY_PLACE = {(trouble.host, trouble.path): trouble for trouble in TROUBLES}
_PLAIN = "text/plain; charset=utf-8"


def trouble_answer(request: Request, host: str, times: int) -> Answer:
    """What the brittle website or the abyss answers; `times` it was asked the same before."""
    path = request.path
    if path == "/robots.txt":
        return Answer(200, b"User-agent: *\nDisallow: /private/\n", _PLAIN)
    if path == "/addresses.txt":
        lines = "".join(f"{trouble.address}\n" for trouble in TROUBLES if trouble.host == host)
        return Answer(200, lines.encode(), _PLAIN)
    if host == ABYSS and path == "/feed.xml":
        return long_feed()
    trouble = _BY_PLACE.get((host, path))
    if trouble is not None:
        return trouble.make(request, times)
    further = brittle_redirect(path) if host == BRITTLE else None
    return further or page(404, "404 Not Found", "There is nothing here.")
