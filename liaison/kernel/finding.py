"""What was found in a document, and the words that gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The piece of a reading that a span points into."""

    TITLE = "title"
    TEXT = "text"
    DATE = "date"  # the date as the page or feed stated it, in its own words
    ADDRESS = "address"  # the address it was published at
    SOURCE = "source"  # what the source's declaration says of all it publishes


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive, counted in Unicode code points) of one part."""

    part: Part
    start: int
    end: int

    def words(self, parts: Mapping[Part, str]) -> str:
        """The words that this span points at."""
        return parts[self.part][self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: what kind, which value, the words it stands on, and how it was reached.

    `kind` is one of the names in `FindingKind`; `value` its canonical form (a code of the
    vocabulary, an ISO 8601 date of the precision known, a canonical reference);
    `confidence` is between 0 and 1; `version` is that of the method.
    """

    kind: str
    value: str
    span: Span
    method: str
    version: int
    confidence: float


class FindingKind(StrEnum):
    """The kinds of finding, and what the value of each is."""

    LANGUAGE = "language"  # ISO 639-1 where there is one, else 639-3
    PUBLISHED = "published"  # YYYY, YYYY-MM or YYYY-MM-DD
    REFERENCE = "reference"  # canonical key, e.g. A/HRC/25/55
    SYMBOL = "symbol"  # the reference that the document itself bears
    COUNTRY = "country"  # ISO 3166-1 alpha-3
    ABOUT = "about"  # the country that the document is about, alpha-3
    DOCUMENT_KIND = "document_kind"  # code of vocabulary/document_kinds.yaml
    MECHANISM = "mechanism"  # code of vocabulary/mechanisms.yaml
    EVENT_DATE = "event_date"  # a day, month or year on which something told took place
    HEARING_DATE = "hearing_date"  # of a hearing, trial or session, past or announced
    DEADLINE = "deadline"  # by which something is asked for
    VIOLATION = "violation"  # code of vocabulary/violation_types.csv
    DEFENDER = "defender"  # code of vocabulary/defender_types.csv: on whose behalf
    PERPETRATOR = "perpetrator"  # code of vocabulary/perpetrator_types.csv
    # An instrument that is cited, "udhrd", or a provision of it, "udhrd/art-9-4": codes of
    # vocabulary/instruments.yaml and provisions.csv.
    PROVISION = "provision"
    RIGHT = "right"  # code of vocabulary/rights.csv
    THEME = "theme"  # code of vocabulary/themes.csv
    ACCOUNTABILITY = "accountability"  # code of vocabulary/outcomes.csv: what followed
    STRUCTURAL = "structural"  # code of structural_matters.csv, ":", one of its stages
    ACTIVITY = "activity"  # "kind;alpha-3 or empty;from/until;status"
    RECOMMENDATION = "recommendation"  # its paragraph, e.g. 128.14; the span is its text
    RECOMMENDATION_THEME = (
        "recommendation_theme"  # code of vocabulary/upr_issues.csv; the span is the recommendation
    )
    ADDRESSEE = "addressee"  # alpha-3 or organisation; the span is the recommendation
    # A name is nowhere but in the text: the value is the role (victim, defender, relative, group,
    # official, mandate_holder, other), the span is the name.
    PERSON = "person"


# What no page, answer, export or report shows the words of: gathered in one place, names of
# defenders would be a list of targets. Linking alone reads them.
UNSHOWN = frozenset((FindingKind.PERSON,))
SHOWN = frozenset(FindingKind) - UNSHOWN
DATES = (
    FindingKind.PUBLISHED,
    FindingKind.EVENT_DATE,
    FindingKind.HEARING_DATE,
    FindingKind.DEADLINE,
)
