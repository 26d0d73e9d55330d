"""What templates say of the record: every text of it escaped; every name they use given by someone."""

import ast
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from jinja2 import Environment, meta, nodes
from lxml import html
from markupsafe import Markup
from pytest_django import Settings

from liaison.index.protocol import Fragment
from liaison.publish import environment as record
from liaison.publish import labels, sentences
from liaison.publish.context import every_page
from liaison.publish.labels import Name
from tests.conftest import ROOT

HOSTILE = """"'><img src=x onerror=alert(1)>&"""
PUBLISH = ROOT / "liaison" / "publish"


@pytest.fixture(autouse=True)
def _hostile_names(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """A vocabulary and sources that mean harm: in another language, and never reviewed."""
    for name in ("mechanism", "kind", "country", "language"):
        monkeypatch.setattr(labels, name, lambda _code, _language: Name(HOSTILE, "fr", HOSTILE))
    monkeypatch.setattr("liaison.publish.declared.source_name", lambda _source: HOSTILE)
    monkeypatch.setattr("liaison.publish.environment.web_address", lambda address: address)


def templates() -> Environment:
    """The environment of the site."""
    (engine,) = engines.all()
    made: Environment = engine.env  # type: ignore[attr-defined] # of the Jinja2 backend
    return made


LICENCE = SimpleNamespace(text=HOSTILE, url=f"https://x.example/{HOSTILE}")
ROW = SimpleNamespace(
    mechanism="x", kind="x", published="2012", about=["AAA", "BBB"], languages=["fr"]
)
MARKED: dict[str, Callable[[], str]] = {
    "mechanism": lambda: record.mechanism("x"),
    "mechanism in full": lambda: record.mechanism("x", in_full=True),
    "mechanism in words": lambda: record.mechanism_words("x"),
    "kind": lambda: record.kind("x", in_full=True),
    "country": lambda: record.country("x"),
    "languages": lambda: record.languages(["fr"]),
    "in brief": lambda: Markup("").join(record.in_brief(ROW)),  # type: ignore[arg-type] # as a row
    "highlighted": lambda: record.highlighted([Fragment(HOSTILE, True), Fragment(HOSTILE, False)]),
    "source": lambda: record.source_name("x"),
    "terms": lambda: record.terms(LICENCE),  # type: ignore[arg-type] # as a licence
    "terms alone": lambda: record.terms(SimpleNamespace(text=HOSTILE, url=None)),  # type: ignore[arg-type] # too
    "outside": lambda: record.outside(f"https://x.example/{HOSTILE}"),
    "search": lambda: record.search_url(q=HOSTILE),
    "sentence": lambda: sentences.sentence("a %(name)s of %(it)s", name=HOSTILE, it=HOSTILE),
}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", MARKED)
def test_a_hostile_text_stays_text(name: str, language: str) -> None:
    with override(language):
        page = templates().from_string("<p>{{ it }}</p>").render(it=MARKED[name]())
    root = html.fragment_fromstring(page)
    assert {element.tag for element in root.iter()} <= {
        "p",
        "span",
        "small",
        "bdi",
        "a",
        "mark",
        "time",
    }
    assert not any(key.startswith("on") for element in root.iter() for key in element.attrib)
    if name != "search":
        assert HOSTILE in root.text_content()


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
    """Every key of a dictionary that is written out: what views give to templates is among them."""
    found = set()
    for path in [*(PUBLISH / "site").glob("*.py"), PUBLISH / "failures.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                found |= {
                    key.value
                    for key in node.keys
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                }
    return found


def _trees() -> Iterator[tuple[str, nodes.Template]]:
    for name in templates().list_templates():
        path = next((ROOT / "liaison").glob(f"*/jinja2/{name}"))
        yield name, templates().parse(path.read_text(encoding="utf-8"))


def _own_names(tree: nodes.Template) -> Iterator[str]:
    """Macros and imports, which blocks see though they are parsed apart."""
    for node in tree.find_all((nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)


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
