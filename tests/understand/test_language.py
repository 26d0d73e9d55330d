"""The language of a text, and how sure that is."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from tests.understand.reading import Understood

LANGUAGE = FindingKind.LANGUAGE
ENGLISH = "The authorities released the defender on bail after a long and unlawful detention. "
FRENCH = (
    "Les autorités ont libéré le défenseur après une longue détention arbitraire dans la capitale. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (
            "Las autoridades liberaron a la defensora después de una larga detención en la capital.",
            "es",
        ),
        (
            "Власти освободили правозащитника после долгого и незаконного содержания под стражей.",
            "ru",
        ),
        (
            "أفرجت السلطات عن المدافع عن حقوق الإنسان أمس بعد احتجاز طويل دون محاكمة",
            "ar",
        ),
        (
            "As autoridades libertaram o defensor depois de uma longa detenção na capital do país.",
            "pt",
        ),
        ("中国人权捍卫者被释放的消息", "zh"),
        (
            "ქართული ენა და უფლებები ქვეყანაში",
            "ka",
        ),
    ],
)
def test_it_is_told_by_its_words(text: str, language: str) -> None:
    assert Understood(text).of(LANGUAGE) == [language]


def test_a_wrong_statement_does_not_outweigh_the_words() -> None:
    assert Understood(FRENCH * 3, stated_language="en").of(LANGUAGE) == ["fr"]


def test_a_statement_in_another_script_is_not_believed() -> None:
    assert Understood(ENGLISH, stated_language="ar").of(LANGUAGE) == ["en"]


@pytest.mark.parametrize("words", ["Amicus", "Gros v. Plat", "мир"])
def test_a_few_words_are_never_confident(words: str) -> None:
    assert Understood(words).of(LANGUAGE) == []
    for given in ({"stated_language": "en"}, {"languages": ("en",)}):
        for finding in Understood(words, **given).findings:
            assert finding.kind != LANGUAGE or finding.confidence <= 0.5


def test_a_doubtful_text_is_in_a_language_of_its_source() -> None:
    title = "CASE OF GROSKY AND PLATANOV v. NOWHERESTAN"
    finding = Understood(title, languages=("en", "fr")).one(LANGUAGE)
    assert finding.value in ("en", "fr")
    assert finding.confidence <= 0.6


def test_the_title_speaks_where_there_is_no_text() -> None:
    found = Understood("", title=ENGLISH)
    assert found.of(LANGUAGE) == ["en"]
    assert found.part(LANGUAGE) is Part.TITLE


@pytest.mark.parametrize("nothing", ["", " \n ", "12345 !?", "\x00\x00"])
def test_without_letters_there_is_no_language(nothing: str) -> None:
    assert Understood(nothing).of(LANGUAGE) == []


def test_an_opening_in_the_declared_language_does_not_decide_for_the_rest() -> None:
    text = ENGLISH * 4 + FRENCH * 30
    assert Understood(text, stated_language="en").of(LANGUAGE) == ["fr"]
