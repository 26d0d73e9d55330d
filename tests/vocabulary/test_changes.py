"""What changed between two vocabularies, and what a change would touch."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from liaison.kernel.finding import FindingKind
from liaison.vocabulary import Change, changes, fingerprint, load

Spoil = Callable[[str, str, str], Path]


def test_nothing_changed(spoiled: Spoil) -> None:
    same = load(spoiled("months.csv", "mars", "mars"))
    assert changes(load(), same) == ()
    assert fingerprint(load()) == fingerprint(same)


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    code = "from liaison.vocabulary import fingerprint, load; print(fingerprint(load()))"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == fingerprint(load())


def test_a_list_that_an_earlier_version_did_not_have_was_empty(spoiled: Spoil) -> None:
    folder = spoiled("months.csv", "mars", "mars")
    (folder / "rights.csv").unlink()
    (folder / "defender_words.csv").unlink()
    (folder / "document_kinds.yaml").unlink()
    found = {
        (one.list_name, one.code, one.change) for one in changes(load(folder, earlier=True), load())
    }
    assert ("rights", "R01", Change.ADDED) in found
    assert ("defender_types", "lawyer", Change.CHANGED) in found
    assert ("document_kinds", "speech", Change.ADDED) in found


def test_a_new_phrase_names_its_term_and_the_words_to_look_for(spoiled: Spoil) -> None:
    folder = spoiled(
        "violation_words.csv", "lynch* |", "lynch* | drawn/dragged to .. slow* death |"
    )
    (change,) = changes(load(), load(folder))
    assert (change.list_name, change.code) == ("violation_types", "killing")
    assert change.kinds == (FindingKind.VIOLATION,)
    assert change.words == ("slow death",)


def test_a_comment_changes_nothing(spoiled: Spoil) -> None:
    assert changes(load(), load(spoiled("mechanisms.yaml", "# The mech", "# All the mech"))) == ()


def test_a_new_name_of_a_country_names_the_country_and_the_word(spoiled: Spoil) -> None:
    new = load(
        spoiled(
            "country_names.csv",
            "iso3,language,name,trap\n",
            "iso3,language,name,trap\nFJI,en,Viti Levu,\n",
        )
    )
    (change,) = changes(load(), new)
    assert (change.list_name, change.code, change.change) == ("countries", "FJI", Change.CHANGED)
    assert change.kinds == (FindingKind.COUNTRY, FindingKind.ABOUT)
    assert change.words == ("Viti Levu",)
    assert fingerprint(load()) != fingerprint(new)


def test_a_removed_name_touches_by_its_findings_only(spoiled: Spoil) -> None:
    (change,) = changes(load(), load(spoiled("country_names.csv", "MMR,en,Burma,\n", "")))
    assert (change.code, change.words) == ("MMR", ())


def test_a_kind_with_a_new_cue(spoiled: Spoil) -> None:
    (change,) = changes(
        load(), load(spoiled("document_kinds.yaml", "[speech, ", "[speech, toast by, "))
    )
    assert (change.code, change.words) == ("speech", ("toast by",))
    assert change.kinds == (FindingKind.DOCUMENT_KIND,)


def test_a_changed_pattern(spoiled: Spoil) -> None:
    (change,) = changes(
        load(),
        load(spoiled("reference_patterns.yaml", r"ACCC/(?P<kind>[CSM])", r"ACCC/(?P<kind>[CSMR])")),
    )
    assert (change.code, change.change) == ("aarhus.compliance", Change.CHANGED)


def test_an_added_and_a_removed_term(spoiled: Spoil) -> None:
    spoiled(
        "organisations.csv",
        "code,parent,name_en,name_fr,name_es,name_ru,name_ar\n",
        "code,parent,name_en,name_fr,name_es,name_ru,name_ar\nnew,,New,,,,\n",
    )
    folder = spoiled("months.csv", "2,en,Feb,\n", "")
    assert [(one.code, one.change) for one in changes(load(), load(folder))] == [
        ("new", Change.ADDED),
        ("en:Feb", Change.REMOVED),
    ]
