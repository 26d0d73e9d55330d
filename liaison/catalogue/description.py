"""From findings and corrections to the few lines that describe a document. No database here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from liaison.kernel.finding import FindingKind
from liaison.kernel.item import Role
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.reading import Format

VERSION = 3
TITLE = "title"  # what a correction calls it; no finding does
SINGLE = frozenset(
    (
        TITLE,
        FindingKind.PUBLISHED,
        FindingKind.SYMBOL,
        FindingKind.DOCUMENT_KIND,
        FindingKind.MECHANISM,
    )
)  # of these a document has one value, of all other kinds any number
SURE = 0.5  # weaker evidence stays a finding with its words, and describes no document
_WEIGHED = frozenset(
    (
        FindingKind.VIOLATION,
        FindingKind.DEFENDER,
        FindingKind.PERPETRATOR,
        FindingKind.RIGHT,
        FindingKind.THEME,
        FindingKind.ACCOUNTABILITY,
        FindingKind.STRUCTURAL,
    )
)
_TITLE_FROM_TEXT = 120  # characters
_PAGED = (Format.PDF, Format.DOC, Format.DOCX, Format.RTF, Format.TEXT)
ROLE_ORDER = {Role.DOCUMENT: 0, Role.TRANSLATION: 1, Role.ATTACHMENT: 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as far as describing needs it."""

    kind: str
    value: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as far as describing needs it. `opening` is the start of its text.

    `language` is the one that it stands under at the moment.
    """

    role: str
    format: str
    address: str
    language: str
    title: str
    stated_title: str
    opening: str
    findings: Sequence[Said] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's correction, as far as describing needs it."""

    kind: str
    action: str  # add, remove or replace
    value: str


@dataclass(frozen=True, slots=True)
class Description:
    """What is shown of a document wherever it is listed."""

    title: str
    title_language: str = ""
    mechanism: str = ""
    kind: str = ""
    symbol: str = ""
    published: str = ""
    published_from: date | None = None
    about: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    defenders: list[str] = field(default_factory=list)
    perpetrators: list[str] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    accountability: list[str] = field(default_factory=list)
    structural: list[str] = field(default_factory=list)


def describe(editions: Sequence[EditionView], decisions: Sequence[Decision] = ()) -> Description:
    """Describe a document by its editions. A person's decision wins over every finding.

    The document's own page speaks before its translations and attachments; within an edition
    the surest finding wins. There is always a title. Raises ValueError without any edition.
    """
    ordered = sorted(editions, key=lambda view: (ROLE_ORDER[Role(view.role)], view.address))
    published = _one(FindingKind.PUBLISHED, ordered, decisions)

    def many(kind: FindingKind) -> list[str]:
        found = (said for view in ordered for said in view.findings if said.kind == kind)
        least = SURE if kind in _WEIGHED else 0.0
        return standing(kind, (said.value for said in found if said.confidence >= least), decisions)

    languages = [language_of(view, decisions) for view in ordered]
    return Description(
        title=_one(TITLE, [], decisions) or _title(ordered, _removed(TITLE, decisions)),
        title_language=languages[0],
        mechanism=_one(FindingKind.MECHANISM, ordered, decisions)[:60],
        kind=_one(FindingKind.DOCUMENT_KIND, ordered, decisions)[:60],
        symbol=_one(FindingKind.SYMBOL, ordered, decisions)[:120],
        published=published,
        published_from=PartialDate.parse(published).first_day() if published else None,
        about=many(FindingKind.ABOUT),
        countries=many(FindingKind.COUNTRY),
        languages=standing(
            FindingKind.LANGUAGE,
            filter(None, languages),
            [one for one in decisions if one.action != "replace"],  # language_of saw to those
        ),
        violations=many(FindingKind.VIOLATION),
        defenders=many(FindingKind.DEFENDER),
        perpetrators=many(FindingKind.PERPETRATOR),
        rights=many(FindingKind.RIGHT),
        themes=many(FindingKind.THEME),
        accountability=many(FindingKind.ACCOUNTABILITY),
        structural=many(FindingKind.STRUCTURAL),
    )


def standing(kind: str, found: Iterable[str], decisions: Iterable[Decision]) -> list[str]:
    """The values of a kind of which a document may have several, after people's decisions.

    `found` are those that findings give; `decisions` are those of the document that nobody took
    back, oldest first, of whatever kind. Sorted, each once. Whoever shows, counts or links what
    was found asks here (or `liaison.catalogue.queries.standing_values`) and nowhere else.
    """
    values = set(found)
    for decision in decisions:
        if decision.kind != kind:
            continue
        if decision.action == "add":
            values.add(decision.value)
        elif decision.action == "remove":
            values.discard(decision.value)
        else:
            values = {decision.value}
    return sorted(values)


def language_of(view: EditionView, decisions: Sequence[Decision] = ()) -> str:
    """The language of an edition, ISO 639; "" where nothing says it.

    The surest finding that nobody removed; where a person said what the document's language is,
    all its editions are in that one.
    """
    said = _decided(FindingKind.LANGUAGE, decisions, ("replace",))
    if said:
        return said
    removed = _removed(FindingKind.LANGUAGE, decisions)
    return _surest(FindingKind.LANGUAGE, [view], removed)


def edition_title(form: str, own: str, listed: str) -> str:
    """What an edition is called by itself or by the listing that led to it; "" where by neither.

    A listing names a file better than the file does itself ("Microsoft Word - …").
    """
    said = (listed, own) if form in _PAGED else (own, listed)
    return next((title for one in said if (title := " ".join(one.split()))), "")


def _title(ordered: Sequence[EditionView], refused: Collection[str]) -> str:
    for view in ordered:
        title = edition_title(view.format, view.title, view.stated_title)
        if title and title not in refused:
            return title
    for view in ordered:
        if words := " ".join(view.opening.split()):
            return words if len(words) <= _TITLE_FROM_TEXT else f"{_cut(words)}…"
    return _named(ordered[0].address)


def _named(address: str) -> str:
    """What an address calls the thing: of a file its name, of a page the address itself."""
    scheme, _, rest = address.partition("://")
    return unquote(rest.rpartition("/")[2]) if scheme == "file" else rest


def _cut(words: str) -> str:
    return words[:_TITLE_FROM_TEXT].rsplit(" ", 1)[0]


def _one(kind: str, ordered: Iterable[EditionView], decisions: Sequence[Decision]) -> str:
    said = _decided(kind, decisions, ("add", "replace"))
    return said or _surest(kind, ordered, _removed(kind, decisions))


def _decided(kind: str, decisions: Iterable[Decision], actions: Sequence[str]) -> str:
    """The value that a person gave last and nobody removed since; "" for none."""
    value = ""
    for decision in decisions:
        if decision.kind == kind and decision.action in actions:
            value = decision.value
        elif decision.kind == kind and decision.action == "remove" and decision.value == value:
            value = ""
    return value


def _removed(kind: str, decisions: Iterable[Decision]) -> set[str]:
    """The values that must not be taken from what was found."""
    return {one.value for one in decisions if one.kind == kind and one.action == "remove"}


def _surest(kind: str, ordered: Iterable[EditionView], refused: Collection[str]) -> str:
    best, confidence = "", 0.0
    for view in ordered:
        for said in view.findings:
            if said.kind == kind and said.confidence > confidence and said.value not in refused:
                best, confidence = said.value, said.confidence
    return best
