"""The standards that a document cites, instrument by instrument, as pages show them."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison.publish import compendium, labels
from liaison.publish.found import Found
from liaison.publish.labels import Name
from liaison.vocabulary import Instrument, Provision


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
    known = _instruments()
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


def cited_name(value: str, language: str) -> Name | None:
    """What is cited, in short: "ICCPR, art. 22", or the name of a whole instrument.

    `value` is that of `FindingKind.PROVISION`; None where the compendium has it no longer.
    """
    code, _slash, place = value.partition("/")
    instrument = _instruments().get(code)
    if instrument is None:
        return None
    if not place:
        return labels.instrument(code, language)
    label = next((one.label for one in instrument.provisions if one.code == place), None)
    return Name(f"{instrument.symbol}, {label}", "en") if label is not None else None


def narrowest(values: Sequence[str]) -> str:
    """Of what the same words cite, where they lead: the part that is cited, not what holds it.

    "Article 9, paragraph 4" cites both; "article 9" all of its paragraphs, and leads to it.
    """
    first, *others = [value for value in values if "/" in value] or values
    inside = [value for value in others if value.startswith(f"{first}-")]
    return inside[0] if len(inside) == 1 else first


@functools.cache
def _instruments() -> Mapping[str, Instrument]:
    return {one.code: one for one in compendium.held().instruments}
