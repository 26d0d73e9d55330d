"""The project's own vocabulary: whole, quick to load, honest about what is not reviewed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison import vocabulary
from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import Certainty, Label

Spoil = Callable[[str, str, str], Path]


def test_nothing_is_wrong_with_the_projects_own_files() -> None:
    assert vocabulary.problems() == []


def test_it_holds_what_the_record_needs() -> None:
    known = vocabulary.load()
    assert len(known.mechanisms) == 24
    assert len(known.countries) == 250
    assert len(known.reference_patterns) >= 36
    assert {"press_release", "urgent_appeal", "allegation_letter", "visit_report"} <= set(
        known.document_kinds
    )
    assert (
        sum(one.organisation == "un" and one.status == "member" for one in known.memberships) == 193
    )


def test_it_is_read_once() -> None:
    assert vocabulary.load() is vocabulary.load()


def test_it_loads_in_a_tenth_of_a_second() -> None:
    script = (
        "import time; from liaison import vocabulary; start = time.process_time();"
        "vocabulary.load(); print(time.process_time() - start)"
    )
    took = [
        float(
            subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
        )
        for _ in range(3)
    ]
    assert min(took) < 0.1


def test_a_label_in_the_language_asked_for() -> None:
    assert vocabulary.load().label("GEO", "ru") == Label("Грузия", "ru", reviewed=True)


def test_a_label_that_nobody_reviewed_says_so() -> None:
    label = vocabulary.load().label("press_release", "ar")
    assert (label.language, label.reviewed, label.fallback) == ("ar", False, False)


def test_a_missing_label_falls_back_to_english_and_says_so() -> None:
    label = vocabulary.load().label("hrw", "ru")
    assert (label.language, label.fallback) == ("en", True)


def test_a_code_that_no_list_has_is_refused() -> None:
    with pytest.raises(KeyError):
        vocabulary.load().label("no-such-code", "en")


def test_a_fact_from_memory_is_marked_to_be_checked() -> None:
    known = vocabulary.load()
    assert known.mechanisms["asean-aichr"].evidence.certainty is Certainty.TO_BE_CHECKED
    assert known.mechanisms["un-srhrd"].evidence.certainty is Certainty.SEEN
    assert all(mechanism.evidence.checked for mechanism in known.mechanisms.values())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MistakenInput, match=r"about\.yaml:1: is missing"):
        vocabulary.load(tmp_path)


def test_a_row_that_cannot_be_read_is_named_with_its_line(spoiled: Spoil) -> None:
    folder = spoiled("months.csv", "1,en,January,", "first,en,January,")
    with pytest.raises(MistakenInput, match=r"months\.csv:2: invalid literal"):
        vocabulary.load(folder)


def test_an_entry_that_cannot_be_read_is_named(spoiled: Spoil) -> None:
    folder = spoiled("reference_patterns.yaml", "'.INF'", ".INF")
    with pytest.raises(
        MistakenInput, match=r"reference_patterns\.yaml: entry .* put numbers in quotes"
    ):
        vocabulary.load(folder)
