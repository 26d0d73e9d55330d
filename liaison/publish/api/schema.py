"""What the API answers, field by field: types for whoever builds it, schemas for whoever reads it.

`liaison.publish.api.openapi` makes JSON Schema of these, mypy compares them with what is built.
Dates are as precise as they are known, moments in UTC, lists of codes in the vocabularies' codes.
"""

import datetime as dt
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

Moment = dt.datetime
PartialDay = Annotated[str, Field(description="YYYY, YYYY-MM or YYYY-MM-DD; empty: not known")]
Address = Annotated[str | None, Field(description="where it is published; null: nowhere public")]
Codes = list[str]
Names = Annotated[dict[str, str], Field(description="by language code; what is missing is English")]
Certainty = Annotated[str, Field(description="“seen” in the source named, or “to be checked”")]


class Document(TypedDict):
    """One act of publishing, without its texts."""

    identifier: Annotated[str, Field(description="never changes")]
    page: Annotated[str, Field(description="its page for people")]
    data: Annotated[str, Field(description="the same with its editions, in this API")]
    original: Address
    title: str
    title_language: str
    mechanism: Annotated[str, Field(description="code of the mechanism that published it")]
    kind: Annotated[str, Field(description="code of the vocabulary document_kinds")]
    symbol: Annotated[str, Field(description="the reference that it bears; empty: none known")]
    published: PartialDay
    about: Annotated[Codes, Field(description="countries that it is about, ISO 3166-1 alpha-3")]
    countries: Annotated[Codes, Field(description="countries that it mentions, alpha-3")]
    languages: Annotated[Codes, Field(description="of its editions")]
    violations: Annotated[Codes, Field(description="codes of the vocabulary violation_types")]
    defenders: Annotated[Codes, Field(description="codes of the vocabulary defender_types")]
    perpetrators: Annotated[Codes, Field(description="codes of the vocabulary perpetrator_types")]
    rights: Annotated[Codes, Field(description="codes of the vocabulary rights")]
    themes: Annotated[Codes, Field(description="codes of the vocabulary themes")]
    accountability: Annotated[Codes, Field(description="what followed: codes of outcomes")]
    structural: Annotated[Codes, Field(description="codes of structural_matters, ':', a stage")]
    matter: Annotated[str | None, Field(description="identifier of the matter it belongs to")]
    source: Annotated[str, Field(description="identifier of the source that gave it first")]
    first_captured: Moment
    changed_at: Annotated[Moment, Field(description="when what is said here last changed")]
    gone_since: Annotated[Moment | None, Field(description="since when its address fails")]


class FoundDocument(Document, total=False):
    """A document of a selection; `others` are its copies and translations, found with it."""

    others: Codes


class Edition(TypedDict):
    """A document in one language and format, as last read."""

    document: Annotated[str, Field(description="identifier of the document")]
    key: Annotated[str, Field(description="names the edition within its document")]
    data: Annotated[str, Field(description="the same with its text, in this API")]
    address: Address
    role: Annotated[str, Field(description="document, translation or attachment")]
    format: Annotated[str, Field(description="html, pdf, docx, …")]
    language: Annotated[str, Field(description="ISO 639; empty: not known")]
    title: str
    pages: Annotated[int, Field(description="0 where the format has none")]
    pages_without_text: int
    pages_recognised: Annotated[int, Field(description="read from a scan by a machine")]
    captured: Annotated[Moment, Field(description="when the bytes it was read from were fetched")]
    sha256: Annotated[str, Field(description="of these bytes, in hex")]
    show: Annotated[str, Field(description="how much its terms let us show: full, excerpt, link")]


class EditionText(Edition):
    """The same with as much of its text as its terms let us show."""

    first_captured: Moment
    changed: Annotated[list[Moment], Field(description="when its bytes were seen to have changed")]
    text: str


class Found(TypedDict):
    """A finding, and the words that gave it."""

    value: str
    editions: Annotated[int, Field(description="in how many editions it was found")]
    words: Annotated[list[str], Field(description="some of the words that gave it")]
    corrected: Annotated[bool, Field(description="a person says it, and no words do")]


class Linked(TypedDict):
    """How a document stands to another, and why."""

    relation: str
    turned: Annotated[bool, Field(description="read the relation from the other document's side")]
    score: float
    decided: Annotated[bool, Field(description="a person said so")]
    reasons: Annotated[list[dict[str, Any]], Field(description="codes with weights, parameters")]
    document: Document


