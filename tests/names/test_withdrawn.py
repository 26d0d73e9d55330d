"""Names that were withdrawn are found again, in other spellings and scripts, and others' are not."""

import itertools
import time

import pytest

from liaison.names import find_withdrawn, withdrawn_digests

SECRET = bytes(range(32))


def found(name: str, text: str) -> list[str]:
    digests = withdrawn_digests(name, SECRET)
    return [text[start:end] for start, end in find_withdrawn(text, digests, SECRET)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Hassan Rawi", "On Monday Hassan al-Rawi was taken away.", "Hassan al-Rawi"),
        ("Hassan Rawi", "The court named RAWI, Hassan among others.", "RAWI, Hassan"),
        ("Hassan Rawi", "اعتقل المحامي حسن الراوي أمس", "حسن الراوي"),
        ("Hassan Rawi", "وحسن الراوي", "وحسن الراوي"),
        ("Hassan Rawi", "Адвоката Хасана ар-Рави задержали.", "Хасана ар-Рави"),
        ("محمد سعيد الراوي", "Mr. Mohammed Said al-Rawi and", "Mohammed Said al-Rawi"),
        ("محمد سعيد الراوي", "Mohamed al-Rawi", "Mohamed al-Rawi"),
        ("Жанна Ковалёва", "Суд над Жанной Ковалевой", "Жанной Ковалевой"),
        ("Жанна Ковалёва", "Zhanna Kovalyova appealed.", "Zhanna Kovalyova"),
        ("Жанна Ковалёва", "Жанна Олеговна Ковалева", "Жанна Олеговна Ковалева"),
        ("Park Sang-don", "어제 박상돈은 말했다", "박상돈"),
        ("Liu Xiaobo", "昨天刘晓波先生", "刘晓波"),
        ("刘晓波", "The writer Liu Xiaobo", "Liu Xiaobo"),
        ("Abdulkarim Nasser", "عبد الكريم ناصر", "عبد الكريم ناصر"),
        ("Inés Castellón de la Peña", "Ines Castellon de la Pena", "Ines Castellon de la Pena"),
        ("John Carver", "and John F. Carver (34)", "John F. Carver"),
        ("John Carver", "https://example.org/free-john-carver-now", "john-carver"),
        ("Sukarti", "Ibu Sukarti was seen.", "Sukarti"),
        ("Inés Oduya", "l’arrestation d’Inés Oduya, avocate", "d’Inés Oduya"),
        ("John Carver", "the wife of John Carver's lawyer", "John Carver's"),
        ("Marco D'Angelo", "Marco D’Angelo is free", "Marco D’Angelo"),
        ("وليد ناصر", "سلمت لوليد ناصر رسالة", "لوليد ناصر"),
        ("Inés Oduya", "The lawyer Inés “Ina” Oduya", "Inés “Ina” Oduya"),
        ("Berta Petrova", "المحامية بيرتا بيتروفا أمس", "بيرتا بيتروفا"),
        ("Marco Bodega", "ماركو بوديغا", "ماركو بوديغا"),
        ("Inés Verela", "إينيس فيريلا", "إينيس فيريلا"),
        ("Inés Oduya", "The lawyer Inés (Ina) Oduya", "Inés (Ina) Oduya"),
        ("Inés Oduya", "Inés1 Oduya and others", "Inés1 Oduya"),
        ("Inés Oduya", "See https://example.org/free-ines-oduya-now for more.", "ines-oduya"),
        ("Inés Oduya", "See the file Statement_Ines_Oduya.pdf", "Ines_Oduya"),
        ("Inés Oduya", "Write to ines.oduya@example.org today.", "ines.oduya"),
        ("Inés Oduya", "Everybody wrote #FreeInesOduya all day", "InesOduya"),
        ("John Carver", "At https://example.org/Free%20John%20Carver today", "John%20Carver"),
        (
            "Жанна Ковалёва",
            "At https://example.org/%D0%96%D0%B0%D0%BD%D0%BD%D0%B0_%D0%9A%D0%BE%D0%B2%D0%B0%D0%BB%D0%B5%D0%B2%D0%B0",
            "%D0%96%D0%B0%D0%BD%D0%BD%D0%B0",
        ),
    ],
)
def test_a_withdrawn_name_is_found_where_it_stands(name: str, text: str, words: str) -> None:
    spans = found(name, text)
    assert len(spans) == 1
    assert words in spans[0]


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"Ine{sign}s Od{sign}uya was held"
            for sign in "\u200b\u200c\u200d\u00ad\u2060\ufeff\u061c"
        ),
        "Ines\u200bOduya was held",
        "\u200eInes\u200f \u200eOduya\u200f was held",
        "Ines Odu-\nya was held",
        "Ines Odu\u2010\nya was held",
    ],
)
def test_signs_that_nobody_sees_hide_no_name(text: str) -> None:
    [words] = found("Inés Oduya", text)
    assert words.startswith("Ine")
    assert words.rstrip("\u200f").endswith("ya")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hassan Rawi", "Hussein Rawi, Hassan Ali"),
        ("Inés Oduya", "https://example.org/free-ines-and-all. Oduya"),
        ("Rose Bell", "A rose (and) bell"),
        ("Hassan Rawi", "حسين الراوي"),
        ("محمد سعيد الراوي", "محمود الراوي and Mahmoud Rawi"),
        ("Жанна Ковалёва", "Инна Ковалева, Жан Ковальский"),
        ("Abdulkarim Nasser", "Karim Nasser, عبد الله ناصر"),
        ("Inés Castellón de la Peña", "Inés Castellón"),
        ("Sukarti", "They said sukarti. Sukarto"),
        ("Rose Bell", "The rose and the bell. Rose. Bell."),
        ("—", "— nobody —"),
        ("Jane Carver", ""),
    ],
)
def test_names_of_others_are_left_alone(name: str, text: str) -> None:
    assert found(name, text) == []


