"""Themes and rights of invented documents, in every language that has words."""

import pytest

from liaison.kernel.finding import FindingKind
from tests.understand.reading import Understood


@pytest.mark.parametrize(
    ("title", "theme", "right"),
    [
        ("The law on foreign agents threatens civil society", "foreign_funding", "R11"),
        ("The authorities must lift the travel ban on the lawyer", "movement", "R13"),
        ("La liberté de réunion est menacée dans le pays", "assembly", "R05"),
        ("Des défenseurs des droits humains sont en danger", "human_rights_defenders", "R01"),
        ("La libertad de expresión está en peligro en el país", "expression", "R04"),
        ("Acoso judicial contra los defensores del río", "judicial_harassment", "R03"),
        ("Закон об иностранных агентах угрожает гражданскому обществу", "foreign_funding", "R11"),
        ("Журналисты подвергаются давлению со стороны властей", "press", "R04"),
        ("قانون الجمعيات يهدد المجتمع المدني في البلاد", "association", "R06"),
        ("منع المحامية من السفر والحق في حرية التنقل", "movement", "R13"),
        ("Jornalistas são ameaçados pelas autoridades do país", "press", "R04"),
    ],
)
def test_a_title_names_the_theme_and_its_right(title: str, theme: str, right: str) -> None:
    understood = Understood(title=title)
    assert theme in understood.of(FindingKind.THEME)
    assert right in understood.of(FindingKind.RIGHT)


def test_a_theme_shows_its_words() -> None:
    understood = Understood("The law on foreign agents was adopted on Monday by the parliament.")
    assert understood.words(FindingKind.THEME) == ["foreign agents"]
    assert set(understood.words(FindingKind.RIGHT)) == {"foreign agents"}


def test_a_word_in_passing_is_no_theme_of_a_long_text() -> None:
    long = "The committee met and spoke of many things that day, as it had before. " * 120
    passing = Understood(f"{long}One speaker mentioned corruption. {long}")
    assert "corruption" not in passing.of(FindingKind.THEME)
    kept_to = Understood(
        "The report on corruption. "
        + f"Corruption is spreading. {long}" * 3
        + "Corruption kills. " * 4
    )
    assert "corruption" in kept_to.of(FindingKind.THEME)


def test_what_is_denied_is_no_theme() -> None:
    assert "torture" not in Understood("He was not tortured in the colony, they said.").of(
        FindingKind.THEME
    )


def test_weak_words_need_others_beside_them() -> None:
    assert "assembly" not in Understood("He spoke of a march.").of(FindingKind.THEME)


@pytest.mark.parametrize("text", ["", "x", "\u200f\u200f", "12 34"])
def test_texts_without_words_have_no_theme(text: str) -> None:
    assert Understood(text).of(FindingKind.THEME) == []
