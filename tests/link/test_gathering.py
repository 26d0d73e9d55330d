"""Facts of odd texts: empty, endless, disguised, of every script; and the days they name."""

import datetime as dt
import time

import pytest

from liaison.kernel.finding import Finding, Part, Span
from liaison.link.days import days_named
from liaison.link.engine import link_all
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of
from liaison.link.keys import keys_of
from liaison.link.signature import likeness, plain_words, signature
from liaison.link.words import words
from liaison.vocabulary import load


def _facts(text: str, title: str = "", *findings: Finding, name: str = "a") -> Facts:
    parts = {Part.TITLE: title, Part.TEXT: text, Part.ADDRESS: f"https://example.org/{name}"}
    return facts_of(name, [EditionRead(parts, findings)])


@pytest.mark.parametrize(
    "text",
    ["", "Word", " \n\u200f ", "\ud800 lone", "1 2 3", "'", "人权维护者", "a" * 500, "\x00" * 20],
)
def test_no_text_is_too_odd(text: str) -> None:
    facts = _facts(text, text)
    assert Facts.from_json(facts.to_json()) == facts
    assert keys_of(facts).filed <= keys_of(facts).sought | {
        key for key in keys_of(facts).filed if key.startswith("day:")
    }


def test_odd_texts_belong_with_none() -> None:
    texts = ["", "Word", "1 2 3", "???", "人权维护者"]
    assert link_all(_facts(text, name=str(at)) for at, text in enumerate(texts)) == []


@pytest.mark.parametrize(
    "piece", ["The court of Varsk heard 1,200 people. ", "12 ", "A", "人权", "a'"]
)
def test_time_grows_with_the_text_and_facts_do_not(piece: str) -> None:
    text = piece * (2_000_000 // len(piece))
    begun = time.process_time()
    facts = _facts(text)
    assert time.process_time() - begun < 10
    assert len(facts.to_json()) < 5_000


def test_a_list_of_three_thousand_names_has_few_keys() -> None:
    names = [f"Perv{number}a Famil{number}o" for number in range(3_000)]
    text = ", ".join(names)
    findings = [
        Finding("person", "victim", Span(Part.TEXT, at, at + 14), "", 1, 0.9)
        for at in range(0, 45_000, 15)
    ]
    facts = _facts(text, "", *findings)
    assert len(facts.people) <= 60
    assert len(keys_of(facts).filed) < 1_000


def test_officials_make_no_matter() -> None:
    findings = [
        Finding("person", role, Span(Part.TEXT, 0, 12), "", 1, 0.9)
        for role in ("official", "mandate_holder")
    ]
    assert _facts("Halima Qenzu spoke.", "", *findings).people == ()


def test_latin_words_in_cyrillic_disguise_are_seen_through() -> None:
    assert [word.folded for word in words("Наlimа Qеnzu")] == ["halima", "qenzu"]
    assert [word.folded for word in words("Халима")] != ["xaлима"]


def test_texts_without_spaces_are_compared_too() -> None:
    text = "联合国人权理事会今天在日内瓦召开会议讨论人权维护者的处境并听取特别报告员的报告"
    other = "明天天气晴朗气温升高请大家注意防晒多喝水不要长时间在户外活动以免中暑发生危险情况"
    one, near, far = (
        signature(plain_words(each)) for each in (text, text.replace("今天", "昨天"), other)
    )
    assert likeness(one, near) > 0.6
    assert likeness(one, far) < 0.2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arrested on 12 December 1992", ["1992-12-12"]),
        ("arrested on December 12, 1992", ["1992-12-12"]),
        ("arrêtée le 1er mars 1993", ["1993-03-01"]),
        ("detenida el 3 de abril de 1993", ["1993-04-03"]),
        ("задержан 5 мая 1993 года", ["1993-05-05"]),
        ("our appeal of 15 April", ["1994-04-15", "1993-04-15"]),
        ("our appeal of 15 December", ["1993-12-15", "1992-12-15"]),
        ("on 31 February 1993, and in May", []),
        ("29 February", ["1992-02-29"]),
        ("pages 12 to 15, 1993", []),
    ],
)
def test_days_named(text: str, expected: list[str]) -> None:
    found = days_named(text, dt.date(1994, 5, 2), load())
    if text == "29 February":
        found = days_named(text, dt.date(1993, 5, 2), load())
    assert [day.isoformat() for day in found] == expected


def test_a_day_without_year_needs_the_day_of_publication() -> None:
    assert days_named("our appeal of 15 April", None, load()) == []
