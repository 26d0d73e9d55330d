"""What a miss looks like."""

import pytest

from liaison.measure.quality.cases import Question
from liaison.measure.quality.causes import causes


@pytest.mark.parametrize(
    ("question", "expected", "found", "said"),
    [
        (Question.SYMBOL, {"A/1"}, {"A/1"}, []),
        (Question.SYMBOL, {"A/1"}, set(), ["no answer"]),
        (Question.SYMBOL, set(), {"A/1"}, ["an answer where there is none"]),
        (Question.SYMBOL, {"A/1"}, {"A/2"}, ["another answer"]),
        (Question.ABOUT, {"BLR"}, {"BLR", "FRA"}, ["one too many"]),
        (Question.ABOUT, {"BLR", "FRA"}, {"BLR"}, ["one missed"]),
        (Question.LANGUAGE, {"hr"}, {"bs"}, ["hr taken for bs"]),
        (
            Question.VIOLATION,
            {"killing", "torture"},
            {"arbitrary_detention", "killing", "threat", "torture"},
            ["arbitrary_detention too much", "threat too much"],
        ),
        (Question.VIOLATION, {"killing", "torture"}, {"torture"}, ["killing missed"]),
        (Question.PUBLISHED, {"2024-05-06"}, {"2024-05"}, ["another precision"]),
        (Question.PUBLISHED, {"2024-05-06"}, {"2024-05-08"}, ["up to a week away"]),
        (Question.PUBLISHED, {"2024-05-06"}, {"2024-08-08"}, ["up to ten months away"]),
        (Question.PUBLISHED, {"2024-05-06"}, {"2021-05-06"}, ["another year"]),
    ],
)
def test_a_miss_is_told_in_words_that_count(
    question: Question, expected: set[str], found: set[str], said: list[str]
) -> None:
    assert list(causes(question, frozenset(expected), frozenset(found))) == said


def test_no_name_stands_in_a_cause() -> None:
    question = Question.PERSON
    given = frozenset({"Halima Qenzu", "Ilko Okrela"}), frozenset({"Qenzu", "Tamar Varsk"})
    said = list(causes(question, *given))
    assert sorted(said) == ["a name missed", "a name too many", "more or less of a name"]
