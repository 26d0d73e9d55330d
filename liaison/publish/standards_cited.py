"""The standards that a document cites, instrument by instrument, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.publish import compendium
from liaison.publish.found import Found
from liaison.vocabulary import Provision


@dataclass(frozen=True, slots=True)
class CitedStandard:
    """An instrument with those of its provisions that are cited; `found` has the words."""

    instrument: str
    provisions: Sequence[Provision]
    found: Found


def standards_cited(found: Sequence[Found]) -> list[CitedStandard]:
    """Those that the compendium has, in the order of what is found; provisions in that of theirs.

    The values are those of `FindingKind.PROVISION`.
    """
    known = {one.code: one for one in compendium.held().instruments}
    by_instrument: dict[str, dict[str, Found]] = {}
    for one in found:
        code, _slash, provision = one.value.partition("/")
        if code in known:
            by_instrument.setdefault(code, {})[provision] = one
    return [
        CitedStandard(
            code,
            [each for each in known[code].provisions if each.code in cited],
            cited.get("") or next(iter(cited.values())),
        )
        for code, cited in by_instrument.items()
    ]
