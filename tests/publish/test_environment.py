"""What templates say of the record: every text of it escaped; every name they use given by someone."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any, get_type_hints
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from jinja2 import Environment, meta, nodes
from lxml import html
from markupsafe import Markup
from pytest_django import Settings

from liaison.index.protocol import Facet, Fragment
from liaison.publish import compendium, labels, sentences
from liaison.publish import environment as record
from liaison.publish.context import every_page
from liaison.publish.labels import Name
from liaison.sources.declaration import Licence
from tests.conftest import ROOT

HOSTILE = """"'><img src=x onerror=alert(1)>&"""
HARMLESS = {"p", "span", "small", "bdi", "a", "mark", "time"}
PUBLISH = ROOT / "liaison" / "publish"


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


def _names_in_code() -> set[str]:
    """Every name that views may give: a key of a dictionary, or of an assignment to one."""
    found = set()
    for path in [*(PUBLISH / "site").glob("*.py"), PUBLISH / "failures.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                keys = [node.slice]
            found |= {key.value for key in keys if isinstance(key, ast.Constant)}
    return {name for name in found if isinstance(name, str)}


def _trees() -> Iterator[tuple[str, nodes.Template]]:
    for name in templates().list_templates():
        path = next((ROOT / "liaison").glob(f"*/jinja2/{name}"))
        yield name, templates().parse(path.read_text(encoding="utf-8"))


def _own_names(tree: nodes.Template) -> Iterator[str]:
    """What a template names itself: blocks see it though they are parsed apart."""
    for node in tree.find_all((nodes.Macro, nodes.Import, nodes.FromImport, nodes.Name)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Name) and node.ctx != "load":
            yield node.name


def test_no_template_asks_for_a_name_that_no_view_gives() -> None:
    """Also in what no test makes it say."""
    request = RequestFactory().get("/en/")
    request.resolver_match = None  # as where nothing stands
    given = _names_in_code() | set(every_page(request)) | set(templates().globals)
    unknown = [
        f"{name}: {one}"
        for name, tree in _trees()
        for one in sorted(meta.find_undeclared_variables(tree) - given - set(_own_names(tree)))
    ]
    assert unknown == []


def test_no_template_uses_a_filter_or_test_that_does_not_exist() -> None:
    """Jinja2 says so where a template is compiled, but not of what stands behind an `if`."""
    unknown = [
        f"{name}: {node.name}"
        for name, tree in _trees()
        for node in tree.find_all((nodes.Filter, nodes.Test))
        if isinstance(node, nodes.Filter | nodes.Test)
        and node.name not in (*templates().filters, *templates().tests)
    ]
    assert unknown == []


def test_nothing_is_left_of_another_template_language() -> None:
    old = re.compile(r"\{%\s*(load|blocktranslate|translate|url|empty|plural|with)\b|\|\w+:")
    for name in templates().list_templates():
        path = next((ROOT / "liaison").glob(f"*/jinja2/{name}"))
        assert not old.search(path.read_text(encoding="utf-8")), name
    assert not list((ROOT / "liaison").rglob("templatetags"))
    assert not [path for path in (ROOT / "liaison").rglob("templates") if path.is_dir()]
