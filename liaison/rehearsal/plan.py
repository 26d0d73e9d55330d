"""Which number is which document: forty documents make a block, and a block holds its matters.

The plan answers for any number alone, so that a world of a million documents needs no memory:
every slot of a block belongs to one website, and what stands in the slots of a block
(kind, language, which tell the same matter) follows one of the patterns below.
"""

from dataclasses import dataclass
from functools import cache

from liaison.rehearsal.sites import BY_KEY, WEBSITES

BLOCK = sum(site.share for site in WEBSITES)
_NO = -1

# site: kind language [translation/copy of slot N of its site or of site.N] group fraction-of-year
# Groups a to e are matters told in several places; every x is a matter of its own.
# The regions of the letters (by slot) must be the same in all patterns: see `symbols`.
_PATTERNS = (
    """
    envoy: press_release en a .55; press_release fr <0 a .56; press_release es <0 a .56;
        press_release ru <0 a .57; press_release ar <0 a .57; call_for_input en x .9
    vigil: urgent_appeal en a .10; urgent_appeal fr <0 a .11; urgent_appeal ru <0 a .11;
        urgent_appeal es c .2; urgent_appeal en <3 c .21
    lantern: urgent_appeal en =vigil.0 a .12; news en a .7
    wire: news en a .3
    letters: letter en a .2; reply en a .6; letter fr b .3; reply fr b .8; letter en x .5
    savanna: statement en b .4; statement fr <0 b .41; resolution en b .9; statement en x .6
    isthmus: protection_measure es c .5; protection_measure en <0 c .51; press_release es c .9;
        resolution es x .7
    harbour: statement en d .3; statement fr <0 d .3; statement ru <0 d .31; statement en x .8
    tribunal: judgment en a 1; judgment fr d 1
    visits: visit_report en x .5; visit_report fr x .7
    assembly: resolution en d .6; call_for_input fr x .4
    dunes: urgent_appeal ar e .4; urgent_appeal fr <0 e .41
    steppe: trial_observation ru d .7
    """,
    """
    envoy: statement fr b .5; statement en <0 b .5; press_release es x .3; press_release en <2 x .3;
        press_release ar e .8; press_release en <4 e .8
    vigil: urgent_appeal fr a .1; urgent_appeal es <0 a .1; urgent_appeal ar <0 a .11;
        urgent_appeal ru d .2; urgent_appeal en <3 d .22
    lantern: urgent_appeal en =vigil.4 d .25; news en x .6
    wire: news en x .9
    letters: letter fr a .3; letter en x .2; letter en b .2; reply en b .6; reply fr a .9
    savanna: resolution fr b .7; resolution en <0 b .71; press_release en b .3; statement fr x .9
    isthmus: press_release es c .2; protection_measure es c .4; protection_measure en <1 c .42;
        call_for_input es x .8
    harbour: statement fr d .4; statement en <0 d .4; press_release ru x .5; statement en x .7
    tribunal: judgment fr a 1; judgment en x .9
    visits: visit_report fr a .7; visit_report en x .3
    assembly: call_for_input en x .2; resolution fr a .8
    dunes: urgent_appeal ar e .3; news ar e .6
    steppe: trial_observation ru x .5
    """,
    """
    envoy: press_release en d .5; press_release ru <0 d .5; statement en x .2; statement ar <2 x .2;
        statement es <2 x .21; press_release fr x .8
    vigil: urgent_appeal ar e .2; urgent_appeal en <0 e .2; urgent_appeal en a .4;
        urgent_appeal es <2 a .41; news en x .7
    lantern: urgent_appeal en =vigil.2 a .45; urgent_appeal en =vigil.1 e .3
    wire: news en d .6
    letters: letter en a .45; letter en x .1; letter en b .4; letter fr b .7; reply en a .8
    savanna: press_release fr b .2; press_release en <0 b .2; statement en b .5; resolution en x .9
    isthmus: statement es c .6; statement en <0 c .6; press_release es x .4; resolution es c .8
    harbour: press_release en d .2; press_release fr <0 d .2; statement ru d .4; statement en x .9
    tribunal: judgment en d 1; judgment en x .5
    visits: visit_report en c .3; visit_report en x .8
    assembly: resolution en x .5; resolution fr <0 x .5
    dunes: news ar e .5; news fr <0 e .5
    steppe: trial_observation ru x .6
    """,
)
_REGIONS = {"a": "", "b": "africa", "c": "americas", "d": "europe", "e": "mena"}


@dataclass(frozen=True, slots=True)
class Role:
    """What stands in one slot. Slots are counted in the block; -1 is none."""

    slot: int
    site: str
    rank: int  # among the slots of its site
    kind: str
    language: str
    group: int  # the slot of the first document of the matter
    region: str
    fraction: float  # of the year until the block's last day
    translation_of: int = _NO
    copy_of: int = _NO


@cache
def first_slots() -> dict[str, int]:
    """The first slot of each website."""
    first, slots = 0, {}
    for site in WEBSITES:
        slots[site.key] = first
        first += site.share
    return slots


@cache
def slot_sites() -> tuple[tuple[str, int], ...]:
    """For each slot its website and its rank among that website's slots."""
    return tuple((site.key, rank) for site in WEBSITES for rank in range(site.share))


@cache
def patterns() -> tuple[tuple[Role, ...], ...]:
    """The patterns, slot by slot."""
    return tuple(_pattern(text) for text in _PATTERNS)


def _pattern(text: str) -> tuple[Role, ...]:
    words: list[tuple[str, int, list[str]]] = []
    for line in text.replace("\n        ", " ").strip().splitlines():
        site, _, roles = line.strip().partition(": ")
        words += [(site, rank, role.split()) for rank, role in enumerate(roles.split(";"))]
    if [(site, rank) for site, rank, _ in words] != list(slot_sites()):
        raise ValueError("a pattern must fill the slots of every website, in order")
    groups: dict[str, int] = {}
    roles_made: list[Role] = []
    for slot, (site, rank, role) in enumerate(words):
        kind, language, *link, group, fraction = role
        original = _linked(site, link)
        # A translation or copy of a matter of its own (x) tells that matter too.
        mine = slot if original == _NO else roles_made[original].group
        named = groups.setdefault(group, slot) if group != "x" else mine
        roles_made.append(
            Role(
                slot, site, rank, kind, language, named,
                _REGIONS.get(group, BY_KEY[site].region), float(fraction),
                original if link and link[0].startswith("<") else _NO,
                original if link and link[0].startswith("=") else _NO,
            )
        )  # fmt: skip
    return tuple(roles_made)


def _linked(site: str, link: list[str]) -> int:
    if not link:
        return _NO
    place = link[0][1:]
    other, _, rank = place.rpartition(".")
    return first_slots()[other or site] + int(rank)


@cache
def members(pattern: int, group: int) -> tuple[Role, ...]:
    """The documents of a matter, by slot."""
    return tuple(role for role in patterns()[pattern] if role.group == group)


@cache
def span(pattern: int, group: int) -> tuple[float, float]:
    """When the first and the last document of a matter come out, as fractions of the year."""
    fractions = [role.fraction for role in members(pattern, group)]
    return min(fractions), max(fractions)


@cache
def anchor(pattern: int, group: int) -> int:
    """The slot that decides on a matter's country: of its first letter, or of the matter.

    Letters turn through the countries, so that their numbers stay small: see `symbols`.
    """
    letters = (role.slot for role in members(pattern, group) if role.kind == "letter")
    return next(letters, group)
