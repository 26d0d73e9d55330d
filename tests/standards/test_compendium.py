"""Rights, systems and provisions side by side; gaps are what is left."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import vocabulary
from liaison.standards import Compendium, compendium, rank
from liaison.vocabulary import ProvisionRelation, Stands, Vocabulary
from liaison.vocabulary.terms import FORCES

_Term = TypeVar("_Term")


@pytest.fixture(scope="module")
def held() -> Compendium:
    return compendium(vocabulary.load())


def shuffled(known: Vocabulary, seed: int) -> Vocabulary:
    """The same vocabulary from files in another order."""
    chance = random.Random(seed)  # noqa: S311 (no secret)

    def mixed(terms: Mapping[str, _Term]) -> dict[str, _Term]:
        return dict(chance.sample(list(terms.items()), len(terms)))

    instruments = {
        code: replace(one, provisions=tuple(chance.sample(one.provisions, len(one.provisions))))
        for code, one in known.instruments.items()
    }
    return replace(
        known,
        instruments=mixed(instruments),
        rights=mixed(known.rights),
        organisations=mixed(known.organisations),
        article_summaries=mixed(known.article_summaries),
    )


@given(st.integers())
def test_the_order_of_the_files_does_not_matter(seed: int) -> None:
    known = vocabulary.load()
    assert compendium(shuffled(known, seed)) == compendium(known)


def test_every_provision_stands_where_its_rights_and_its_system_are(held: Compendium) -> None:
    expected = {
        (right, one.system, f"{one.code}/{part.code}")
        for one in vocabulary.load().instruments.values()
        for part in one.provisions
        for right in part.rights
    }
    found = {
        (row.right.code, system.code, entry.address)
        for row in held.compare()
        for system, cell in zip(held.systems, row.cells, strict=True)
        for entry in cell
    }
    assert found == expected


def test_gaps_are_the_systems_without_an_entry(held: Compendium) -> None:
    for right in held.rights:
        speaking = [one for one in held.systems if held.entries(right.code, one.code)]
        gaps = held.gaps(right.code)
        assert not {one.code for one in speaking} & {one.code for one in gaps}
        assert len(speaking) + len(gaps) == len(held.systems)


def test_what_is_known_of_the_field_is_found(held: Compendium) -> None:
    gaps = {code: [one.code for one in held.gaps(code)] for code in ("R07", "R08", "R11")}
    assert "oas" in gaps["R07"]
    assert "un" not in gaps["R08"]
    assert len(gaps["R08"]) == len(held.systems) - 1
    assert [one.instrument.force for one in held.entries("R11", "oas")] == ["report"]


def test_a_thin_right_is_one_that_few_systems_speak_of(held: Compendium) -> None:
    thin = {one.code for one in held.thin()}
    assert {"R08", "R09", "R17", "R20"} <= thin
    assert "R02" not in thin
    assert {one.code for one in held.thin(len(held.systems))} == {one.code for one in held.rights}
    assert held.thin(0) == tuple(
        one for one in held.rights if len(held.gaps(one.code)) == len(held.systems)
    )


def test_the_most_binding_stands_first(held: Compendium) -> None:
    for row in held.compare():
        for cell in row.cells:
            ranks = [rank(entry.instrument.force) for entry in cell]
            assert ranks == sorted(ranks)
    forces = [one.instrument.force for one in held.entries("R02", "un")]
    assert (forces[0], forces[-1]) == ("binding", "interpretation")


def test_every_force_has_its_rank_and_binding_is_the_first() -> None:
    assert min(FORCES, key=rank) == "binding"
    assert rank("binding") < rank("soft") == rank("political commitment") < rank("report")
    assert max(FORCES, key=rank) == "draft"
    with pytest.raises(KeyError):
        rank("strong")


def test_provisions_stand_in_the_order_of_their_text(held: Compendium) -> None:
    texts = {one.code: [part.label for part in one.provisions] for one in held.instruments}
    assert texts["iccpr"][:3] == ["art. 2(3)", "art. 4", "art. 6"]
    assert texts["udhrd"][7:13] == [
        *(
            "art. 9(1)-(2)",
            "art. 9(3)(a)",
            "art. 9(3)(b)",
            "art. 9(3)(c)",
            "art. 9(4)",
            "art. 9(5)",
        ),
    ]
    assert texts["echr"][-1] == "P4 art. 2"


def test_rights_and_systems_are_compared_in_the_order_asked_for(held: Compendium) -> None:
    rows = held.compare(["R05", "R02"], ["coe", "un"])
    assert [row.right.code for row in rows] == ["R05", "R02"]
    assert rows[0].cells == (held.entries("R05", "coe"), held.entries("R05", "un"))


@pytest.mark.parametrize(
    ("rights", "systems"), [(["R99"], []), ([], ["xx"]), (["R01", ""], []), (["R01"], ["UN"])]
)
def test_what_there_is_not_is_no_empty_answer(
    held: Compendium, rights: list[str], systems: list[str]
) -> None:
    with pytest.raises(KeyError):
        held.compare(rights, systems)


def test_a_summary_is_that_of_the_article(held: Compendium) -> None:
    entries = {one.address: one for one in held.entries("R09", "un")}
    summary = held.summary(entries["udhrd/art-9-3-c"])
    assert summary is not None
    assert summary.label == "art. 9"
    (protocol,) = (one for one in held.entries("R13", "coe"))
    assert held.summary(protocol) is None
    assert held.summary(held.entries("R05", "osce")[0]) is None


def test_a_name_is_shown_in_english_where_there_is_none(held: Compendium) -> None:
    names = {"en": "Charter", "ru": "Хартия"}
    assert held.label("instruments", names, "ru").reviewed is False
    assert held.label("instruments", names, "ar").fallback
    assert held.label("instruments", names, "en").reviewed


def test_judgements_are_found_from_either_side(held: Compendium) -> None:
    judged = ProvisionRelation(
        "one",
        "udhrd/art-13",
        Stands.STRONGER_THAN,
        "cotonou/challenges",
        "An editor",
        "2026-11-27",
        "",
    )
    known = replace(vocabulary.load(), provision_relations={"one": judged})
    found = compendium(known)
    assert found.related("udhrd/art-13") == found.related("cotonou/challenges") == (judged,)
    assert found.related("udhrd/art-1") == ()
    assert held.relations == ()
