"""Sentences in five languages, dates and numbers as each writes them."""

import datetime as dt
import gettext
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from liaison.design import written
from liaison.design.messages import messages_in
from liaison.design.translations import LANGUAGES, LOCALE, SPEAKING, check, compile_all, update
from liaison.kernel.errors import MistakenInput
from liaison.kernel.partial_date import PartialDate

PO = "fr/LC_MESSAGES/django.po"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(LOCALE, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    return tmp_path / "locale"


def edit(locale: Path, old: str, new: str) -> None:
    path = locale / PO
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_sentence_is_translated() -> None:
    assert check(LOCALE, SPEAKING) == []


def test_the_sites_languages_are_those_that_are_checked() -> None:
    assert tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('msgid "Rhythm"\nmsgstr "Rythme"', "", "not translated: 'Rhythm'"),
        ('msgstr "Rythme"', 'msgstr ""', "empty"),
        ('msgid "Rhythm"', 'msgid "Rhyme"', "said nowhere, take it out: 'Rhyme'"),
        ('msgid "Rhythm"', '#, fuzzy\nmsgid "Rhythm"', "fuzzy: 'Rhythm'"),
        (
            "Motif : %(why)s",
            "Motif : %(motif)s",
            "placeholders or tags differ (%(motif)s, %(why)s)",
        ),
        ("Motif : %(why)s", "Motif", "placeholders or tags differ (%(why)s)"),
        ("Motif : %(why)s", "Motif : %(why)s<img src=x", "placeholders or tags differ (<)"),
        ("Motif : %(why)s", 'Motif : \\"%(why)s\\"', 'placeholders or tags differ (")'),
        ("Motif : %(why)s", "Motif : <b>%(why)s</b>", "placeholders or tags differ (</b>, <b>)"),
        ('msgstr[1] "%(number)s pages"', "", "not 2 form(s): '%(number)s page'"),
        ('msgid "Rhythm"', '#~ msgid "Old"\n#~ msgstr "Vieux"\n\nmsgid "Rhythm"', "obsolete"),
        ('msgid "Rhythm"', 'rubbish\nmsgid "Rhythm"', "cannot be read"),
    ],
)
def test_a_spoilt_translation_is_named(copied: Path, old: str, new: str, problem: str) -> None:
    edit(copied, old, new)
    problems = check(copied, SPEAKING)
    assert any(problem in line and "/fr/" in line for line in problems), problems


def test_bringing_up_to_date_changes_nothing_that_is(copied: Path) -> None:
    update(copied, SPEAKING)
    for language in LANGUAGES:
        name = f"{language}/LC_MESSAGES/django.po"
        assert (copied / name).read_bytes() == (LOCALE / name).read_bytes()


def test_bringing_up_to_date_adds_what_is_new_and_drops_what_is_not_said(
    copied: Path, tmp_path: Path
) -> None:
    page = tmp_path / "pages" / "new.html"
    page.parent.mkdir()
    page.write_text('{{ _("Rhythm") }}{{ _("Tide") }}', encoding="utf-8")
    update(copied, [page.parent])
    problems = check(copied, [page.parent])
    assert len(problems) == len(LANGUAGES) - 1  # English says itself
    assert all("empty" in problem and "'Tide'" in problem for problem in problems)
    said = (copied / PO).read_text(encoding="utf-8")
    assert 'msgstr "Rythme"' in said
    assert "Mécanismes" not in said


def test_compiled_translations_are_read_by_any_gettext(copied: Path) -> None:
    written_files = compile_all(copied)
    assert len(written_files) == len(LANGUAGES)
    catalog = gettext.translation("django", str(copied), ["ru"])
    assert catalog.gettext("Mechanisms") == "Механизмы"
    assert (
        catalog.ngettext("%(number)s document", "%(number)s documents", 22)
        == "%(number)s документа"
    )
    assert compile_all(copied) == []


def test_a_translation_that_cannot_be_read_is_not_compiled(copied: Path) -> None:
    edit(copied, 'msgid "Rhythm"', 'rubbish\nmsgid "Rhythm"')
    with pytest.raises(MistakenInput, match="mend the file"):
        compile_all(copied)


def test_sentences_are_found_in_templates_and_code(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        """<p title="{{ pgettext('place', "It's (here)") }}">
    {% trans count=n, name=x %}
       one {{ name }}
    {% pluralize %}
       many {{ name }}
    {% endtrans %}{{ f(_('A "quoted" word')) }}{% if x == _("in a tag") %}{% endif %}
    {% trans %}100 % of it,
       on two lines{% endtrans %}{{ _(x) }}""",
        encoding="utf-8",
    )
    (tmp_path / "b.py").write_text('ngettext("a", "b", n)\npgettext("c", "d")', encoding="utf-8")
    found = {(m.context, m.singular, m.plural) for m in messages_in([tmp_path]).values()}
    assert found == {
        ("place", "It's (here)", ""),
        ("", "one %(name)s", "many %(name)s"),
        ("", 'A "quoted" word', ""),
        ("", "in a tag", ""),
        ("", "100 %% of it, on two lines", ""),
        ("", "a", "b"),
        ("c", "d", ""),
    }


def test_a_template_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p>\n{% if %}{{ _("lost") }}', encoding="utf-8")
    with pytest.raises(MistakenInput, match=r"a\.html:2: .*mend the template"):
        messages_in([tmp_path])


def test_arabic_is_marked_as_unreviewed() -> None:
    head = (LOCALE / "ar/LC_MESSAGES/django.po").read_text(encoding="utf-8")[:300]
    assert "UNREVIEWED" in head


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en", "15 March 2012", "March 2012", "2012"),
        ("fr", "15 mars 2012", "mars 2012", "2012"),
        ("es", "15 de marzo de 2012", "marzo de 2012", "2012"),
        ("ru", "15 марта 2012 года", "март 2012 года", "2012"),
        ("ar", "15 مارس 2012", "مارس 2012", "2012"),
    ],
)
def test_dates_have_their_month_in_words(language: str, day: str, month: str, year: str) -> None:
    assert written.written_date(PartialDate(2012, 3, 15), language) == day
    assert written.written_date(PartialDate(2012, 3), language) == month
    assert written.written_date(PartialDate(2012), language) == year


def test_moments_numbers_and_directions() -> None:
    moment = dt.datetime(2024, 5, 3, 16, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert written.written_moment(moment, "en") == "3 May 2024, 14:05 UTC"
    assert written.written_number(1234567, "en") == "1,234,567"
    sizes = (1, 774, 12_345, 1_234_567, 2_000_000_000_000)
    for language, said in {
        "en": ["1 byte", "774 bytes", "12.3 kB", "1.2 MB", "2,000 GB"],
        "fr": ["1 octet", "774 octets", "12,3 ko", "1,2 Mo", "2 000 Go"],
        "ar": ["1 بايت", "774 بايت", "12.3 كيلوبايت", "1.2 م.ب", "2,000 غ.ب"],
    }.items():
        assert [" ".join(written.written_size(size, language).split()) for size in sizes] == said
    assert written.language_name("pt", "fr") == "portugais"
    assert written.language_name("xx-unknown", "fr") == "xx-unknown"
    assert [written.direction(code) for code in ("ar", "fa", "ru", "xx")] == [
        "rtl",
        "rtl",
        "ltr",
        "auto",
    ]
