"""Visits, sessions, hearings, trials, events and calls, as texts announce and report them."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from liaison.understand.activities import kind_named
from liaison.vocabulary import load
from tests.understand.reading import Understood

ACTIVITY = FindingKind.ACTIVITY
TOLD = "20 April 2024"


def told(text: str, title: str = "", *, stated: str = TOLD, mechanism: str = "") -> list[str]:
    read = Understood(text, title=title, stated_date=stated, mechanism=mechanism)
    return read.of(ACTIVITY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Special Rapporteur will undertake an official visit to Tunisia from 3 to 14 May 2024 at the invitation of the Government.", "country_visit;TUN;2024-05-03/2024-05-14;planned"),
        ("La CIDH realizará una visita in loco a Honduras del 3 al 14 de mayo de 2024.", "country_visit;HND;2024-05-03/2024-05-14;planned"),
        ("Le Rapporteur spécial se rendra en Tunisie du 3 au 14 mai 2024.", "country_visit;TUN;2024-05-03/2024-05-14;planned"),
        ("Специальный докладчик посетит с визитом Казахстан с 3 по 14 мая 2024 года.", "country_visit;KAZ;2024-05-03/2024-05-14;planned"),
        ("ستزور المقررة الخاصة تونس في الفترة من 3 إلى 14 أيار/مايو 2024.", "country_visit;TUN;2024-05-03/2024-05-14;planned"),
        ("A CIDH realizará visita in loco ao Brasil de 3 a 14 de maio de 2024.", "country_visit;BRA;2024-05-03/2024-05-14;planned"),
        ("The Working Group concluded its visit to Chad, which took place from 3 to 14 April 2024.", "country_visit;TCD;2024-04-03/2024-04-14;done"),
        ("The Special Rapporteur's visit to Chad from 3 to 14 May 2024 has been cancelled.", "country_visit;TCD;2024-05-03/2024-05-14;cancelled"),
        ("Эксперты ООН завершили официальный визит в Грузию, проходивший с 3 по 14 апреля 2024.", "country_visit;GEO;2024-04-03/2024-04-14;done"),
        ("The African Commission will hold its 61st Ordinary Session in Banjul, The Gambia, from 1 to 15 November 2024.", "session;;2024-11-01/2024-11-15;planned"),
        ("A hearing is scheduled for 12 June 2024 before the Court of Appeal in Minsk, Belarus.", "hearing;BLR;2024-06-12/2024-06-12;planned"),
        ("Our delegation observed the trial of the lawyers in Algeria on 3 April 2024.", "trial_observation;DZA;2024-04-03/2024-04-03;done"),
    ],
)  # fmt: skip
def test_an_activity_is_found_with_country_days_and_status(text: str, value: str) -> None:
    assert told(text) == [value]


def test_the_words_that_announce_it_are_shown() -> None:
    read = Understood("The Special Rapporteur will visit Chad from 3 to\n14 May 2024. She is glad.")
    assert read.words(ACTIVITY) == ["visit Chad from 3 to\n14 May 2024"]


def test_a_postponement_names_the_old_days_and_the_new() -> None:
    assert told(
        "The official visit of the Working Group to Chad, initially planned from 3 to 14 May 2024, "
        "has been postponed to 7-18 October 2024."
    ) == [
        "country_visit;TCD;2024-05-03/2024-05-14;postponed",
        "country_visit;TCD;2024-10-07/2024-10-18;planned",
    ]


def test_a_postponement_to_new_days_alone_says_so_beside_them() -> None:
    assert told("The visit of the Special Rapporteur to Chad was postponed to October 2024.") == [
        "country_visit;TCD;2024-10/2024-10;planned",
        "country_visit;TCD;/;postponed",
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Call for input: defenders", "Deadline for submissions: 30 June 2024, 18:00 in Geneva."),
        ("Appel à contributions", "Les contributions sont à envoyer avant le 30 juin 2024."),
        ("Convocatoria de aportes", "Los aportes pueden enviarse hasta el 30 de junio de 2024."),
        ("Призыв к представлению материалов", "Материалы принимаются до 30 июня 2024 года."),
        ("دعوة لتقديم مساهمات", "الموعد النهائي لتقديم المساهمات هو 30 حزيران/يونيه 2024."),
    ],
)
def test_a_call_in_the_title_finds_its_deadline_in_the_text(title: str, text: str) -> None:
    read = Understood(text, title=title)
    assert read.of(ACTIVITY) == ["call_for_input;;/2024-06-30;under_way"]
    assert read.part(ACTIVITY) is Part.TEXT


def test_a_call_without_a_deadline_is_a_call_all_the_same() -> None:
    assert told("Send what you know.", "Call for input") == ["call_for_input;;/;under_way"]


def test_a_visit_without_days_is_told_without_days() -> None:
    assert told("The Special Rapporteur will undertake an official visit to Chad.") == [
        "country_visit;TCD;/;planned"
    ]


def test_days_that_run_backwards_are_left_out() -> None:
    assert told("The Special Rapporteur will visit Chad from 14 to 3 May 2024.") == [
        "country_visit;TCD;/;planned"
    ]


def test_other_calendars_are_left_alone() -> None:
    assert told("The Committee will hold an official visit to Iran on 14 Ramadan 1445.") == [
        "country_visit;IRN;/;planned"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Special Rapporteur has requested a visit to Chad and awaits a reply.",
        "The Special Rapporteur did not visit Chad in 2023.",
        "Le Rapporteur spécial n'a pas visité le Tchad en 2023.",
        "The President of France paid an official visit to Chad from 3 to 5 May 2024.",
        "Her family visited her in prison in Egypt on 3 March 2024.",
        "El presidente realizó una visita oficial a España del 3 al 5 de abril de 2024.",
        "A training session took place from 3 to 5 May 2024.",
        "The hearing was long.",
        "They waited for the deadline of 30 June 2024.",
        "",
    ],
)
def test_what_is_no_activity_of_a_mechanism_is_not_told(text: str) -> None:
    assert told(text) == []


def test_a_session_that_lists_190_countries_visits_none() -> None:
    names = [one.names["en"] for one in load().countries.values()][:190]
    text = f"The Committee visited {', '.join(names)} and others. It met from 3 to 14 May 2024."
    assert [value for value in told(text) if value.startswith("country_visit")] == []
    listed = f"The 61st session of the Commission, from 3 to 14 May 2024, heard {', '.join(names)}."
    assert told(listed) == ["session;;2024-05-03/2024-05-14;done"] or told(
        listed, stated="1 May 2024"
    ) == ["session;;2024-05-03/2024-05-14;planned"]


def test_each_of_several_countries_has_its_own_days() -> None:
    assert told(
        "During the year the mandate holder undertook visits to Mexico (16 to 24 January 2023) and "
        "Australia (18 to 28 April 2023)."
    ) == [
        "country_visit;MEX;2023-01-16/2023-01-24;done",
        "country_visit;AUS;2023-04-18/2023-04-28;done",
    ]


def test_a_year_that_is_not_written_comes_from_when_it_was_told() -> None:
    text = "The Special Rapporteur will visit Chad from 3 to 14 January."
    assert told(text) == ["country_visit;TCD;2025-01-03/2025-01-14;planned"]
    assert told(text, stated="") == ["country_visit;TCD;/;planned"]


def test_nothing_that_is_to_come_is_done_and_nothing_over_is_planned() -> None:
    later = "The Working Group, which visited Peru before, goes on mission to Chad from 3 to 9 May "
    assert told(f"{later}2030.") == ["country_visit;TCD;2030-05-03/2030-05-09;planned"]
    assert told("The Committee will hold its session from 3 to 14 May 2019.") == [
        "session;;2019-05-03/2019-05-14;done"
    ]


def test_a_source_of_a_mechanism_need_not_name_it_again() -> None:
    text = "She will visit Chad from 3 to 14 May 2024."
    assert told(text) == []
    assert told(text, mechanism="un-srhrd") == ["country_visit;TCD;2024-05-03/2024-05-14;planned"]


def test_the_heading_of_a_session_has_its_days_below() -> None:
    text = "Human Rights Council\n\nFifty-fifth session\n\n26 February–5 April 2024\n\nItem 3"
    assert told(text) == ["session;;2024-02-26/2024-04-05;done"]


def test_a_title_names_a_kind_in_whatever_language() -> None:
    titles = {
        "Visit to Chad": "country_visit",
        "Observation d’un procès": "trial_observation",
        "Сессия Комитета": "session",
        "دعوة لتقديم مساهمات": "call_for_input",
        "Lunch": "",
    }
    assert {title: kind_named(title, load()) for title in titles} == titles


def test_a_yearbook_is_read_in_proportion_and_to_an_end() -> None:
    text = "The Special Rapporteur will visit Chad from 3 to 14 May 2024 with care. " * 5_000
    assert told(text) == ["country_visit;TCD;2024-05-03/2024-05-14;planned"]
