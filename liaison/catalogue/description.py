"""From findings and corrections to the few lines that describe a document. No database here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from liaison.kernel.finding import FindingKind
from liaison.kernel.item import Role
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.reading import Format

VERSION = 2
_TITLE_FROM_TEXT = 120  # characters
_PAGED = (Format.PDF, Format.DOC, Format.DOCX, Format.RTF, Format.TEXT)
_ROLE_ORDER = {Role.DOCUMENT: 0, Role.TRANSLATION: 1, Role.ATTACHMENT: 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as far as describing needs it."""

    kind: str
    value: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as far as describing needs it. `opening` is the start of its text."""

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


def describe(editions: Sequence[EditionView], decisions: Sequence[Decision] = ()) -> Description:
    """Describe a document by its editions. A person's decision wins over every finding.

    The document's own page speaks before its translations and attachments; within an edition
    the surest finding wins. There is always a title. Raises ValueError without any edition.
    """
    ordered = sorted(editions, key=lambda view: (_ROLE_ORDER[Role(view.role)], view.address))
    first = ordered[0]
    published = _one(FindingKind.PUBLISHED, ordered, decisions)
    return Description(
        title=_one("title", [], decisions) or _title(ordered),
        title_language=first.language,
        mechanism=_one(FindingKind.MECHANISM, ordered, decisions)[:60],
        kind=_one(FindingKind.DOCUMENT_KIND, ordered, decisions)[:60],
        symbol=_one(FindingKind.SYMBOL, ordered, decisions)[:120],
        published=published,
        published_from=PartialDate.parse(published).first_day() if published else None,
        about=_many(FindingKind.ABOUT, ordered, decisions),
        countries=_many(FindingKind.COUNTRY, ordered, decisions),
        languages=sorted({view.language for view in ordered if view.language}),
    )


def edition_title(form: str, own: str, listed: str) -> str:
    """What an edition is called by itself or by the listing that led to it; "" where by neither.

    A listing names a file better than the file does itself ("Microsoft Word - …").
    """
    said = (listed, own) if form in _PAGED else (own, listed)
    return next((title for one in said if (title := " ".join(one.split()))), "")


def _title(ordered: Sequence[EditionView]) -> str:
    for view in ordered:
        if title := edition_title(view.format, view.title, view.stated_title):
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
    for decision in reversed(decisions):
        if decision.kind == kind and decision.action in ("replace", "add"):
            return decision.value
    removed = {d.value for d in decisions if d.kind == kind and d.action == "remove"}
    best, confidence = "", 0.0
    for view in ordered:
        for said in view.findings:
            if said.kind == kind and said.confidence > confidence and said.value not in removed:
                best, confidence = said.value, said.confidence
    return best


def _many(kind: str, ordered: Sequence[EditionView], decisions: Sequence[Decision]) -> list[str]:
    values = {said.value for view in ordered for said in view.findings if said.kind == kind}
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
