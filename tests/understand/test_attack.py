"""What was done, by whom and to whom, is found with the words that say it."""

import csv
import time
from pathlib import Path

import pytest

from liaison.kernel.finding import FindingKind
from liaison.kernel.reading import Context, Format, Reading
from liaison.understand.deeds import deeds, named
from liaison.understand.read import begin
from liaison.vocabulary import load
from tests.understand.reading import Understood

SENTENCES = list(csv.DictReader(Path(__file__).with_name("violation_texts.csv").open()))
LANGUAGES = ("en", "fr", "es", "ru", "ar")
VIOLATION, PERPETRATOR, DEFENDER = (
    FindingKind.VIOLATION,
    FindingKind.PERPETRATOR,
    FindingKind.DEFENDER,
)


@pytest.mark.parametrize(
    ("text", "violation", "perpetrator", "defender"),
    [
        (
            "On Monday the journalist Ana Belmar was arrested by police officers in her home.",
            "arbitrary_detention",
            "police",
            "journalist",
        ),
        (
            "Lundi, l’avocat Paul Merivel a été torturé par des militaires pendant trois jours.",
            "torture",
            "armed_forces",
            "lawyer",
        ),
        (
            "El lunes la sindicalista Rosa Almeyra fue secuestrada por hombres armados en su casa.",
            "abduction",
            "unknown",
            "trade_unionist",
        ),
        (
            "В понедельник журналистка Нина Белова была избита сотрудниками полиции у дома.",
            "physical_attack",
            "police",
            "journalist",
        ),
        (
            "يوم الاثنين اعتقلت قوات الأمن المحامي سامر البلوي من منزله في العاصمة.",
            "arbitrary_detention",
            "intelligence",
            "lawyer",
        ),
    ],
)
def test_who_did_what_to_whom(text: str, violation: str, perpetrator: str, defender: str) -> None:
    found = Understood(text)
    assert violation in found.of(VIOLATION)
    assert found.of(PERPETRATOR) == [perpetrator]
    assert found.of(DEFENDER) == [defender]


def test_the_span_shows_the_words() -> None:
    found = Understood("The reporter was ar-\nrested by sol-\ndiers near the market yesterday.")
    assert found.words(VIOLATION) == ["ar-\nrested"]
    assert found.words(PERPETRATOR) == ["sol-\ndiers"]
    assert found.words(DEFENDER) == ["reporter"]


@pytest.mark.parametrize(
    "text",
    [
        "The journalist was not arrested by the police, the editor said on Monday.",
        "The experts call for the release of the lawyer and for a visit to the country.",
        "If arrested, the lawyer will speak to the court about the new law of the land.",
        "The Committee against Torture will examine the report of the State in November.",
        "The police met journalists at the opening of the new library in the city.",
    ],
)
def test_what_did_not_happen_is_no_violation(text: str) -> None:
    found = Understood(text)
    assert found.of(VIOLATION) == []
    assert found.of(PERPETRATOR) == []


def test_the_arrest_of_suspects_is_no_violation_but_their_deed_is() -> None:
    found = Understood("Police arrested two suspects over the murder of the activist last week.")
    assert found.of(VIOLATION) == ["killing"]


def test_a_threat_to_arrest_is_a_threat() -> None:
    found = Understood("Officers threatened to arrest the students of the faculty on Monday.")
    assert found.of(VIOLATION) == ["threat_intimidation"]


@pytest.mark.parametrize(
    ("text", "perpetrators"),
    [
        (
            "The police said that the lawyer was kidnapped by a gang in the city.",
            ["organised_crime"],
        ),
        ("A police officer was killed by gunmen in the town near the border.", ["unknown"]),
        ("The police rescued the kidnapped girls in the forest on Sunday.", []),
        ("The activist was sentenced to four years in prison on Monday.", ["state"]),
        ("The activist was kidnapped on the road to the capital on Monday.", []),
        (
            "The company’s guards beat the villagers; the army shot and killed one.",
            ["armed_forces"],
        ),
    ],
)
def test_who_is_to_blame_stands_in_the_sentence(text: str, perpetrators: list[str]) -> None:
    found = Understood(text).of(PERPETRATOR)
    assert set(perpetrators) <= set(found)
    assert bool(found) == bool(perpetrators)
    assert "police" not in found


def test_what_is_told_in_passing_in_a_long_text_is_left_out() -> None:
    about = "The reporter was arrested at the gate. The hearing was held in the town. " * 30
    found = Understood(f"{about} In another country a man was killed. {about}")
    assert found.of(VIOLATION) == ["arbitrary_detention"]


def test_what_the_title_tells_is_found_however_long_the_text() -> None:
    found = Understood("The reporter was arrested. " * 40, title="Lawyer killed in the capital")
    assert set(found.of(VIOLATION)) == {"killing", "arbitrary_detention"}


def test_weak_words_are_believed_where_nothing_else_is_told() -> None:
    found = Understood("Prison again: the prisoner asks the court for the prison’s rules in vain.")
    finding = found.one(VIOLATION)
    assert (finding.value, finding.method) == ("arbitrary_detention", "violation: weak words")
    assert finding.confidence < 0.6


@pytest.mark.parametrize("text", ["", "Arrest", "убийство", "x" * 5000, "\u200f\u200f", "12 / 13"])
def test_texts_of_a_word_or_none(text: str) -> None:
    assert len(Understood(text).of(VIOLATION)) <= 1


def test_homoglyphs_and_mixed_scripts_break_nothing() -> None:
    found = Understood("The jоurnalist was arrested. Журналист был арестован. اعتقل الصحفي.")
    assert found.of(VIOLATION) == ["arbitrary_detention"]


def test_five_megabytes_take_time_in_proportion() -> None:
    sentence = "The police arrested and beat the journalist, who was not threatened by the mayor. "

    def seconds(text: str) -> float:
        start = time.process_time()
        Understood(text)
        return time.process_time() - start

    seconds(sentence)
    small = seconds(sentence * 6_000)
    assert seconds(sentence * 60_000) < 20 * small


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_violation_is_found_in_a_sentence_of_each_language(language: str) -> None:
    assert {row["code"] for row in SENTENCES} == set(load().violation_types)
    missed = []
    for row in SENTENCES:
        read = begin(Reading(Format.TEXT, "", row[language]), Context(address=""), load())
        found = deeds(named(read, language), read.vocabulary)
        if not any(use.code == row["code"] and use.strength == "strong" for use in found):
            missed.append(row["code"])
    assert missed == []


@pytest.mark.parametrize("file", ["violation", "perpetrator", "defender"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_strong_words_in_each_language(file: str, language: str) -> None:
    known = load()
    codes = {
        "violation": known.violation_types,
        "perpetrator": known.perpetrator_types,
        "defender": known.defender_types,
    }[file]
    worded = {
        one.code
        for one in known.words[f"{file}_words"]
        if one.language == language and one.strength == "strong"
    }
    assert set(codes) - worded == set()
