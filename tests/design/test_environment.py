"""What every template can rely on: what it shows is escaped, what it mistakes is an error."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation import override
from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateAssertionError,
    TemplateRuntimeError,
    UndefinedError,
)
from lxml import html

from liaison.design import environment as design
from liaison.design.environment import environment
from liaison.design.translations import LANGUAGES, compile_all
from tests.conftest import ROOT

HOSTILE = """"'><img src=x onerror=alert(1)></script><script>&amp;"""
DESIGN = ROOT / "liaison" / "design" / "jinja2"
Say = Callable[..., str]


@pytest.fixture(scope="module", autouse=True)
def _translated() -> None:
    for folder in settings.LOCALE_PATHS:
        compile_all(folder)


def say(template: str, **values: object) -> str:
    """What a template says that stands alone."""
    return environment(loader=DictLoader({"it": template})).get_template("it").render(**values)


@pytest.mark.parametrize(
    "template",
    [
        "{{ mistyped }}",
        "{{ row.mistyped }}",
        "{% if mistyped %}{% endif %}",
        "{% for one in mistyped %}{% endfor %}",
        "{{ mistyped == 1 }}",
        "{{ mistyped|length }}",
        "{% trans name=mistyped %}a {{ name }}{% endtrans %}",
    ],
)
def test_a_name_that_nobody_gave_is_an_error(template: str) -> None:
    with pytest.raises(UndefinedError, match="mistyped"):
        say(template, row={})


def test_a_filter_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(TemplateAssertionError, match="mistyped"):
        say("{{ 1|mistyped }}")


def test_a_sentence_that_lacks_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="day"):
        say('{{ _("Last deposit %(day)s.") }}')


def test_what_may_be_missing_is_asked_for_by_name() -> None:
    assert say("{% if described is defined %}{{ described }}{% endif %}") == ""


def test_no_setting_turns_escaping_or_strictness_off() -> None:
    loader = DictLoader({"it": "{{ it }}"})
    made = environment(loader=loader, autoescape=False, undefined=None, trim_blocks=False)
    assert made.get_template("it").render(it="<b>") == "&lt;b&gt;"
    assert made.undefined is StrictUndefined


def test_the_site_uses_it_as_it_is() -> None:
    (engine,) = engines.all()
    made: Environment = engine.env  # type: ignore[attr-defined] # of the Jinja2 backend
    assert made.autoescape is True
    assert made.undefined is StrictUndefined
    assert not made.auto_reload


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ it }}</p>",
        '<p title="{{ it }}"></p>',
        "<p {{ it|lang_attributes }}></p>",
        "<p>{{ {'name': it}|json_ld }}</p>",
        '<p>{{ _("Reason: %(why)s", why=it) }}</p>',
        '<p>{{ pgettext("nowhere", "a %(why)s", why=it) }}</p>',
        '<p>{{ ngettext("%(it)s page", "%(it)s pages", 2, it=it) }}</p>',
        '<p>{{ npgettext("nowhere", "%(it)s page", "%(it)s pages", 2, it=it) }}</p>',
        "<p>{% trans it=it %}a {{ it }}{% endtrans %}</p>",
        "<p>{% trans count=2, it=it %}a {{ it }}{% pluralize %}many {{ it }}{% endtrans %}</p>",
        "{% macro said(x) %}<b>{{ x }}</b>{% endmacro %}<p>{{ said(it) }}</p>",
        "{% set x %}<b>{{ it }}</b>{% endset %}<p>{{ x }}</p>",
        "<p>{{ [it, it]|join(', ') }}</p>",
        '<p>{{ "<b>"|safe + it }}</p>',
    ],
)
def test_a_hostile_text_stays_text(template: str) -> None:
    page = html.fragment_fromstring(say(template, it=HOSTILE), create_parent=True)
    assert {element.tag for element in page.iter()} <= {"div", "p", "b", "script"}
    assert all(script.get("type") == "application/ld+json" for script in page.iter("script"))
    assert not any(name.startswith("on") for element in page.iter() for name in element.attrib)


def test_data_for_programs_says_the_same_as_it_was_given() -> None:
    said = str(design.json_ld({"name": f"{HOSTILE}\u2028é"}))
    assert said.count("<") == 2
    assert "\u2028" not in said
    assert "é" in said


