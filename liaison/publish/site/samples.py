"""Invented things that stand for real ones where parts of pages are tried out (`/design/`)."""

import datetime as dt

from django.utils.translation import get_language
from markupsafe import Markup

from liaison.catalogue.models import Document
from liaison.index.protocol import Fragment
from liaison.publish import charts, labels
from liaison.publish.dates import Dated
from liaison.publish.labels import Name
from liaison.publish.maps import drawing
from liaison.publish.marking import Paragraph, Piece
from liaison.publish.notes import Note
from liaison.publish.search import Passage
from liaison.publish.site.search import FacetList, FacetValue, OtherWay
from liaison.publish.taking.links import Group, Link

_NOON = dt.datetime(2024, 5, 3, 12, tzinfo=dt.UTC)
_TEXT = "The mission asked on 3 May 2024 in Tunis why the meeting had been closed, as "


def documents() -> list[Document]:
    """As they stand in lists: in several languages and scripts, long, gone, without a title."""
    return [
        _document(
            "Letter on the closure of the reading room of the Harbour Association",
            "en",
            symbol="HC/2024/17",
            kind="allegation_letter",
            about=["TUN"],
            languages=["en", "fr"],
        ),
        _document("بيان بشأن إغلاق قاعة المطالعة", "ar", about=["TUN", "MAR"], languages=["ar"]),
        _document(
            "Заявление о закрытии читального зала портовой ассоциации и о том, что было потом",
            "ru",
            published="2024",
            gone_since=_NOON,
            languages=["ru"],
        ),
        _document("", "", published=""),
    ]


def _document(title: str, language: str, **others: object) -> Document:
    said = {"published": "2024-05-03", "mechanism": "un-srhrd", "source_id": "harbour", **others}
    return Document(
        identifier="w8bmnds3txhmn",
        address="https://harbour.example/letters/17",
        title=title,
        title_language=language,
        first_captured=_NOON,
        **said,
    )


def passage() -> Passage:
    """A piece of a text with what was asked for."""
    pieces = (
        Fragment("asked why the ", matched=False),
        Fragment("reading room", matched=True),
        Fragment(" had been closed", matched=False),
    )
    return Passage("en", pieces, begun=True, goes_on=True)


def dated() -> list[Dated]:
    """What takes place: sure, perhaps, and not."""
    return [
        _dated("country_visit", "confirmed", "Visit to Tunisia", "2024-05-03", "2024-05-12"),
        _dated("hearing", "tentative", "جلسة استماع", "2024-06", ""),
        _dated("session", "cancelled", "", "", ""),
    ]


def _dated(kind: str, status: str, title: str, starts: str, ends: str) -> Dated:
    return Dated(
        identifier="a",
        kind=kind,
        status=status,
        title=title,
        title_language="ar" if title[:1] > "z" else "en",
        mechanisms=["un-srhrd"],
        countries=["TUN"],
        place="Tunis",
        starts=starts,
        ends=ends,
        first_day=None,
        last_day=None,
        exact=False,
        document="w8bmnds3txhmn",
    )


def paragraphs() -> list[Paragraph]:
    """A text with every kind of mark."""
    pieces = (
        Piece("The mission asked on "),
        Piece("3 May 2024", "date"),
        Piece(" in "),
        Piece("Tunis", "place"),
        Piece(" why the "),
        Piece("meeting had been closed", "told"),
        Piece(", as "),
        Piece("HC/2024/17", "told", "HC/2024/17"),
        Piece(" had asked before."),
    )
    notes = (
        Note("Date", Name("3 May 2024", "en"), ("3 May 2024",)),
        Note("Country", labels.country("TUN", _language()), ("Tunis",), "country", "TUN"),
    )
    return [Paragraph(1, pieces, notes), Paragraph(2, (Piece(f"{_TEXT}nobody had said."),))]


def facets() -> list[FacetList]:
    """One that is open with a value chosen, one that has more, one that is closed."""
    countries = [("Tunisia", "12", True), ("Morocco", "7", False), ("Türkiye", "3", False)]
    values = [FacetValue(name, number, chosen, "q=x") for name, number, chosen in countries]
    return [
        FacetList("a", "Country", values, 1, open=True, more="q=x", hidden=9),
        FacetList("b", "Kind of document", values[1:], 0, open=False, more="", hidden=0),
    ]


def ways() -> list[OtherWay]:
    """What else some words were looked for as."""
    return [OtherWay("“closed” in other languages", "q=x"), OtherWay("“zavod” as it sounds", "q=y")]


def along() -> list[Group]:
    """Ways to take something along."""
    links = [Link(name, "#along", "text/plain", followed=False) for name in ("Atom", "CSV", "RIS")]
    return [Group("Follow it", links[:1]), Group("As data", links[1:])]


def chart(*, parted: bool = False) -> Markup:
    """Columns over years; `parted`: each with a part of it in a stronger colour."""
    years = range(2012, 2020 if parted else 2026)
    values = [
        charts.Column(str(year), n, str(n), n // 3 if parted else None) for year, n in _of(years)
    ]
    rightwards = _language() != "ar"
    return charts.columns(values, "Documents by year", rightwards=rightwards)


def _of(years: range) -> list[tuple[int, int]]:
    return [(year, 5 + (year * 7) % 23) for year in years]


def world() -> Markup:
    """A map with each shade in it."""
    return drawing.world({"TUN": 4, "BRA": 3, "IND": 2, "CAN": 1}, "Documents about a country")


def _language() -> str:
    return get_language() or "en"
