"""Codes in an address that no list has: where they lead on, or what is near.

An address may hold a code in other letters, one that a list once had, another code of the same
country (ISO 3166-1 alpha-2, M49), or a name in any language. What means one thing leads to it; what
may mean several, or is only near, is offered.
"""

import difflib
import functools
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.kernel.errors import LiaisonError
from liaison.publish import declared, labels

_LONGEST = 60  # characters of what is looked at
_OFFERED = 3
_NEAR = 0.6  # as difflib measures it

Table = Mapping[str, Sequence[str]]  # codes by what they may be called, letters and digits alone


class NotListed(LiaisonError):
    """An address names a code that its list does not have. Answered with 301 where it leads on.

    `place` is the part of the address; with 404 and what is near where it leads nowhere.
    """

    def __init__(self, listed: "Listed", asked: str, place: str) -> None:
        self.listed = listed
        self.asked = asked[:_LONGEST]
        self.place = place
        super().__init__(f"{self.asked} is none of the {listed.value}")


class Listed(StrEnum):
    """What an address may name by a code."""

    COUNTRY = "countries"
    MECHANISM = "mechanisms"
    INSTRUMENT = "instruments"
    RIGHT = "rights"
    GROUP = "working_groups"
    SOURCE = "sources"


def require(listed: Listed, code: str, codes: Collection[str], place: str = "code") -> None:
    """Raise NotListed where a code of an address is none of `codes`."""
    if code not in codes:
        raise NotListed(listed, code, place)


def meant(listed: Listed, asked: str) -> str:
    """The code that something else stands for; "" where nothing or several things are meant."""
    found = _table(listed).get(_key(asked), ())
    return found[0] if len(found) == 1 else ""


def near(listed: Listed, asked: str) -> list[str]:
    """The codes that may have been meant, the likeliest first."""
    table, key = _table(listed), _key(asked)
    if key in table:
        return list(table[key])
    spelt = difflib.get_close_matches(key, table, n=_OFFERED, cutoff=_NEAR)
    return list(dict.fromkeys(code for one in spelt for code in table[one]))[:_OFFERED]


def name(listed: Listed, code: str, language: str) -> str:
    """What readers call what has that code."""
    match listed:
        case Listed.COUNTRY:
            return labels.country(code, language).text
        case Listed.MECHANISM:
            return labels.mechanism(code, language).text
        case Listed.INSTRUMENT:
            return labels.instrument(code, language).text
        case Listed.RIGHT:
            return labels.of(Facet.RIGHT, code, language).text
        case Listed.GROUP:
            return labels.working_group(code, language).text
        case Listed.SOURCE:
            return declared.source_name(code)


def _table(listed: Listed) -> Table:
    if listed is Listed.SOURCE:
        codes = declared.source_ids()
        named = [(declared.source_name(code), code) for code in codes]
        return _gathered([*((code, code) for code in codes), *named])
    if listed is Listed.MECHANISM:
        invented = [code for code in declared.mechanism_codes() if code not in _of(listed)]
        called = [(labels.mechanism(code, "en").text, code) for code in invented]
        own = _gathered([*((code, code) for code in invented), *called])
        return {**own, **_known(listed)}
    return _known(listed)


@functools.cache
def _known(listed: Listed) -> Table:
    """Of a list of the vocabulary. A code goes before a name that is spelt like it."""
    words = vocabulary.load()
    former = [
        (one.code, code) for one in words.former_codes if one.listed == listed for code in one.now
    ]
    codes = _gathered([*((code, code) for code in _of(listed)), *_codes_of(listed), *former])
    names = [(text, code) for code, term in _of(listed).items() for text in term.names.values()]
    if listed is Listed.COUNTRY:
        names += [(one.name, one.iso3) for one in words.country_names if one.iso3]
    return {**_gathered(names), **codes}


def _of(listed: Listed) -> Mapping[str, Any]:
    """The terms of a list by their codes; of each kind of term at least `names` are known."""
    found: Mapping[str, Any] = getattr(vocabulary.load(), listed.value)
    return found


def _codes_of(listed: Listed) -> Iterator[tuple[str, str]]:
    if listed is Listed.COUNTRY:
        for code, country in _of(listed).items():
            yield country.iso2, code
            yield country.m49, code


def _gathered(said: Iterable[tuple[str, str]]) -> Table:
    found: dict[str, list[str]] = {}
    for text, code in said:
        key = _key(text)
        if key and code not in found.setdefault(key, []):
            found[key].append(code)
    return found


def _key(text: str) -> str:
    """Letters and digits alone, small and without accents."""
    parted = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return "".join(one for one in parted if one.isalnum())