class WholeDocument(Document):
    """A document with its editions, what was found in them, and what belongs with it."""

    editions: list[EditionText]
    references: list[Found]
    provisions: list[Found]
    countries_found: list[Found]
    linked: list[Linked]
    cites: list[Document]
    cited_by: list[Document]


class Capture(TypedDict):
    """What one address gave at one moment: never the bytes."""

    number: Annotated[int, Field(description="in the order of their arrival")]
    data: Annotated[str, Field(description="the same, in this API")]
    document: Annotated[str, Field(description="identifier of the document it belongs to")]
    edition: Annotated[str, Field(description="key of the edition it belongs to")]
    source: str
    address: Address
    role: str
    captured: Moment
    status: Annotated[int, Field(description="of HTTP; 0 for what came from no server")]
    media_type: str
    sha256: Annotated[str, Field(description="of the bytes, in hex")]
    size: Annotated[int, Field(description="of the bytes")]
    same_as: Annotated[int | None, Field(description="the earlier capture whose bytes these are")]
    current: Annotated[bool, Field(description="no later capture of the address differs")]
    failure: Annotated[str, Field(description="why no text could be read; empty: it was read")]


class Matter(TypedDict):
    """A case or structural matter that several documents tell of."""

    identifier: Annotated[str, Field(description="never changes; a merged one leads on")]
    page: str
    data: str
    count: Annotated[int, Field(description="of its documents")]
    mechanisms: Annotated[Codes, Field(description="of its documents")]
    first_published: PartialDay
    last_published: PartialDay


class WholeMatter(TypedDict):
    """A matter and its documents, the oldest first."""

    identifier: str
    documents: list[Document]


class Activity(TypedDict):
    """A visit, session, hearing, event or call, as all documents that tell of it say together."""

    identifier: Annotated[str, Field(description="a joined one leads on")]
    data: str
    kind: Annotated[str, Field(description="code of the vocabulary activity_types")]
    status: Annotated[str, Field(description="code of the vocabulary activity_statuses")]
    mechanism: Annotated[str, Field(description="of whoever told of it first")]
    mechanisms: Annotated[Codes, Field(description="of all documents that tell of it")]
    countries: Annotated[Codes, Field(description="ISO 3166-1 alpha-3")]
    place: str
    starts: PartialDay
    ends: PartialDay
    title: Annotated[str, Field(description="of the document that told of it first")]
    title_language: str


class Telling(TypedDict):
    """What one document says of an activity."""

    document: str
    starts: PartialDay
    ends: PartialDay
    status: str
    told_on: dt.date


class WholeActivity(Activity):
    """An activity with what each document says of it, the last told first."""

    tellings: list[Telling]


class MandateText(TypedDict):
    """One of the texts that a mandate stands on."""

    text: str
    year: int | None
    certainty: Certainty
    note: str


class Holder(TypedDict):
    """Who held a mandate, where that was seen in a source."""

    name: str
    since: PartialDay
    until: PartialDay
    certainty: Certainty


class Evidence(TypedDict):
    """How what is said here is known."""

    source: str
    certainty: Certainty
    checked: Annotated[str, Field(description="the day somebody compared it, or “never”")]


class WorkingMethod(TypedDict):
    """How a mechanism works, or how cases come to it."""

    text: str
    evidence: Evidence


class Mechanism(TypedDict):
    """A mechanism that protects human rights defenders."""

    code: str
    page: Annotated[str | None, Field(description="for people; null where nothing came of it yet")]
    data: str
    names: Names
    reviewed: Annotated[Codes, Field(description="languages whose names a reader has read")]
    kind: str
    parent: Annotated[str, Field(description="code of an organisation")]
    membership: Annotated[str, Field(description="whose members it covers; empty: all States")]
    membership_note: str
    mandate: list[MandateText]
    holders: list[Holder]
    outputs: Annotated[Codes, Field(description="kinds of documents and activities")]
    geographic: Annotated[str, Field(description="where it acts; empty: not entered yet")]
    thematic: Annotated[str, Field(description="what it is for; empty: not entered yet")]
    limits: Annotated[list[str], Field(description="what it does not do")]
    sessions: Annotated[str, Field(description="when it meets; empty: not entered yet")]
    methods: list[WorkingMethod]
    submission: Annotated[
        list[WorkingMethod],
        Field(description="how cases come to it, beside the vocabulary admissibility_rules"),
    ]
    notes: list[str]
    evidence: Annotated[Evidence | None, Field(description="null where a source's file names it")]
    sources: Annotated[Codes, Field(description="identifiers of the sources it is gathered from")]
    documents: Annotated[int, Field(description="how many are in the record")]


