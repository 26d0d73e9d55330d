"""What a reader typed, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.index.words import MOST_TERMS, Asked, Phrase, Word, parse


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", Asked()),
        (" \t\u200f\x00 ", Asked()),
        ("detained defenders", Asked((Word("detained"), Word("defenders")))),
        ("detained detained", Asked((Word("detained"),))),
        ('"fair trial" judge', Asked((Phrase("fair trial"), Word("judge")))),
        ("«procès équitable»", Asked((Phrase("procès équitable"),))),
        ("„faires Verfahren“", Asked((Phrase("faires Verfahren"),))),
        (
            'judge -"fair trial" -jury',
            Asked((Word("judge"),), (Phrase("fair trial"), Word("jury"))),
        ),
        ("sub-regional", Asked((Word("sub-regional"),))),
        ('"fair trial', Asked((Word("fair"), Word("trial")))),
        ('fair" trial', Asked((Word("fair"), Word("trial")))),
        ('"" - "-"', Asked()),
        ("A/HRC/25/55", Asked((Word("A/HRC/25/55"),))),
        ("work* AND ~", Asked((Word("work*"), Word("AND")), (), ("~",))),
        ("***", Asked((), (), ("***",))),
        ("judge 🕊", Asked((Word("judge"),), (), ("🕊",))),
        ("\u202bحقوق\u202c", Asked((Word("حقوق"),))),
        ("حق\u200eوق", Asked((Word("حقوق"),))),
    ],
)
def test_a_question_is_understood(typed: str, understood: Asked) -> None:
    assert parse(typed) == understood


def test_what_stands_after_the_last_term_is_named() -> None:
    asked = parse(" ".join(f"w{number}" for number in range(MOST_TERMS + 2)))
    assert len(asked.wanted) == MOST_TERMS
    assert asked.ignored == (f"w{MOST_TERMS}", f"w{MOST_TERMS + 1}")


@given(st.text(max_size=400))
def test_any_text_is_understood_as_something(typed: str) -> None:
    asked = parse(typed)
    assert len(asked.wanted) + len(asked.unwanted) <= MOST_TERMS
    if any(letter.isalnum() for letter in typed):
        assert not asked.is_blank
