"""Phrases of a list are found as they are inflected, and where words end."""

import time

import pytest

from liaison.understand.folding import folded
from liaison.understand.terms import Hit, Matcher, hits, ways
from liaison.understand.worded import worded
from liaison.vocabulary import Wording, load


def found(text: str, *phrases: str, language: str = "en") -> list[str]:
    """The words that phrases, each a code of its own, find in a text."""
    rows = [Wording(phrase, language, "strong", (phrase,)) for phrase in phrases]
    plain = folded(text)
    return [plain[hit.start : hit.end] for hit in Matcher(rows).hits(worded(plain))]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("arrest*", "Two ARRESTS; they were arrested, unarrested.", ["ARRESTS", "arrested"]),
        ("arrest", "arrest, arrests", ["arrest"]),
        ("shot/stabbed to death", "He was stabbed to death.", ["stabbed to death"]),
        (
            "taken .. into custody",
            "taken by two men into custody",
            ["taken by two men into custody"],
        ),
        ("taken .. into custody", "taken into custody", ["taken into custody"]),
        ("taken .. into custody", "taken by the two very tall men into custody", []),
        ("taken .. into custody", "He was taken. Into custody they went.", []),
        ("ill-treat*", "ill-treated, ill treatment", ["ill-treated", "ill treatment"]),
        ("détenu", "DETENU, détenu, detenus", ["DETENU", "détenu"]),
        ("осуждён", "осужден и осуждён", ["осужден", "осуждён"]),
        ("арестован*", "арестованного журналиста", ["арестованного"]),
        ("اعتقال", "والاعتقال، وباعتقال، لاعتقال اعتقالات", ["والاعتقال", "وباعتقال", "لاعتقال"]),
        ("تعذيب", "تعرّض للتعذيب", ["للتعذيب"]),
        ("garde à vue", "en garde à vue", ["garde à vue"]),
        ("d'opinion", "prisonnier d’opinion", ["d’opinion"]),
    ],
)
def test_a_phrase_finds_its_words(phrase: str, text: str, words: list[str]) -> None:
    assert found(text, phrase) == words


def test_a_longer_phrase_hides_what_is_part_of_it() -> None:
    assert found("under house arrest, then arrest", "arrest", "house arrest") == [
        "house arrest",
        "arrest",
    ]


def test_words_within_a_gap_are_found_too() -> None:
    assert found("threats to have him killed", "threats .. killed", "killed", "him") == [
        "threats to have him killed",
        "him",
    ]


def test_a_row_without_a_code_only_hides() -> None:
    rows = [
        Wording("a", "en", "strong", ("arrest",)),
        Wording("", "en", "strong", ("cardiac arrest",)),
    ]
    text = worded("arrest after a cardiac arrest")
    assert [hit.words for hit in Matcher(rows).hits(text)] == [(0,)]


def test_a_strong_phrase_is_kept_before_a_weak_one_of_the_same_words() -> None:
    rows = [Wording("a", "en", "weak", ("arrest*",)), Wording("a", "en", "strong", ("arrested",))]
    assert [hit.strength for hit in Matcher(rows).hits(worded("arrested"))] == ["strong"]


def test_the_ways_of_writing_a_phrase() -> None:
    assert ways("was/were ill-treat* .. étés") == [
        (one, "ill", "treat*", "..", last) for one in ("was", "were") for last in ("étés", "etes")
    ]


def violations(text: str, language: str) -> list[Hit]:
    return hits(worded(folded(text)), load(), "violation_words", language)


def test_a_sentence_in_another_language_is_read_in_that_language() -> None:
    text = (
        "The office published this. La defensora fue detenida por la policía y sus hijos con ella."
    )
    assert [(hit.code, hit.language) for hit in violations(text, "en")] == [
        ("arbitrary_detention", "es")
    ]


def test_words_that_only_look_like_another_language_are_not_taken_for_it() -> None:
    assert violations("The main arrears were paid and the rest is due.", "fr") == []
    assert {hit.language for hit in violations("He was detained at the embassy.", "en")} == {"en"}


def test_mixed_scripts() -> None:
    text = "Журналист был арестован за статью и не вышел. The lawyer was detained by the police."
    assert [hit.language for hit in violations(text, "ru")] == ["ru", "en"]


@pytest.mark.parametrize("text", ["", "x", "!!!", "арест", "\u200f", "123"])
def test_texts_of_next_to_nothing(text: str) -> None:
    assert len(violations(text, "en")) <= 1


def test_one_word_in_a_text_whose_language_is_unknown() -> None:
    assert [hit.code for hit in violations("Tortured", "")][:1] == ["torture"]


def test_sentences_end_where_they_do() -> None:
    text = worded(
        "Mr. A. Bell of St. Mark met Dr. Noor. He left! «Why?» asked J. Doe. 3 stayed\nEnd"
    )
    firsts = [text.words[first] for first in text.sentences]
    assert firsts == ["mr", "he", "why", "3", "end"]


def test_time_grows_with_the_text_only() -> None:
    sentence = "The police arrested and beat the journalist who had not been threatened before. "
    unbroken = "arrested not tortured " * 12_000

    def seconds(text: str) -> float:
        start = time.process_time()
        violations(text, "en")
        return time.process_time() - start

    seconds(sentence)
    small = seconds(sentence * 1_000)
    assert seconds(sentence * 8_000) < 20 * small + 0.2
    assert seconds(unbroken) < 10
