"""People: what is kept, who sees what of it, and that missing and forbidden look the same."""

from typing import Any

import pytest
from django.db import connections

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries as log
from liaison.workspace.people import actions, name_index, queries
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.people.queries import Wanted
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Who, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.opened import Vault
from tests.workspace.people.conftest import AMINA, NOW, Made


def _update(identifier: str, content: dict[Facet, Any], by: Who, **given: Any) -> None:
    dossier = queries.read(identifier, by=by)
    told = {
        "pseudonym": dossier.card.pseudonym,
        "kind": dossier.card.kind,
        "country": dossier.card.country,
        "versions": dossier.versions,
        **given,
    }
    actions.update_person(identifier=identifier, content=content, now=NOW, by=by, **told)


def test_a_person_is_read_as_written(person: Made, officer: Who) -> None:
    read = queries.read(person(), by=officer)
    assert read.contents == AMINA
    assert read.card.names == ("Amina Diop-Zarrouki", "أمينة ديوب الزروقي")
    assert (read.card.pseudonym, read.card.country) == ("Heron", "SEN")


@pytest.mark.parametrize("role", ["officer", "mandate_holder", "coordinator", "intern"])
def test_each_role_reads_its_facets_and_no_other(
    person: Made, role: str, request: pytest.FixtureRequest
) -> None:
    who: Who = request.getfixturevalue(role)
    identifier = person()
    read = queries.read(identifier, by=who)
    assert set(read.contents) == set(AMINA) & facets(who)
    assert bool(read.card.names) is (Facet.IDENTITY in facets(who))
    for facet in Facet:
        if facet in facets(who):
            assert set(queries.sendable(identifier, {facet}, who)) <= {facet}
        else:
            with pytest.raises(NotThere):
                queries.sendable(identifier, {facet}, who)


def test_a_security_officer_knows_of_nobody(person: Made, security_officer: Who) -> None:
    identifier = person()
    with pytest.raises(NotThere):
        queries.read(identifier, by=security_officer)
    with pytest.raises(Refused):
        queries.listed(Wanted(), by=security_officer)
    with pytest.raises(Refused):
        queries.by_name("Amina Diop", by=security_officer)


def test_missing_and_forbidden_are_one(person: Made, officer: Who, second_officer: Who) -> None:
    narrow = person(readers=(officer.number,))
    said = []
    for identifier in (narrow, "0" * 32):
        with pytest.raises(NotThere) as refused:
            queries.read(identifier, by=second_officer)
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_who_is_narrower_is_neither_listed_nor_counted_nor_suggested_for_others(
    person: Made, officer: Who, second_officer: Who
) -> None:
    person(pseudonym="Heron one", readers=(officer.number,))
    person(pseudonym="Heron two")
    for who, seen in ((officer, 2), (second_officer, 1)):
        listed = queries.listed(Wanted(text="heron"), by=who)
        assert (listed.count, len(listed.cards)) == (seen, seen)
        assert len(queries.suggestions("her", by=who)) == seen
        nearest = queries.by_name("Amina Diop Zarrouki", by=who)
        assert (nearest.met, len(nearest.found)) == (seen, seen)


def test_readers_can_be_named_later(person: Made, officer: Who, second_officer: Who) -> None:
    identifier = person()
    actions.set_readers(identifier=identifier, readers=[officer.number], now=NOW, by=officer)
    assert queries.by_name("Amina Diop", by=second_officer).met == 0
    actions.set_readers(identifier=identifier, readers=[], now=NOW, by=officer)
    assert queries.by_name("Amina Diop", by=second_officer).met == 1
    with pytest.raises(MistakenInput):
        actions.set_readers(identifier=identifier, readers=[999], now=NOW, by=officer)


def test_whoever_names_readers_stays_one(person: Made, officer: Who, second_officer: Who) -> None:
    identifier = person(readers=(second_officer.number,))
    assert queries.read(identifier, by=officer).readers == {officer.number, second_officer.number}


def test_a_change_leaves_other_facets_as_they_were(person: Made, officer: Who) -> None:
    identifier = person()
    _update(identifier, {Facet.NARRATIVE: {"text": "was acquitted"}}, officer)
    read = queries.read(identifier, by=officer)
    assert read.contents == {**AMINA, Facet.NARRATIVE: {"text": "was acquitted"}}
    assert read.versions[Facet.NARRATIVE] == 2


def test_nobody_writes_over_what_another_wrote_meanwhile(person: Made, officer: Who) -> None:
    identifier = person()
    old = queries.read(identifier, by=officer).versions
    _update(identifier, {Facet.CONTACT: {"text": "signal egret.1"}}, officer)
    with pytest.raises(actions.Overtaken):
        _update(identifier, {Facet.CONTACT: {"text": "mine"}}, officer, versions=old)
    assert queries.read(identifier, by=officer).contents[Facet.CONTACT]["text"] == "signal egret.1"