@override("en")
def test_what_is_safe_is_escaped_once() -> None:
    assert say('{{ _("Reason: %(why)s", why=_("a & b")) }}') == "Reason: a & b"
    assert say("{{ 'ar'|lang_attributes }}") == 'lang="ar" dir="rtl"'


@pytest.mark.parametrize(
    ("language", "one", "two", "five"),
    [
        ("en", "1 document", "2 documents", "5 documents"),
        ("fr", "1 document", "2 documents", "5 documents"),
        ("es", "1 documento", "2 documentos", "5 documentos"),
        ("ru", "1 документ", "2 документа", "5 документов"),
        ("ar", "وثيقة واحدة (1)", "وثيقتان (2)", "5 وثائق"),
    ],
)
def test_plurals_are_those_of_the_language(language: str, one: str, two: str, five: str) -> None:
    template = """<p>{% trans count=n, number=n|number %}
        {{ number }} document
        {% pluralize %}
        {{ number }} documents
        {% endtrans %}</p>"""
    with override(language):
        assert [say(template, n=n) for n in (1, 2, 5)] == [
            f"<p>{said}</p>" for said in (one, two, five)
        ]


def test_words_that_are_alike_are_told_apart_by_their_context() -> None:
    template = '{{ pgettext("button", "Search") }}|{{ pgettext("navigation", "Search") }}'
    with override("ru"):
        assert say(template) == "Найти|Поиск"


def test_the_lines_of_a_sentence_are_one() -> None:
    template = """{% trans part=1, parts=2 %}
        Part {{ part }}
        of {{ parts }}
    {% endtrans %}"""
    with override("fr"):
        assert say(template) == "Partie 1 sur 2"


def test_a_sign_of_a_hundredth_stays_one() -> None:
    assert (
        say('{% trans %}100 % sure{% endtrans %}|{{ _("50 %% sure") }}') == "100 % sure|50 % sure"
    )


def test_the_language_is_that_of_the_moment() -> None:
    template = environment(loader=DictLoader({"it": '{{ _("Mechanisms") }}{{ comma() }}'}))
    said = []
    for language in ("en", "ru", "ar", "en"):
        with override(language):
            said.append(template.get_template("it").render())
    assert said == ["Mechanisms,", "Механизмы,", "الآليات،", "Mechanisms,"]
    with override(None):
        assert template.get_template("it").render() == "Mechanisms,"


def test_dates_numbers_and_sizes_are_written_by_the_language() -> None:
    moment = dt.datetime(2024, 5, 3, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-2)))
    template = "{{ n|number }}|{{ n|size }}|{{ at|day }}|{{ on|day }}|{{ at|moment }}"
    with override("en"):
        assert say(template, n=1234, at=moment, on=dt.date(2024, 5, 3)) == (
            "1,234|1.2 kB|4 May 2024|3 May 2024|4 May 2024, 01:30 UTC"
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_stands_in_each_language_without_the_public_half(language: str) -> None:
    page = (
        '{% extends "design/page.html" %}{% block title %}<i>{% endblock %}'
        "{% block content %}<h1>{{ words }}</h1>{% endblock %}"
    )
    loader = ChoiceLoader([DictLoader({"it": page}), FileSystemLoader(DESIGN)])
    with override(language):
        said = (
            environment(loader=loader)
            .get_template("it")
            .render(page_language=language, page_direction="ltr", record_kind="unknown", words="x")
        )
    root = html.fromstring(said)
    assert root.get("lang") == language
    assert root.xpath("//main/h1/text()") == ["x"]
    skip = root.xpath("string(//a[@class='skip'])")
    assert skip
    assert (skip == "Skip to the content") == (language == "en")


def test_a_page_without_title_or_content_is_an_error() -> None:
    loader = ChoiceLoader(
        [DictLoader({"it": '{% extends "design/page.html" %}'}), FileSystemLoader(DESIGN)]
    )
    with pytest.raises(TemplateRuntimeError, match="title"):
        environment(loader=loader).get_template("it").render(
            page_language="en", page_direction="ltr", record_kind=""
        )


def test_every_template_is_compiled_before_the_first_reader_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Environment, "get_template", lambda _self, name: asked.append(name))
    design.compile_templates()
    folders = (ROOT / "liaison").glob("*/jinja2")
    files = {
        str(path.relative_to(folder)) for folder in folders for path in Path(folder).rglob("*.html")
    }
    assert set(asked) == files
    assert len(files) > 20
