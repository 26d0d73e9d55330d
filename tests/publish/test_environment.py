"""What templates say of the record: every text of it escaped."""

import inspect
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, get_type_hints
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import engines
from django.utils.translation import override
from jinja2 import Environment
from lxml import html
from markupsafe import Markup
from pytest_django import Settings

from liaison.index.protocol import Facet, Fragment
from liaison.publish import compendium, labels, sentences
from liaison.publish import environment as record
from liaison.publish.labels import Name
from liaison.sources.declaration import Licence

HOSTILE = """"'><img src=x onerror=alert(1)>&"""
HARMLESS = {"p", "span", "small", "bdi", "a", "mark", "time"}


@pytest.fixture(autouse=True)
def _hostile_names(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """A vocabulary and sources that mean harm: in another language, and never reviewed."""
    names = "mechanism kind country language activity activity_status organisation outcome law stage instrument"
    for name in (*names.split(), "of"):
        monkeypatch.setattr(labels, name, lambda *_asked: Name(HOSTILE, "fr", HOSTILE))
    monkeypatch.setattr(compendium, "about", lambda _entry: Name(HOSTILE, "fr", HOSTILE))
    monkeypatch.setattr("liaison.publish.declared.source_name", lambda _source: HOSTILE)
    monkeypatch.setattr("liaison.publish.environment.web_address", lambda address: address)


def templates() -> Environment:
    """The environment of the site."""
    (engine,) = engines.all()
    made: Environment = engine.env  # type: ignore[attr-defined] # of the Jinja2 backend
    return made


LICENCE: Any = SimpleNamespace(text=HOSTILE, url=f"https://x.example/{HOSTILE}")
ROW: Any = SimpleNamespace(mechanism="x", kind="x", published="2012", about=["AAA", "BBB"])
ENTRY: Any = None  # of a compendium, in which every provision is about something hostile
# By the name that templates have for it: a hostile text in the place of every text that it shows.
SAID: dict[str, Sequence[Callable[[], object]]] = {
    "about_provision": [lambda: record.about_provision(ENTRY)],
    "activity": [lambda: record.activity("x")],
    "activity_status": [lambda: record.activity_status("x")],
    "country": [lambda: record.country("x")],
    "facet_value": [lambda: record.facet_value("x", Facet.KIND)],
    "full_name": [lambda: record.full_name(Name(HOSTILE, "fr", HOSTILE))],
    "highlighted": [
        lambda: record.highlighted([Fragment(HOSTILE, True)]),
        lambda: record.highlighted([Fragment(HOSTILE, False)]),
    ],
    "in_brief": [lambda: Markup("").join(record.in_brief(ROW))],
    "instrument": [lambda: record.instrument("x")],
    "kind": [lambda: record.kind("x"), lambda: record.kind("x", in_full=True)],
    "law": [lambda: record.law("x")],
    "mechanism": [lambda: record.mechanism("x"), lambda: record.mechanism("x", in_full=True)],
    "named": [lambda: record.named(Name(HOSTILE, "fr", HOSTILE))],
    "organisation": [lambda: record.organisation("x")],
    "outcome": [lambda: record.outcome("x")],
    "outside": [lambda: record.outside(f"https://x.example/{HOSTILE}")],
    "source_name": [lambda: record.source_name("x")],
    "stage": [lambda: record.stage("x")],
    "terms": [
        lambda: record.terms(LICENCE),
        lambda: record.terms(Licence.model_construct(text=HOSTILE, url=None)),
    ],
    # Of a sentence in Python, and of texts alone, which the template escapes.
    "sentence": [lambda: sentences.sentence("a %(name)s", name=HOSTILE)],
    "mechanism_words": [lambda: record.mechanism_words("x")],
    "languages": [lambda: record.languages(["fr"])],
}
SHOWS_NO_TEXT = {"bar", "published"}
IN_DESIGN = {"json_ld", "lang_attributes", "_", "gettext", "ngettext", "pgettext", "npgettext"}


def test_whatever_makes_mark_up_is_tried_with_a_hostile_text() -> None:
    """See also tests/design/test_environment.py."""
    makes = {
        name
        for name, function in {**templates().filters, **templates().globals}.items()
        if getattr(function, "__module__", "").startswith("liaison.")
        and "Markup" in str(get_type_hints(inspect.unwrap(function)).get("return"))
    }
    untried = makes - SHOWS_NO_TEXT - IN_DESIGN - set(SAID)
    assert not untried, "give each of these a row in SAID"
    assert {"in_brief", "terms", "json_ld"} <= makes


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", SAID)
def test_a_hostile_text_stays_text(name: str, language: str) -> None:
    with override(language):
        pages = [templates().from_string("<p>{{ it }}</p>").render(it=one()) for one in SAID[name]]
    for page in pages:
        root = html.fragment_fromstring(page)
        assert {element.tag for element in root.iter()} <= HARMLESS
        assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)
        assert HOSTILE in root.text_content()


def test_the_address_of_a_search_holds_any_word() -> None:
    said = templates().from_string('<a href="{{ search_url(q=it) }}"></a>').render(it=HOSTILE)
    address = html.fragment_fromstring(said).get("href")
    assert parse_qs(urlsplit(str(address)).query) == {"q": [HOSTILE]}


def test_what_was_asked_for_is_marked_and_nothing_else() -> None:
    said = record.highlighted([Fragment("a <", False), Fragment("b", True), Fragment("> c", False)])
    assert said == Markup("a &lt;<mark>b</mark>&gt; c")
    assert record.highlighted([]) == ""


def test_dates_say_as_much_as_is_known() -> None:
    with override("fr"):
        assert record.published("2012-03") == '<time datetime="2012-03">mars 2012</time>'
        assert "date inconnue" in record.published("")
    with override("en"):
        assert "date not known" in record.published("")