@pytest.mark.parametrize("role", ["coordinator", "intern", "security_officer"])
def test_who_may_not_write_people_does_not(
    person: Made, role: str, request: pytest.FixtureRequest
) -> None:
    who: Who = request.getfixturevalue(role)
    identifier = person()
    with pytest.raises(Refused):
        person(by=who, content={})
    with pytest.raises(NotThere):
        actions.update_person(
            identifier=identifier,
            pseudonym="Egret",
            kind=PersonKind.PERSON,
            country="",
            content={},
            versions={},
            now=NOW,
            by=who,
        )


def test_a_facet_that_is_of_cases_is_not_written_here(person: Made) -> None:
    with pytest.raises(NotThere):
        person(content={Facet.REPLIES: {"text": "none"}})


def test_ciphertext_of_another_row_does_not_open(person: Made, officer: Who, vault: Vault) -> None:
    one, other = person(), person(pseudonym="Egret")
    with connections[vault.alias].cursor() as cursor:
        cursor.execute(
            "UPDATE people_facettext SET sealed = (SELECT sealed FROM people_facettext WHERE"
            " facet = 'health' AND person_id = 1) WHERE facet = 'contact' AND person_id = 1"
        )
        cursor.execute(
            "UPDATE people_facettext SET sealed = (SELECT sealed FROM people_facettext WHERE"
            " facet = 'health' AND person_id = 1) WHERE facet = 'health' AND person_id = 2"
        )
    for identifier in (one, other):
        with pytest.raises(VaultUnusable):
            queries.read(identifier, by=officer)


def test_an_earlier_text_that_is_put_back_does_not_open(
    person: Made, officer: Who, vault: Vault
) -> None:
    identifier = person()
    with connections[vault.alias].cursor() as cursor:
        cursor.execute("SELECT sealed FROM people_facettext WHERE facet = 'health'")
        before = cursor.fetchone()[0]
        _update(identifier, {Facet.HEALTH: {"text": "well again"}}, officer)
        cursor.execute("UPDATE people_facettext SET sealed = %s WHERE facet = 'health'", [before])
    with pytest.raises(VaultUnusable):
        queries.read(identifier, by=officer)


def test_a_reading_is_in_the_log_without_a_name(person: Made, officer: Who) -> None:
    queries.read(person(), by=officer)
    queries.by_name("Amina Diop", by=officer)
    rows = list(log.rows())
    assert [row[3] for row in rows] == [
        "person.created",
        "person.read",
        "person.searched",
    ]
    assert "amina" not in str(rows).lower()


def test_a_list_goes_on_where_its_page_ended(person: Made, officer: Who) -> None:
    made = [person(pseudonym=f"Bird {number}", content={}) for number in range(53)]
    first = queries.listed(Wanted(), by=officer)
    rest = queries.listed(Wanted(after=first.after), by=officer)
    shown = [card.reference for card in (*first.cards, *rest.cards)]
    assert (first.count, len(first.cards), rest.after) == (53, 50, "")
    assert shown == list(reversed(made))


def test_a_list_is_narrowed(person: Made, officer: Who) -> None:
    person(pseudonym="Heron", country="SEN", content={})
    person(pseudonym="Éole", country="PER", content={})
    shown = queries.listed(Wanted(country="PER", kind=PersonKind.PERSON), by=officer)
    assert [card.pseudonym for card in shown.cards] == ["Éole"]
    assert queries.listed(Wanted(text="eol"), by=officer).count == 1
    for nothing in ('" OR *', "!?", "-", "\x00", "NEAR(", "\u202e"):
        assert queries.listed(Wanted(text=nothing), by=officer).count == 0
    with pytest.raises(MistakenInput):
        queries.listed(Wanted(after="nowhere"), by=officer)


def _named(name: str) -> dict[Facet, Any]:
    return {Facet.IDENTITY: {"names": [{"text": name, "kind": "legal"}]}}


def test_a_common_word_hides_nobody_whose_other_words_meet(
    person: Made, officer: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        person(pseudonym=f"Bird {number}", content=_named(f"Amina Tok{'aeioub'[number]}vik"))
    wanted = person(content=_named("Amina Zarrouki"))
    monkeypatch.setattr(name_index, "_MOST_OF_A_WORD", 3)
    found = queries.by_name("Amina Zarrouki", by=officer).found
    assert found[0].card.reference == wanted
    assert found[0].alike == 1.0


def test_many_are_written_at_once_as_one_by_one(officer: Who) -> None:
    made = actions.create_people(
        people=[
            actions.NewPerson("Heron", PersonKind.PERSON, "SEN", AMINA),
            actions.NewPerson("Egret", PersonKind.GROUP, "", {}),
        ],
        now=NOW,
        by=officer,
    )
    assert queries.read(made[0], by=officer).contents == AMINA
    (found,) = queries.by_name("Амина Диоп", by=officer).found
    assert found.card.reference == made[0]
    assert queries.listed(Wanted(text="egr"), by=officer).count == 1
    _update(made[0], {Facet.IDENTITY: {"names": []}}, officer)
    assert queries.by_name("Амина Диоп", by=officer).met == 0
