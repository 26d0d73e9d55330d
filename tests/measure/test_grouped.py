"""Questions about a whole set: which documents belong together, counted by pairs."""

from pathlib import Path

from liaison.measure.quality.cases import Question, read_cases
from liaison.measure.quality.scoring import ALL, measure, silent
from tests.measure.test_quality import by_question, write

BAKER = (
    "The village of Ostrelle woke to the smell of bread on Tuesday, when the baker who had closed "
    "his shop in protest at the new levy lit the oven again and gave away three hundred loaves to "
    "whoever came, the mayor among them, who stood in the queue with everybody else."
)
FERRY = (
    "Ferries between the islands of Marn and Little Marn stood still for a ninth day; the union "
    "asks for a second engineer on every night crossing, the owners for a week in which nobody "
    "speaks to the press, and the postman rows across with the letters every second morning."
)


def _case(number: str, text: str, *groups: str, language: str = "en", **more: str) -> object:
    question = more.pop("question", "near_copy")
    return {
        "set": "news",
        "id": number,
        "text": text,
        "language": language,
        "expected": {question: groups},
        **more,
    }


def test_pairs_are_counted_once_and_by_language(tmp_path: Path) -> None:
    copy = BAKER.replace("Tuesday", "Wednesday")
    lines = [
        _case("1", BAKER, "baker"),
        _case("2", copy, "baker"),
        _case("3", FERRY),
        _case("4", FERRY, language="fr"),
        _case(
            "5", "The weather stays dry in the north and wet in the south of the island.", "baker"
        ),
    ]
    rows = measure(read_cases(write(tmp_path, *lines)), workers=1)
    counts = by_question(rows)[Question.NEAR_COPY]
    assert (counts.cases, counts.right, counts.wrong, counts.missed) == (5, 1, 1, 2)
    assert (counts.empty, counts.whole) == (1, 0)
    english = by_question(rows, "en")[Question.NEAR_COPY]
    assert (english.cases, english.right, english.wrong, english.missed) == (4, 1, 1, 2)
    french = by_question(rows, "fr")[Question.NEAR_COPY]
    assert (french.cases, french.right, french.wrong, french.missed) == (1, 0, 1, 0)


def test_a_set_in_which_no_pair_is_found_has_no_answer(tmp_path: Path) -> None:
    lines = [_case("1", BAKER, "one"), _case("2", FERRY, "one")]
    rows = measure(read_cases(write(tmp_path, *lines)), workers=1)
    assert {row.language for row in silent(rows)} == {ALL, "en"}


def test_a_document_that_cannot_be_read_belongs_with_none(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    broken = {"set": "news", "file": "broken.pdf", "expected": {"same_matter": ["x"]}}
    lines = [broken, _case("1", BAKER, "x", question="same_matter")]
    counts = by_question(measure(read_cases(write(tmp_path, *lines)), workers=1))
    assert counts[Question.SAME_MATTER].missed == 1
