"""Which references are steps of one chain: updates of an appeal, parts of one UN document."""

import re
from collections.abc import Callable
from typing import NamedTuple


class Chain(NamedTuple):
    """A step of a chain: the key of what it began with, and its place after it.

    `number` is 0 for the beginning itself, and None for an update whose key does not say which.
    """

    root: str
    number: int | None


# The Observatory numbers updates after a point; the month in the number stays that of the first
# appeal. Amnesty's urgent actions keep their number; a later one is "further information" (FU).
_APPEAL = re.compile(r"(?P<root>[A-Z]{3} \d{3} / \d{4} / OBS \d{3})(?:\.(?P<number>\d+))?")
_URGENT_ACTION = re.compile(
    r"(?P<root>(?:UA|EXTRA|SURAN) \d+/\d\d)(?P<further> FU)?(?:\.(?P<number>\d+))?"
)
# A communication of special procedures has one number in a country and year, whatever its type.
_COMMUNICATION = re.compile(r"(?:J?(?:UA|AL|OL) )?(?P<root>[A-Z]{3} \d+/20\d\d)")
# In UN symbols Add. adds to a document, Corr. corrects it, Rev. replaces it.
# A case before a treaty body keeps its registration number; the symbol of the decision holds it.
_VIEWS = re.compile(
    r"(?P<committee>CCPR|CAT|CEDAW|CERD|CRPD|CRC|CED|E)/C(?:\.12)?/\d+/DR?/(?P<case>\d+)(?:-\d+)?"
    r"/(?P<year>\d{4})"
)
_REGISTERED = re.compile(r"(?:CCPR|CAT|CEDAW|CERD|CRPD|CRC|CED|E/C\.12) \d+/\d{4}")
_UN_PART = re.compile(r"(?P<root>.+)/(?:Add|Corr|Rev)\.(?P<number>\d+)")
_UN = re.compile(r"(?:A|E|S|CCPR|CAT|CEDAW|CERD|CRPD|CRC|CED|CMW|HRI)/[A-Z\d].*")
_COUNCIL_OF_EUROPE = re.compile(
    r"(?P<root>(?:CommDH|CM|DD|SG/Inf|GR-H)\(\d{4}\)\d+)(?: (?:add|rev)(?P<number>\d*))?"
)
_EU_COUNCIL = re.compile(r"ST (?P<serial>\d{4,5})(?:/(?P<number>\d))?/(?P<year>\d\d)")


def chain(key: str) -> Chain | None:
    """The chain that a canonical key belongs to; None where such numbers form no chains.

    One step back at a time: the root of A/HRC/28/63/Add.1/Rev.2 is A/HRC/28/63/Add.1. A root's own
    chain is itself with the number 0, so that all steps of an appeal share one root.
    """
    for step in _STEPS:
        found = step(key)
        if found is not None:
            return found
    return None


def _appeal(key: str) -> Chain | None:
    match = _APPEAL.fullmatch(key)
    return None if match is None else Chain(match["root"], int(match["number"] or 0))


def _urgent_action(key: str) -> Chain | None:
    match = _URGENT_ACTION.fullmatch(key)
    if match is None:
        return None
    if match["number"]:
        return Chain(match["root"], int(match["number"]))
    return Chain(match["root"], None if match["further"] else 0)


def _communication(key: str) -> Chain | None:
    match = _COMMUNICATION.fullmatch(key)
    return None if match is None else Chain(match["root"], 0)


def _united_nations(key: str) -> Chain | None:
    if not _UN.fullmatch(key):
        return None
    match = _UN_PART.fullmatch(key)
    return Chain(key, 0) if match is None else Chain(match["root"], int(match["number"]))


def _registered(key: str) -> Chain | None:
    return Chain(key, 0) if _REGISTERED.fullmatch(key) else None


def _views(key: str) -> Chain | None:
    match = _VIEWS.fullmatch(key)
    if match is None:
        return None
    committee = "E/C.12" if match["committee"] == "E" else match["committee"]
    return Chain(f"{committee} {int(match['case'])}/{match['year']}", None)


def _council_of_europe(key: str) -> Chain | None:
    match = _COUNCIL_OF_EUROPE.fullmatch(key)
    if match is None:
        return None
    if key == match["root"]:
        return Chain(key, 0)
    return Chain(match["root"], int(match["number"] or 1))


def _eu_council(key: str) -> Chain | None:
    match = _EU_COUNCIL.fullmatch(key)
    if match is None:
        return None
    return Chain(f"ST {match['serial']}/{match['year']}", int(match["number"] or 0))


_STEPS: tuple[Callable[[str], Chain | None], ...] = (
    _appeal,
    _urgent_action,
    _communication,
    _views,
    _registered,
    _united_nations,
    _council_of_europe,
    _eu_council,
)
