"""Latin letters, words and keys."""

import pytest

from liaison.names import keys_alike, name_keys, name_words, romanise


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Жанна Хёрина", "zhanna khyorina"),
        ("سليم الراوي", "slim alraui"),
        ("דניאל", "dnial"),
        ("ジョン・ハート", "jiyon-hato"),
        ("김철수", "gimcheolsu"),
        ("李明", "liming"),
        ("გიორგი", "giorgi"),
        ("Հայկ", "hayk"),
        ("ተስፋዬ", "tesfaye"),
        ("Đặng Thị Lựu", "dang thi luu"),
        ("", ""),
        ("7", "7"),
    ],
)
def test_any_script_reads_in_latin_letters(written: str, latin: str) -> None:
    assert romanise(written) == latin


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Samir al-Rawi", ("samir", "rawi")),
        ("Castellón de la Peña, Inés", ("inés", "castellón", "peña")),
        ("Abdulkarim Nasser", ("abd", "karim", "nasser")),
        ("Abdel Karim Nasser", ("abd", "karim", "nasser")),
        ("عبدالكريم ناصر", ("عبد", "كريم", "ناصر")),
        ("Park Sang-don", ("park", "sangdon")),
        ("박상돈", ("박", "상돈")),
        ("欧阳晓波", ("欧阳", "晓波")),
        ("Daw Khin Mya Aye", ("khin", "mya", "aye")),
        ("John Carver Jr.", ("john", "carver")),
        ("de la", ("de", "la")),  # nothing else is there
        ("—", ()),
    ],
)
def test_words_are_what_tells_a_person_from_another(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


SPELLINGS = [
    ["محمد سعيد الراوي", "Mohammed Said al-Rawi", "Мухаммед Саид ар-Рави", "Muhamed Saeed Alrawi"],
    ["عبد الكريم خالد", "Abdelkrim Khaled", "Абдулкарим Халид", "Abdul Karim Khalid"],
    ["Жанна Ковалёва", "Janna Kovaleva", "Жанну Ковалеву", "Zhanna Kovalyova"],
    ["Сергей Тихомиров", "Siarhei Tikhomirov", "Сергеем Тихомировым", "Sergei Tichomirow"],
    ["박상돈", "Park Sang-don", "Park Sangdon"],
    ["刘晓波", "Liu Xiaobo", "Liu Xiao-bo"],
    ["דניאל ברק", "Daniel Barak", "Даниэль Барак"],
    ["შალვა გიორგაძე", "Shalva Giorgadze", "Шалва Гиоргадзе"],
    ["Հայկ Մարգարյան", "Hayk Margaryan", "Айк Маргарян"],
    ["Sasha Petrenko", "Олександр Петренко", "Aleksandr Petrenko"],
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda names: names[1])
def test_spellings_of_one_name_share_a_key_in_every_word(spellings: list[str]) -> None:
    first, *others = [name_keys(name) for name in spellings]
    for other in others:
        assert len(other) == len(first)
        assert all(mine & theirs for mine, theirs in zip(first, other, strict=True))
        assert keys_alike(first, other) == 1.0


def test_other_people_share_few_keys() -> None:
    people = [name_keys(spellings[0]) for spellings in SPELLINGS]
    pairs = [(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]
    assert [pair for pair in pairs if keys_alike(*pair) > 0.5] == []


def test_a_word_has_few_keys_however_long() -> None:
    (keys,) = name_keys("xjchgvwth" * 50)
    assert 0 < len(keys) <= 24


def test_keys_take_the_words_of_a_name_in_any_order() -> None:
    assert keys_alike(name_keys("Kovaleva Janna"), name_keys("Жанна Ковалёва")) == 1.0


def test_a_word_more_costs_little_and_a_single_word_says_little() -> None:
    more = keys_alike(name_keys("Жанна Ковалёва"), name_keys("Жанна Олеговна Ковалёва"))
    assert 0.9 < more < 1
    assert keys_alike(name_keys("Жанна"), name_keys("Жанна Ковалёва")) <= 0.5
    assert keys_alike((), name_keys("Жанна")) == 0