class Licence(TypedDict):
    """On what terms a source publishes."""

    text: str
    url: str | None


class Limits(TypedDict):
    """How far the checks of a source look; null or false where they are not limited so."""

    depth: Annotated[int | None, Field(description="pages of a list that are ever read")]
    pages: Annotated[int | None, Field(description="read in one check; the next goes on")]
    sitemaps: Annotated[int | None, Field(description="read in one check")]
    addresses: Annotated[int | None, Field(description="taken of one sitemap, last changed first")]
    feeds: Annotated[int | None, Field(description="so many are read as they stand, nothing else")]
    fixed: Annotated[int | None, Field(description="addresses that its file names, nothing else")]
    narrowed: Annotated[bool, Field(description="only addresses of a certain form are taken")]
    largest: Annotated[int, Field(description="bytes of an answer that are taken")]


class Silence(TypedDict):
    """A time in which surely nothing was published that is in the record."""

    since: Annotated[str, Field(description="date of the publication before it")]
    until: Annotated[str | None, Field(description="of the one after it; null: nothing newer")]
    days: Annotated[int, Field(description="at least so many; exactly where both days are known")]


class Rhythm(TypedDict):
    """When a source published what the record has of it, by the dates of its documents."""

    by_year: Annotated[
        dict[str, int], Field(description="documents by year; a year without any is left out")
    ]
    undated: Annotated[int, Field(description="documents whose date is not known")]
    newest: PartialDay
    silent_after_days: Annotated[
        float | None, Field(description="a silence is longer; null: too few dates to say")
    ]
    usual_days: Annotated[
        int | None,
        Field(description="nine in ten intervals are no longer; null: a limit is declared, or few"),
    ]
    silences: Annotated[list[Silence], Field(description="the longest, and the one going on")]
    silences_in_all: Annotated[int, Field(description="between two publications")]


class Source(TypedDict):
    """Where documents are gathered, and how that fares."""

    identifier: str
    page: str
    data: str
    name: str
    mechanism: str
    home: Address
    declared: Annotated[bool, Field(description="its file is there: it is looked at")]
    languages: Codes
    rhythm_seconds: Annotated[int | None, Field(description="how often a round is due")]
    quiet_after_seconds: Annotated[
        int | None, Field(description="within that time something new is expected")
    ]
    licence: Licence | None
    show: Annotated[str, Field(description="how much of its texts may be shown")]
    checked: Annotated[dt.date | None, Field(description="when a person last saw it work")]
    checked_note: Annotated[str, Field(description="what was seen, or on what evidence it stands")]
    obstacles: str
    limits: Annotated[Limits | None, Field(description="null: no program looks at it")]
    trouble: Annotated[str, Field(description="never, late, silent, failing; empty: none")]
    last_checked: Moment | None
    last_new: Moment | None
    documents: Annotated[int, Field(description="how many are in the record")]


class WholeSource(Source):
    """A source with when it published, and its silences."""

    published: Rhythm


class Vocabulary(TypedDict):
    """A list of terms: what it stands on, and which of its languages a reader has read."""

    name: str
    data: str
    count: Annotated[int, Field(description="of its terms")]
    reviewed: Codes
    evidence: Evidence


class Term(TypedDict):
    """A term of a vocabulary."""

    code: str
    names: Names
    more: Annotated[
        dict[str, Any],
        Field(description="what else its list says of it; null or empty: not entered yet"),
    ]


class WholeVocabulary(Vocabulary):
    """A vocabulary with its terms, in the order of its file."""

    terms: list[Term]


class Recommendation(TypedDict):
    """A recommendation, cut out of a document."""

    document: Annotated[str, Field(description="identifier of the document")]
    data: Annotated[str, Field(description="the document in this API")]
    edition: Annotated[str, Field(description="key of the edition that says it")]
    language: str
    mechanism: str
    published: PartialDay
    paragraph: Annotated[str, Field(description="its number, such as 128.14; empty: none")]
    addressees: Annotated[Codes, Field(description="to whom: alpha-3, or an organisation")]
    themes: Annotated[Codes, Field(description="codes of the vocabulary upr_issues")]
    confidence: float
    show: Annotated[str, Field(description="how much of its text may be shown")]
    text: Annotated[str, Field(description="its words, where the terms of its source allow")]


class Problem(TypedDict, total=False):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description="what is wrong, and what to do")]
    parameter: Annotated[str, Field(description="the parameter that is wrong")]
    nearest: Annotated[str, Field(description="the nearest that is known; absent: none is near")]
    rehearsal: bool
