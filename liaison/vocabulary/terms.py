"""The terms of the vocabulary, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Certainty(StrEnum):
    """How a fact is known. What is not SEEN is shown as to be checked."""

    SEEN = "seen"  # read in the source named
    TO_BE_CHECKED = "to be checked"  # general knowledge, not yet compared with a source


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from. `checked` is an ISO 8601 day, or "never"."""

    source: str
    certainty: Certainty
    checked: str = "never"


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it may be shown.

    `language` is that of the text: English, with `fallback` set, where there is no label in
    the language asked for. `reviewed` says that a reader of that language has read it; a
    label that is not must stand with its English beside it.
    """

    text: str
    language: str
    reviewed: bool
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A State or territory of ISO 3166-1.

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
    ADJECTIVE = "adjective"  # names people, languages and dishes too
    ANOTHER = "another"  # no country at all, but holds the name of one


@dataclass(frozen=True, slots=True)
class CountryName:
    """A further name of a country, or with Trap.ANOTHER (`iso3` is "") words that hold one."""

    iso3: str
    language: str
    name: str
    trap: Trap


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


@dataclass(frozen=True, slots=True)
class MandateText:
    """One link in the chain of texts that a mandate stands on."""

    text: str
    year: int | None
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a mandate, from and until when (ISO 8601 partial dates, or "")."""

    name: str
    since: str
    until: str
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism or programme that protects human rights defenders."""

    code: str
    names: Mapping[str, str]
    kind: str
    parent: str  # code of an organisation
    membership: str  # code of the organisation whose members it covers; "" for all the world
    membership_note: str
    month_first: bool  # whether it writes numeric dates in English as 3/15/2012
    mandate: tuple[MandateText, ...]
    holders: tuple[Holder, ...]
    outputs: tuple[str, ...]
    references: tuple[str, ...]  # ids of reference patterns
    notes: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. `begins` and `holds`: cue words for titles, by language."""

    code: str
    parent: str
    names: Mapping[str, str]
    begins: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Language:
    """A language that documents are written in. `code`: ISO 639-1."""

    code: str
    endonym: str
    names: Mapping[str, str]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month as one language writes it, case forms and abbreviations included."""

    month: int
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class PatternExample:
    """A reference as it was seen, and the key it must come to."""

    text: str
    key: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What must be near before a pattern's matches are believed: any one of these."""

    mechanisms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferencePattern:
    """A form of reference, as data/reference_patterns.yaml explains it field by field."""

    id: str
    issuer: str
    anchors: tuple[str, ...]
    regex: str
    reach: int = 0
    case: bool = False
    key: str = ""
    spelling: Mapping[str, str] = field(default_factory=dict)
    symbol: bool = False
    kind: str = ""
    about: str = ""
    iso3: str = ""
    scope: Scope | None = None
    scope_without: str = ""
    examples: tuple[PatternExample, ...] = ()


Term = Country | Organisation | Mechanism | DocumentKind | Language


@dataclass(frozen=True, slots=True)
class About:
    """What is said of one file of the vocabulary as a whole."""

    evidence: Evidence
    reviewed: tuple[str, ...]  # languages, in alphabetical order


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms, by code, in the order of their files. Compared by identity; see `changes`."""

    about: Mapping[str, About]
    countries: Mapping[str, Country]
    country_names: tuple[CountryName, ...]
    organisations: Mapping[str, Organisation]
    memberships: tuple[Membership, ...]
    mechanisms: Mapping[str, Mechanism]
    reference_patterns: Mapping[str, ReferencePattern]
    document_kinds: Mapping[str, DocumentKind]
    languages: Mapping[str, Language]
    months: tuple[MonthName, ...]

    def label(self, code: str, language: str) -> Label:
        """The name of a country, organisation, mechanism, kind or language, by its code.

        Codes of different lists never meet (alpha-3 codes are upper case, languages have two
        letters). Raises KeyError for a code that no list has.
        """
        for file, terms in self._lists():
            term = terms.get(code)
            if term is not None:
                reviewed = self.about[file].reviewed
                text = term.names.get(language, "")
                if text:
                    return Label(text, language, language in reviewed)
                return Label(term.names["en"], "en", "en" in reviewed, fallback=True)
        raise KeyError(code)

    def _lists(self) -> tuple[tuple[str, Mapping[str, Term]], ...]:
        return (
            ("countries.csv", self.countries),
            ("document_kinds.yaml", self.document_kinds),
            ("mechanisms.yaml", self.mechanisms),
            ("languages.csv", self.languages),
            ("organisations.csv", self.organisations),
        )
