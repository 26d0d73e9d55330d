"""The project's own vocabulary: whole, quick to load, honest about what is not reviewed."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from liaison import vocabulary
from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import Certainty, Label
from liaison.vocabulary.files import DATA, ENTRIES
from liaison.vocabulary.plain_yaml import parse
from tests.pace import pace

Spoil = Callable[[str, str, str], Path]


def test_nothing_is_wrong_with_the_projects_own_files() -> None:
    assert vocabulary.problems() == []


def test_it_holds_what_the_record_needs() -> None:
    known = vocabulary.load()
    assert len(known.mechanisms) == 24
    assert len(known.countries) == 250
    assert len(known.reference_patterns) >= 36
    assert len(known.admissibility_rules) == 19
    assert len(known.inter_mechanism_meetings) == 8
    assert len(known.protection_measures) == 28
    assert len(known.working_groups) == 1
    assert {"press_release", "urgent_appeal", "allegation_letter", "visit_report"} <= set(
        known.document_kinds
    )
    assert (
        sum(one.organisation == "un" and one.status == "member" for one in known.memberships) == 193
    )


def test_it_is_read_once() -> None:
    assert vocabulary.load() is vocabulary.load()


def test_it_loads_at_once() -> None:
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
    assert min(took) < 0.1 * pace()


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


def test_what_nobody_entered_is_nothing_and_not_no() -> None:
    rule = vocabulary.load().admissibility_rules["osce-odihr.information"]
    assert rule.exhaustion is None
    assert rule.submitting.anonymous is None
    assert rule.submitting.languages == ()
    assert rule.other_procedures.duplication == ""
    group = vocabulary.load().working_groups["coe-ingo-hrd"]
    assert (group.coordinator, group.members, group.observers) == ("", (), ())


def test_a_fact_of_a_rule_is_known_by_itself_or_as_the_rule() -> None:
    rule = vocabulary.load().admissibility_rules["ecthr.application"]
    assert rule.known("time_limits").basis.startswith("European Convention, art. 35(1)")
    assert rule.known("states").evidence.certainty is Certainty.TO_BE_CHECKED
    assert rule.known("criteria").evidence == rule.evidence
    assert rule.known("collective").basis == rule.basis


def test_a_method_is_known_by_itself_or_as_its_mechanism() -> None:
    reprisals = vocabulary.load().mechanisms["un-reprisals"]
    assert [one.evidence.certainty for one in reprisals.methods] == [
        Certainty.SEEN,
        Certainty.TO_BE_CHECKED,
    ]
    assert reprisals.methods[0].evidence == reprisals.evidence


def test_meetings_say_how_sure_number_and_dates_are() -> None:
    meetings = vocabulary.load().inter_mechanism_meetings
    assert (meetings["2012-geneva"].since, meetings["2012-geneva"].until) == (
        "2012-03-08",
        "2012-03-09",
    )
    assert (meetings["2010-warsaw"].since, meetings["2010-warsaw"].until) == ("", "2010-12-09")
    assert meetings["2016-strasbourg"].date_certainty is Certainty.TO_BE_CHECKED


@pytest.mark.parametrize("file", [*ENTRIES])
def test_yaml_is_read_as_the_library_reads_it(file: str) -> None:
    text = (DATA / file).read_text(encoding="utf-8")
    assert parse(text) == YAML(typ="safe").load(text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", None),
        ("1: a\n2: [b, null, true, 3.5]", {1: "a", 2: ["b", None, True, 3.5]}),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
        ("day: 2022-02-01\nyes: no", {"day": dt.date(2022, 2, 1), "yes": "no"}),
    ],
)
def test_odd_yaml_is_read_as_well(text: str, held: object) -> None:
    assert parse(text) == held


@pytest.mark.parametrize("text", ["a: 1\na: 2", "a: [", "{b: {c: 1, c: 2}}"])
def test_yaml_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(MarkedYAMLError):
        parse(text)


def test_a_provision_speaks_to_whom_its_instrument_speaks_unless_it_says_otherwise() -> None:
    declaration = vocabulary.load().instruments["udhrd"]
    spoken_to = {one.code: one.addressees for one in declaration.provisions}
    assert spoken_to["art-9-3-c"] == ("states",)
    assert spoken_to["art-10"] == ("everyone",)


def test_instruments_are_cut_in_the_order_of_the_file() -> None:
    known = vocabulary.load()
    assert sum(len(one.provisions) for one in known.instruments.values()) == 163
    escazu = [(one.label, one.headings.get("en")) for one in known.instruments["escazu"].provisions]
    assert escazu[0] == ("art. 9(1)", "safe and enabling environment")
    assert [label for label, _ in escazu] == ["art. 9(1)", "art. 9(2)", "art. 9(3)"]


def test_a_summary_says_that_it_is_none_of_the_text() -> None:
    summaries = vocabulary.load().article_summaries
    assert len(summaries) == 20
    for one in summaries.values():
        assert one.evidence.certainty is Certainty.TO_BE_CHECKED
        assert "not the text" in one.evidence.source
