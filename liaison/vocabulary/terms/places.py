"""States and territories, their names, the organisations they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.vocabulary.terms.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Country:
    """A State or territory of ISO 3166-1, or one with a code for its users (XKX).

    `names` by language; `independent` in the words of the source.
    """

    iso3: str
    iso2: str
    m49: str
    names: Mapping[str, str]
    region: str
    subregion: str
    independent: str


class Trap(StrEnum):
    """What else a country's name may mean, so that it needs more than being written."""

    NONE = ""
    PERSON = "person"  # also a name of people, or of a federal state
    WORD = "word"  # also a common word of its language
    FORMER = "former"  # a State that is no more; the code is that of the one which answers for it
    ANOTHER = "another"  # no country at all, but holds the name of one


@dataclass(frozen=True, slots=True)
class CountryName:
    """A further name of a country, or with Trap.ANOTHER (`iso3` is "") words that hold one."""

    iso3: str
    language: str
    name: str
    trap: Trap


@dataclass(frozen=True, slots=True)
class FormerCode:
    """A code that a list once had, or that others write: what it means now, which may be several.

    `listed` is the name of the list in `Vocabulary`.
    """

    listed: str
    code: str
    now: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Nationality:
    """A word for what or who is of a country, in its first form (masculine singular).

    `kind` is "adjective" (may speak of a language or a dish too) or "people".
    """

    iso3: str
    language: str
    word: str
    kind: str


class PlaceKind(StrEnum):
    """What a place or group is that lies in one country alone."""

    CAPITAL = "capital"
    SEAT = "seat"  # of courts and organisations: named in documents about any country
    CITY = "city"
    REGION = "region"
    PEOPLE = "people"
    BODY = "body"  # an authority, a party, an armed group


@dataclass(frozen=True, slots=True)
class Places:
    """Cities, regions, peoples or bodies that point to their country, as one language has them."""

    iso3: str
    language: str
    kind: PlaceKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """What a mechanism belongs to. `parent` is a code, or ""."""

    code: str
    parent: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Membership:
    """A State's standing in an organisation; `since` and `until` are ISO 8601 (partial), or ""."""

    organisation: str
    iso3: str
    status: str
    since: str
    until: str
    evidence: Evidence
    note: str
