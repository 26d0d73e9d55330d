"""Titles and texts that attack whoever reads them: shown as words, on every page that shows them."""

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from liaison.catalogue.models import Document, Edition
from liaison.kernel.home import Home
from tests.publish.invented import SAID

Page = html.HtmlElement
Read = Callable[..., Page]
TARGET = SAID[0]
ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><iframe src="https://evil.example/">',
    "' onmouseover='alert(1)",
    "</title><base href=https://evil.example/>",
    "<!--<form action=//evil.example>-->",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "javascript:alert(1)",
    "\u202eevil\u202c \u2066turned\u2069",
    "]]><script>alert(1)</script>",
    "\u2028alert(1)\u2029",
    "%(name)s %s {0} %",
    "x" * 5_000,
)
PLACES = (
    "/en/documents/{identifier}",
    "/ar/documents/{identifier}",
    "/en/documents/{identifier}/captures",
    "/en/search?source=harbour-statements",
    "/en/",
    "/en/mechanisms/harbour-commission",
    "/en/sources/harbour-statements",
)
FORBIDDEN = ("script", "iframe", "base", "form", "style", "object", "embed")


def attack(words: str) -> None:
    Document.objects.filter(identifier=TARGET.identifier).update(title=words)
    text = f"Before.\n\n{words}\n\nAfter {words} words."
    Edition.objects.filter(document__identifier=TARGET.identifier).update(text=text, title=words)


@pytest.mark.parametrize("words", ATTACKS)
def test_an_attack_is_only_words(client: Client, record: Home, words: str) -> None:
    clean = {place: _counted(client, place) for place in PLACES}
    attack(words)
    for place in PLACES:
        assert _counted(client, place) == clean[place], place
        page = html.fromstring(_read(client, place))
        assert not page.xpath("//*[@onerror or @onload or @onmouseover or @style]")
        assert not [
            one
            for one in page.xpath("//@href | //@src")
            if one.strip().lower().startswith(("javascript:", "data:", "//"))
        ]


def test_the_words_of_an_attack_are_still_read(read_page: Read, record: Home) -> None:
    attack(ATTACKS[0])
    page = read_page(f"/en/documents/{TARGET.identifier}")
    assert page.xpath("//h1")[0].text_content() == ATTACKS[0]
    assert page.xpath("//div[@class='body']//p")[1].text_content() == ATTACKS[0]


def _read(client: Client, place: str) -> str:
    answer = client.get(place.format(identifier=TARGET.identifier))
    assert answer.status_code == 200
    return answer.content.decode()


def _counted(client: Client, place: str) -> dict[str, int]:
    """How many elements of each dangerous kind a page has."""
    page = html.fromstring(_read(client, place))
    return {tag: len(page.xpath(f"//{tag}")) for tag in FORBIDDEN}
