"""Invented texts in the languages of the interface: no question comes out empty in any.

Who writes the questions should not grade the answers: the figures are no floor.
"""

from pathlib import Path

from liaison.measure.quality.cases import read_cases
from liaison.measure.quality.scoring import measure, silent

INVENTED = Path(__file__).with_name("invented")
LANGUAGES = {"en", "fr", "es", "ru", "ar", "pt"}


def test_every_question_is_answered_in_every_language() -> None:
    rows = measure(read_cases(INVENTED), workers=1)
    assert {row.language for row in rows if row.language} == LANGUAGES
    assert silent(rows) == []
    assert [row for row in rows if not row.counts.right] == []