def test_no_digest_shows_a_name_and_each_secret_gives_its_own() -> None:
    one = withdrawn_digests("Hassan Rawi", SECRET)
    other = withdrawn_digests("Hassan Rawi", bytes(32))
    assert one
    assert not any(len(digest) == 32 for digest in one & other)
    assert all(set(digest) <= set("0123456789abcdef") for digest in one)


def test_another_secret_finds_nothing() -> None:
    digests = withdrawn_digests("Hassan Rawi", SECRET)
    assert list(find_withdrawn("Hassan Rawi", digests, bytes(32))) == []


def test_many_names_do_not_overlap() -> None:
    digests = withdrawn_digests("Hassan Rawi", SECRET) | withdrawn_digests("Rawi Carver", SECRET)
    spans = list(find_withdrawn("Hassan Rawi Carver, Hassan Rawi", digests, SECRET))
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_a_name_has_not_too_many_digests() -> None:
    assert len(withdrawn_digests("عبد الرحمن محمد سعيد عبد الكريم الراوي", SECRET)) < 20_000


def test_a_long_text_takes_time_in_proportion() -> None:
    digests = withdrawn_digests("Hassan Rawi", SECRET)
    text = "".join(f"Somebody{n % 977} Andanother{n % 1009} " for n in range(20_000))
    list(find_withdrawn(text, digests, SECRET))  # what is kept of words is there now
    short = _seconds(text, digests)
    assert _seconds(text * 4, digests) < 4 * 3 * short


@pytest.mark.parametrize(
    "unit",
    [
        "\t",
        "Hassan\t",
        "(",
        "a.",
        "a\u200b",
        "Ab",
        "-\n",
        "%D0",
        "Hassan(",
        "李",
        "d'",
        "م\u200c",
        "а-",
    ],
)
def test_odd_texts_take_time_in_proportion(unit: str) -> None:
    digests = withdrawn_digests("Hassan Rawi", SECRET)

    def text(length: int) -> str:
        return f"Hassan{unit * (length // len(unit))}!"

    short = _seconds(text(40_000), digests)
    assert _seconds(text(160_000), digests) < 10 * short + 0.5


def test_a_name_is_found_beside_a_word_without_end() -> None:
    digests = withdrawn_digests("Hassan Rawi", SECRET)
    for endless in ("李" * 500, "d'" * 500, "Ab" * 500, "а" * 500):
        text = f"{endless} Hassan Rawi {endless}"
        (span,) = find_withdrawn(text, digests, SECRET)
        assert text[slice(*span)] == "Hassan Rawi"
    chain = f"{'x-' * 200}Hassan-Rawi{'-x' * 200}"
    assert any(
        "Hassan-Rawi" in chain[slice(*span)] for span in find_withdrawn(chain, digests, SECRET)
    )


def _seconds(text: str, digests: frozenset[str]) -> float:
    start = time.process_time()
    list(find_withdrawn(text, digests, SECRET))
    return time.process_time() - start
