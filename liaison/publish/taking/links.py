"""The links by which readers take along what a page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.design.addresses import address
from liaison.index.protocol import Facet
from liaison.publish.question import Question
from liaison.publish.taking.formats import FORMATS, SINGLE, Format, Purpose
from liaison.publish.taking.rows import whole

_CALENDAR = "ics"


@dataclass(frozen=True, slots=True)
class Link:
    """One form of what a page shows."""

    name: str
    address: str
    media_type: str
    followed: bool  # a feed or the API, which programs look for in the head of a page

    @classmethod
    def to(cls, form: Format, address: str) -> "Link":
        """The link to a form."""
        return cls(form.name, address, form.media_type.partition(";")[0], form.is_feed)


@dataclass(frozen=True, slots=True)
class Group:
    """The forms that serve one purpose."""

    name: str
    links: Sequence[Link]


def of_selection(question: Question, *, dated: bool) -> list[Group]:
    """A selection in every form; as a calendar where `dated`: its documents tell of activities."""
    asked = _Asked.of(question)
    forms = ((form, asked.address(form)) for form in _forms(dated=dated))
    return _grouped(forms, asked.in_api, asked.by_mail)


def of_arrivals(kind: str, code: str) -> list[Group]:
    """What is of a `mechanism` or `source`: its own feeds, and the selection of its documents."""
    dated = kind == "mechanism"  # whoever follows one wants its next visit, announced or not yet
    asked = _Asked.of(Question(chosen={Facet(kind): (code,)}))
    return _grouped(
        (
            (
                form,
                address(f"{kind}-{form.url_name}", code) if form.is_feed else asked.address(form),
            )
            for form in _forms(dated=dated)
        ),
        asked.in_api,
        asked.by_mail,
    )


def of_document(identifier: str) -> list[Group]:
    """A document as data and as references."""
    data = [(form, f"document-{form.url_name}") for form in FORMATS if form.extension == "json"]
    cited = [(form, f"document-{form.url_name}") for form in SINGLE]
    forms = ((form, address(name, identifier)) for form, name in (*data, *cited))
    return _grouped(forms, address("api-document", identifier))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A selection in query strings: as its page shows it, and in no order but that of each form."""

    as_shown: str
    whole: str

    @classmethod
    def of(cls, question: Question) -> "_Asked":
        return cls(question.on_page(1).showing(None).query(), whole(question).query())

    def address(self, form: Format) -> str:
        """Where a form of it is."""
        # A page of data has the order of the page; all else has an order of its own.
        as_shown = form.paged and not form.is_feed
        query = self.as_shown if as_shown else self.whole
        return _with(address(f"search-{form.url_name}"), query)

    @property
    def in_api(self) -> str:
        """Where its documents are in the API."""
        return _with(address("api-documents"), self.as_shown)

    @property
    def by_mail(self) -> str:
        """Where a reader asks to be written to when something new is in it."""
        return _with(address("subscribe"), self.whole)


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _forms(*, dated: bool) -> Iterable[Format]:
    return (form for form in FORMATS if dated or form.extension != _CALENDAR)


def _grouped(forms: Iterable[tuple[Format, str]], in_api: str, by_mail: str = "") -> list[Group]:
    found: dict[Purpose, list[Link]] = {}
    for form, where in forms:
        found.setdefault(form.purpose, []).append(Link.to(form, where))
    if by_mail:
        mail = Link(_("By mail"), f"{by_mail}#by-mail", "text/html", followed=False)
        found.setdefault(Purpose.FOLLOW, []).append(mail)
    found.setdefault(Purpose.DATA, []).append(
        Link("API", in_api, "application/json", followed=True)
    )
    return [
        Group(name, found[purpose]) for purpose, name in _purposes().items() if purpose in found
    ]


def _purposes() -> dict[Purpose, str]:
    return {
        Purpose.FOLLOW: _("Follow it"),
        Purpose.DATA: _("As data"),
        Purpose.CITE: _("As references"),
    }
