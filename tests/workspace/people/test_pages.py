"""Pages of people, asked of the whole application."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from liaison.workspace.people import actions, queries, recipients
from liaison.workspace.people.codes import NoteKind, Reason
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault.opened import Vault
from tests.workspace.browsing import Browser, text_of
from tests.workspace.people.conftest import NOW, Made

Browsers = Callable[..., Browser]

NEW = {
    "pseudonym": "Egret",
    "kind": "person",
    "country": "PER",
    "name-0": "Joséphine Quispe-Wanjiru",
    "name-0-kind": "legal",
    "name-1": "Жозефина Кispe",
    "name-1-kind": "spelling",
    "name-2-kind": "spelling",
    "birth_year": "1990",
    "sex": "woman",
    "nationality-0": "PER",
    "narrative": "was followed",
}


def _with_versions(form: dict[str, Any], version: int = 0) -> dict[str, Any]:
    names = ("identity", "contact", "family", "health", "narrative", "source", "strategy")
    return {**form, **{f"{name}-version": version for name in names}}


def test_somebody_is_written_down_and_read(browser: Browsers, officer: Who) -> None:
    page = browser(officer).send("/people/new/", _with_versions(NEW))
    said = text_of(page)
    assert page.url.path.startswith("/w/harbour-watch/people/")
    for words in ("Egret", "Joséphine Quispe-Wanjiru", "Peru", "1990", "woman", "was followed"):
        assert words in said
    assert "Egret" in text_of(browser(officer).get("/people/"))


def test_what_is_wrong_is_told_at_the_form_and_nothing_is_lost(
    browser: Browsers, officer: Who
) -> None:
    wrong = {**NEW, "name-1": "Egret\u202egpj", "narrative": "was followed twice"}
    page = browser(officer).send("/people/new/", _with_versions(wrong))
    assert "turns the direction of writing (U+202E)" in text_of(page)
    assert "was followed twice" in page.text
    assert queries.listed(queries.Wanted(), by=officer).count == 0


def test_a_change_writes_what_was_changed_and_no_more(
    browser: Browsers, officer: Who, person: Made
) -> None:
    identifier = person()
    here = browser(officer)
    form = _form_of(here, f"/people/{identifier}/change/")
    page = here.send(f"/people/{identifier}/change/", {**form, "narrative": "was acquitted"})
    assert "was acquitted" in text_of(page)
    versions = queries.read(identifier, by=officer).versions
    assert versions[Facet.NARRATIVE] == 2
    assert versions[Facet.IDENTITY] == 1


def test_two_who_change_the_same_text_are_told(
    browser: Browsers, officer: Who, second_officer: Who, person: Made
) -> None:
    identifier = person()
    address = f"/people/{identifier}/change/"
    one, other = browser(officer), browser(second_officer)
    form = _form_of(one, address)
    one.send(address, {**form, "narrative": "first"})
    page = other.send(address, {**form, "narrative": "second"})
    assert "Somebody else changed this person while you were writing" in text_of(page)
    assert "second" in page.text
    assert queries.read(identifier, by=officer).contents[Facet.NARRATIVE]["text"] == "first"


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        ("officer", ["Amina Diop-Zarrouki", "needs insulin", "was summoned twice"], []),
        ("intern", ["was summoned twice"], ["Amina", "insulin", "heron.7", "neighbour"]),
        ("coordinator", ["was summoned twice"], ["Amina", "insulin", "heron.7", "neighbour"]),
        ("security_officer", ["This is not here"], ["Heron", "summoned", "Amina", "insulin"]),
    ],
)
def test_a_page_shows_what_the_role_sees(
    browser: Browsers,
    person: Made,
    request: pytest.FixtureRequest,
    role: str,
    seen: list[str],
    unseen: list[str],
) -> None:
    page = browser(request.getfixturevalue(role)).get(f"/people/{person()}/")
    assert [words for words in seen if words not in text_of(page)] == []
    assert [words for words in unseen if words in page.text] == []


@pytest.mark.parametrize(
    "address",
    [
        "/people/{}/",
        "/people/{}/change/",
        "/people/{}/readers/",
        "/people/{}/consents/new/",
        "/people/{}/files/",
        "/people/{}/erase/",
        "/erasures/{}/",
    ],
)
def test_missing_and_forbidden_pages_are_one(
    browser: Browsers, officer: Who, second_officer: Who, person: Made, address: str
) -> None:
    here = browser(second_officer)
    narrow = person(readers=(officer.number,))
    answers = [here.get(address.format(one)) for one in (narrow, "0" * 32)]
    assert [one.status_code for one in answers] == [404, 404]
    assert text_of(answers[0]) == text_of(answers[1])


def test_people_are_found_across_scripts(browser: Browsers, officer: Who, person: Made) -> None:
    person()
    here = browser(officer)
    for typed in ("Amina Diop", "Амина Диоп", "أمينة ديوب", "Diop-Zarrouki, Amina"):
        page = here.send("/people/", {"name": typed}, to="/people/search/")
        assert "Heron" in text_of(page), typed
    assert "Nobody you may know of" in text_of(
        here.send("/people/", {"name": "Lindiwe Okonjo"}, to="/people/search/")
    )


def test_who_sees_no_names_has_no_search_by_name(
    browser: Browsers, intern: Who, person: Made
) -> None:
    person()
    here = browser(intern)
    page = here.get("/people/")
    assert "Search by name" not in text_of(page)
    answer = here.send("/people/", {"name": "Amina Diop"}, to="/people/search/")
    assert answer.status_code == 403
    assert "Heron" not in answer.text


@pytest.fixture
def partner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipients, "_fillers", [lambda: [("river-office", "River Office")]])


CONSENT = {
    "facets": ["identity", "narrative"],
    "recipients": ["river-office"],
    "purposes": ["protection"],
    "use": "internal",
    "since": "1 February 2026",
    "until": "31 January 2029",
    "given_by": "self",
    "how": "written",
}


@pytest.mark.usefixtures("partner")
def test_a_consent_is_read_as_a_sentence_and_withdrawn(
    browser: Browsers, officer: Who, person: Made
) -> None:
    identifier = person()
    here = browser(officer)
    page = here.send(f"/people/{identifier}/consents/new/", CONSENT)
    said = text_of(page)
    assert "Identity, What happened may go to River Office, for: Emergency help." in said
    assert "From 1 February 2026 until 31 January 2029." in said
    (given,) = queries.consents_of(identifier, by=officer)
    assert given.terms.until.isoformat() == "2029-02-01T00:00:00+00:00"
    page = here.send(f"/people/{identifier}/", to=f"/consents/{given.reference}/withdraw/")
    assert "Withdrawn on" in text_of(page)


@pytest.mark.usefixtures("partner")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"until": "3/4/2027"}, "write the month in words"),
        ({"until": "soon"}, "Write a day with its month and year"),
        ({"until": "1 May 2034"}, "within three years"),
        ({"recipients": ["elsewhere"]}, "elsewhere"),
        ({"given_by": "lawyer"}, "who spoke for the person"),
        ({"facets": []}, "What may be passed on"),
    ],
)
def test_a_consent_that_cannot_be_is_told(
    browser: Browsers, officer: Who, person: Made, wrong: dict[str, Any], told: str
) -> None:
    identifier = person()
    page = browser(officer).send(f"/people/{identifier}/consents/new/", {**CONSENT, **wrong})
    assert told in text_of(page)
    assert "31 January 2029" in page.text or "until" in wrong
    assert queries.covering(identifier) == []


def test_a_file_goes_in_and_comes_out_as_a_file(
    browser: Browsers, officer: Who, intern: Who, person: Made
) -> None:
    identifier = person()
    here = browser(officer)
    address = f"/people/{identifier}/files/"
    planted = b"summons <b>1</b>"
    page = here.send(
        address, {"facet": "source"}, files={"file": ("повестка №1.txt", planted, "text/html")}
    )
    assert "повестка №1.txt" in text_of(page)
    (card,) = queries.of_person(identifier, by=officer)
    answer = here.get(f"/files/{card.reference}/")
    assert answer.content == planted
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%BF")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser(intern).get(f"/files/{card.reference}/").status_code == 404
    page = here.send(address, {"facet": "source"}, files={"file": ("a.txt", b"MZ\x90", "a/b")})
    assert "Programs and scripts are not taken" in text_of(page)
    page = here.send(f"/people/{identifier}/", to=f"/files/{card.reference}/remove/")
    assert "There is no file" in text_of(page)


def test_an_erasure_takes_two_and_shows_its_proof(
    browser: Browsers, officer: Who, second_officer: Who, person: Made
) -> None:
    identifier = person()
    page = browser(officer).send(f"/people/{identifier}/erase/", {"reason": "asked"})
    assert "You asked for it" in text_of(page)
    address = f"/erasures/{identifier}/approve/"
    assert browser(officer).send("/erasures/", to=address).status_code == 403
    assert "waits for somebody to agree" in text_of(browser(second_officer).get("/"))
    page = browser(second_officer).send("/erasures/", to=address)
    assert "there is none for this person, as of now" in text_of(page)
    assert browser(officer).get(f"/people/{identifier}/").status_code == 404


def test_a_security_officer_agrees_without_knowing_whom(
    browser: Browsers, officer: Who, security_officer: Who, person: Made
) -> None:
    identifier = person()
    actions.ask_erasure(identifier=identifier, reason=Reason.ASKED, now=NOW, by=officer)
    page = browser(security_officer).get("/erasures/")
    assert identifier[:12] in text_of(page)
    assert "Heron" not in page.text


def test_a_copy_holds_what_the_role_sees(person: Made, officer: Who, vault: Vault) -> None:
    said = json.dumps(queries.exported(person(), by=officer), ensure_ascii=False)
    for words in ("Amina Diop-Zarrouki", "needs insulin", "Heron"):
        assert words in said


def test_a_copy_is_taken_after_signing_in_again_alone(
    browser: Browsers, officer: Who, coordinator: Who, person: Made
) -> None:
    identifier = person()
    answer = browser(officer).get(f"/people/{identifier}/export/")
    assert answer.url.path.startswith("/w/harbour-watch/again/")
    assert "Heron" not in answer.text


def test_a_note_is_written_read_found_and_deleted(browser: Browsers, intern: Who) -> None:
    here = browser(intern)
    form = {"kind": "law", "country": "SEN", "title": "Law on gatherings", "text": "Article 3"}
    page = here.send("/notes/new/", {**form, "version": 1})
    assert "Law on gatherings" in text_of(page)
    identifier = page.url.path.split("/")[-2]
    assert "Law on gatherings" in text_of(here.get("/notes/", text="gather"))
    assert "No note is like that" in text_of(here.get("/notes/", text="elsewhere"))
    changed = {**form, "title": "Law on assemblies", "version": 1}
    assert "Law on assemblies" in text_of(here.send(f"/notes/{identifier}/change/", changed))
    assert "Somebody else changed" in text_of(here.send(f"/notes/{identifier}/change/", changed))
    page = here.send(f"/notes/{identifier}/delete/")
    assert "There is no note yet" in text_of(page)


def test_a_note_takes_a_file(browser: Browsers, officer: Who) -> None:
    identifier = actions.write_note(
        kind=NoteKind.LAW, country="", title="Law", text="", now=NOW, by=officer
    )
    page = browser(officer).send(
        f"/notes/{identifier}/files/", files={"file": ("law.txt", b"Article 1", "text/plain")}
    )
    assert "law.txt" in text_of(page)


def test_readers_are_named_on_a_page(
    browser: Browsers, officer: Who, second_officer: Who, intern: Who, person: Made
) -> None:
    identifier = person()
    address = f"/people/{identifier}/readers/"
    page = browser(officer).send(address, {"readers": [str(intern.number)]})
    assert "For some only" in text_of(page)
    assert browser(second_officer).get(f"/people/{identifier}/").status_code == 404
    assert browser(intern).get(f"/people/{identifier}/").status_code == 200


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_are_there_in_other_languages(
    browser: Browsers, officer: Who, person: Made, language: str
) -> None:
    identifier = person()
    here = browser(officer)
    here.send("/", {"language": language, "back": "/w/harbour-watch/"}, to="/language/")
    for address in ("/people/", f"/people/{identifier}/", "/people/new/", "/notes/", "/erasures/"):
        page = here.get(address)
        assert page.status_code == 200
        assert f'lang="{language}"' in page.text


def _form_of(here: Browser, address: str) -> dict[str, Any]:
    """What a browser would send of a form as it is shown."""
    from lxml import html

    page = html.fromstring(here.get(address).text)
    form = next(one for one in page.forms if "pseudonym" in one.fields)
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
