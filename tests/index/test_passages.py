"""The piece of a text that shows why it was found."""

import time

import pytest

from liaison.index.grammar import parse
from liaison.index.protocol import Fragment, Reader, Selection
from tests.index.conftest import Engine
from tests.pace import pace

FILLER = "The session was opened by the chair and the agenda was adopted. "


@pytest.fixture
def reader(engine: Engine) -> Reader:
    engine.feed()
    return engine.reader()


def matched(fragments: "list[Fragment] | tuple[Fragment, ...]") -> list[str]:
    return [fragment.text for fragment in fragments if fragment.matched]


@pytest.mark.parametrize(
    ("language", "text", "words", "shown"),
    [
        ("en", "A defender was detained.", "defenders detain", ["defender", "detained"]),
        ("en", "Fair trial, fair trials.", '"fair trial"', ["Fair trial"]),
        ("en", "See letter AL BLR 3/2023.", "AL BLR 3/2023", ["AL", "BLR", "3/2023"]),
        ("fr", "Les défenseures condamnées", "defenseure", ["défenseures"]),
        ("fr", "Les droits de l’homme", "l'homme", ["homme"]),
        ("es", "Fueron detenidas ayer", "detenida", ["detenidas"]),
        ("ru", "Задержали правозащитников вчера", "правозащитник", ["правозащитников"]),
        ("ar", "اعتقال والمدافعين عن حقوق الإنسانِ", "المدافعون الانسان", ["والمدافعين", "الإنسانِ"]),
        ("zh", "中国人权捍卫者被拘留", "人权捍卫者", ["人权捍卫者"]),
        ("ar-EG", "اعتقال والمدافعين", "المدافعين", ["والمدافعين"]),
        ("pt-BR", "Os defensores", "defensor", ["defensores"]),
        ("fa", "آزاد می‌شوند", "میشوند", ["می‌شوند"]),
        ("tr", "İNSAN HAKLARI", "insan haklar", ["İNSAN", "HAKLARI"]),
        ("", "Unknown tongue", "tongue", ["tongue"]),
        ("de", "Menschen\u00adrechte", "Menschenrechte", ["Menschen\u00adrechte"]),
        ("en", "cafe\u0301 closed", "café", ["cafe\u0301"]),
        ("en", "ＦＵＬＬ width", "full", ["ＦＵＬＬ"]),
    ],
)
def test_the_words_asked_for_are_marked_in_their_forms(
    reader: Reader, language: str, text: str, words: str, shown: list[str]
) -> None:
    fragments = reader.passage(parse(words), {language: text})
    assert matched(list(fragments)) == shown
    assert "".join(fragment.text for fragment in fragments) == text


@pytest.mark.parametrize(
    "words", ["", "   ", "***", "nonesuch", "-chair", '"chair session"', '"chairs"', "\x00"]
)
def test_nothing_is_shown_where_no_word_stands(reader: Reader, words: str) -> None:
    assert reader.passage(parse(words), {"en": FILLER}) == ()
    assert reader.passage(parse(words), {}) == ()


def test_the_passage_with_most_of_the_words_is_shown(reader: Reader) -> None:
    text = "A visa. " + FILLER * 30 + "The visa of a lawyer lapsed. " + FILLER * 30
    fragments = reader.passage(parse("visa lawyer"), {"en": text}, length=120)
    assert matched(list(fragments)) == ["visa", "lawyer"]
    piece = "".join(fragment.text for fragment in fragments)
    assert piece in text
    assert 80 <= len(piece) <= 130
    assert not piece.startswith(" ")
    assert text[text.index(piece) - 1].isspace()


def test_no_word_is_cut_at_either_end(reader: Reader) -> None:
    text = " ".join(f"word{number}" for number in range(2_000))
    for asked in ("word0", "word999", "word1999"):
        fragments = reader.passage(parse(asked), {"en": text}, length=90)
        piece = "".join(fragment.text for fragment in fragments)
        assert set(piece.split()) <= set(text.split())
        assert len(piece) > 60


def test_the_text_with_most_of_the_words_is_shown_and_the_first_of_equals(reader: Reader) -> None:
    texts = {"fr": "Une avocate.", "en": "A visa for an avocate.", "es": "Visa, avocate."}
    piece = "".join(fragment.text for fragment in reader.passage(parse("visa avocate"), texts))
    assert piece == texts["en"]


def test_a_long_phrase_across_the_seams_of_a_long_text_is_found(reader: Reader) -> None:
    phrase = "the lawyer whose visa had lapsed was turned away"
    for before in range(65_400, 65_640, 24):
        text = "x" * 20 + " " + "y " * (before // 2) + phrase + " z" * 50_000
        fragments = reader.passage(parse(f'"{phrase}"'), {"en": text})
        assert matched(list(fragments)) == [phrase], before


def test_signs_of_markup_stay_text(reader: Reader) -> None:
    fragments = reader.passage(parse("script"), {"en": "<script>alert('x')</script> & more"})
    assert "".join(fragment.text for fragment in fragments) == "<script>alert('x')</script> & more"
    assert matched(list(fragments)) == ["script", "script"]


@pytest.mark.parametrize(
    "words",
    ["lapsed", "nonesuch", "session lapsed", '"adopted lapsed"', f'"{"the session was " * 500}"'],
    ids=range(5),
)
def test_a_text_of_two_megabytes_is_quick(reader: Reader, words: str) -> None:
    text = FILLER * (2_000_000 // len(FILLER)) + "The visa lapsed."
    started = time.process_time()
    reader.passage(parse(words), {"en": text})
    assert time.process_time() - started < 2 * pace()


def test_little_words_are_marked_only_where_nothing_else_was_asked(reader: Reader) -> None:
    text = {"en": "The trial of the lawyers began."}
    assert matched(list(reader.passage(parse("trial of the lawyers"), text))) == [
        "trial",
        "lawyers",
    ]
    assert matched(list(reader.passage(parse("of the"), text))) == ["The", "of", "the"]


def test_a_text_of_one_word_costs_little_more_than_any_other(reader: Reader) -> None:
    """What a source publishes may be made to cost: one word over and over, in every stretch."""
    asked = reader.understand(Selection('trial "a b c" nonesuch'))

    def cost(text: str) -> float:
        begun = time.process_time()
        reader.passage(asked, {"en": text})
        return time.process_time() - begun

    usual, hostile = FILLER * 1_000, "a " * (len(FILLER) * 500)
    cost(usual)
    assert min(cost(hostile) for _ in range(2)) < 40 * max(cost(usual) for _ in range(3))
