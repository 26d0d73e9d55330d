"""The trained weights: which themes, by which words, and what they hold."""

import zlib

import numpy as np
import pytest

from liaison.understand.recommendation_features import features, words_of
from liaison.understand.recommendation_themes import FILE, read_weights, telling, themes, weights
from liaison.vocabulary import load


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratify the Optional Protocol to CEDAW", {"womens_rights", "international_instruments"}),
        ("Abolish the death penalty for all crimes", {"death_penalty"}),
        ("Protect human rights defenders from harassment", {"human_rights_defenders"}),
        ("Raise the minimum age of criminal responsibility for juveniles", {"rights_of_the_child"}),
        ("Guarantee access to safe drinking water and sanitation", {"water"}),
        ("Extend a standing invitation to all special procedures", {"special_procedures"}),
    ],
)
def test_themes_of_plain_recommendations(text: str, expected: set[str]) -> None:
    assert expected <= {theme.code for theme in themes(text)}


def test_every_known_word_gives_a_theme_and_no_other_does() -> None:
    assert len(themes("Continue efforts")) == 1
    assert themes("") == []
    assert themes("qqxxz") == []
    assert themes("\u0639\u0645\u0644") == []


def test_a_theme_shows_the_words_that_weighed_most() -> None:
    assert telling("Put an end to torture in places of detention", "torture")[0] == "torture"
    assert telling("", "torture") == []
    with pytest.raises(ValueError, match="not in tuple"):
        telling("Abolish torture", "weather")


def test_confidence_is_a_share() -> None:
    assert all(0 < theme.confidence < 1 for theme in themes("Abolish torture and ill-treatment"))


def test_the_weights_know_every_issue_and_no_text() -> None:
    model = weights()
    assert model.themes == tuple(load().upr_issues)
    assert FILE.stat().st_size < 3_000_000
    with np.load(FILE, allow_pickle=False) as held:
        written = {name: held[name].dtype.kind for name in held.files}
    assert written.pop("themes") == "U"
    assert set(written.values()) <= {"u", "i", "f"}
    assert list(model.checksums) == sorted(set(model.checksums.tolist()))


def test_weights_that_are_missing_say_so(tmp_path: object) -> None:
    with pytest.raises(OSError, match="weights"):
        read_weights(FILE.with_name("no_weights.npz"))


def test_a_feature_names_the_words_that_show_it() -> None:
    words = words_of("Protect girls and minors from violence")
    by_name = {one.name: one.words for one in features(words)}
    assert by_name["girls and"] == (1, 2)
    assert by_name["@child"] == (1, 3)
    assert "@child@secur" not in by_name
    assert by_name["~girl ~minor"] == (1, 3)


def test_a_text_of_a_million_words_costs_as_one_of_four_hundred() -> None:
    assert len(words_of("law " * 1_000_000)) == 400
    assert zlib.crc32(b"law") in set(weights().checksums.tolist())
