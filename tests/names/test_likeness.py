"""Which names are taken for one."""

import itertools

import pytest

from liaison.names import alike, same_name
from tests.names.test_keys import SPELLINGS


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda names: names[1])
def test_spellings_of_one_name_are_the_same_name(spellings: list[str]) -> None:
    for one, other in itertools.combinations(spellings, 2):
        assert same_name(one, other)
        assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Castellón Peña, Inés", "Inés Castellón Peña"),
        ("Inés Castellón Peña", "Ines Castellon"),  # the second surname
        ("Сергей Ильич Тихомиров", "Сергей Тихомиров"),  # the patronymic
        ("S. Tikhomirov", "Sergei Tikhomirov"),
        ("Bob Carver", "Robert Carver"),
        ("Margaret Oduya", "Margret Oduya"),  # a slip
        ("Myung Jun Ahn", "안명준"),
        ("Nguyễn Thị Hoa", "Nguyen Thi Hoa"),
    ],
)
def test_what_people_do_to_names_leaves_them_the_same(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan Rawi", "Hussein Rawi"),
        ("محمد الراوي", "محمود الراوي"),
        ("Inés Castellón", "Inés Castellanos Ruiz"),
        ("Sergei Tikhomirov", "Sergei Petrenko"),
        ("Marina Kovaleva", "Martin Oduya"),
        ("Samir", "Samir Rawi Haddad"),
        ("", "Samir"),
        ("—", "—"),
        ("Fund 12", "Fund 21"),
    ],
)
def test_near_names_of_others_are_not_the_same(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_name_of_a_thousand_words_is_answered() -> None:
    assert alike("Rawi " * 1_000, "Samir Rawi") <= 1
