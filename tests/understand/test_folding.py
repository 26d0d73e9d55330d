"""What typesetting spells in many ways is searched in one, and found where it stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.understand.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("A/HRC/\n25/55", "A/HRC/25/55"),
        ("A/HRC/\n\n25/55", "A/HRC/25/55"),
        ("A/HRC\n/25/55", "A/HRC/25/55"),
        ("the Assem-\nbly", "the Assembly"),
        ("Guinea-\nBissau", "Guinea-Bissau"),
        ("PM\u2011382\u201321", "PM-382-21"),
        ("one\u00a0 two\tthree \n four", "one two three four"),
        ("one\r\n\r\ntwo", "one\ntwo"),
        ("de\u00adfend\u200ber", "defender"),
        (
            "\u200fالبحر\u064eين\u200e",
            "البحرين",
        ),
        ("١٢٣", "123"),
        ("Cote d'Ivoire", "Cote d\u2019Ivoire"),
        ("a\x00b", "a b"),
        ("", ""),
    ],
)
def test_it_is_folded(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(st.text(alphabet="ab-/ \n\r\u00ad\u200f1Aé\u0301ا\x00", max_size=60))
def test_every_character_is_found_where_it_stood(written: str) -> None:
    folded = fold(written)
    assert len(folded.text) <= len(written)
    position = 0
    for at, character in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert position <= start < end <= len(written)
        position = start
        if character not in " \n":
            assert fold(written[start:end]).text == character


def test_lower_case_keeps_the_length() -> None:
    assert len(fold("\u0130stanbul \u0130").text.lower()) == len("\u0130stanbul \u0130")


def test_time_grows_with_the_length_and_no_faster() -> None:
    def took(times: int) -> float:
        text = "A line of text-\nwith breaks /\n and  gaps\n\n" * times
        start = time.process_time()
        fold(text)
        return time.process_time() - start

    took(1_000)
    assert took(40_000) < 40 * max(min(took(4_000), took(4_000)), 0.002)
