"""Pages of organisations and envelopes, as members see and use them."""

import pytest
from lxml import html

from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.queries import sent
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet, Level
from tests.workspace.browsing import Browser, text_of
from tests.workspace.envelopes.test_nodes import now
from tests.workspace.exchanging import Case, Side, consented

__all__ = ["now"]

pytestmark = pytest.mark.usefixtures("now")


def browsing(at: Side, who: Who) -> Browser:
    """A browser of this member."""
    with at.at_work():
        return Browser(at.vault.place.name, who)


def composed(case: Case, **said: object) -> dict[str, object]:
    """What is typed into the form of an envelope."""
    return {
        "level": "full",
        "recipients": case.other.identifier,
        "text": "",
        "facets": ["narrative"],
        "attached": [case.file],
        "purpose": "protection",
        "use": "internal",
        "expires": "12 December 2026",
        "urgency": "b",
        "country": "TUN",
        "period": "2026-02",
        **said,
    }


@pytest.fixture
def sender(case: Case) -> Browser:
    return browsing(case.one, case.one.officer)


@pytest.fixture
def recipient(case: Case) -> Browser:
    return browsing(case.other, case.other.officer)


def test_two_organisations_compare_their_words(sides: tuple[Side, Side]) -> None:
    one, other = sides
    mine = browsing(one, one.coordinator)
    page = mine.send("/organisations/", {"text": other.card()}, to="/organisations/add/")
    assert "Mountain House" in text_of(page)
    assert "Not compared yet" in text_of(page)
    path = page.url.path.removeprefix("/w/harbour-watch")

    digits = html.fromstring(page.text).xpath("string(//input[@name='digits']/@value)")
    missing = mine.send(path, {"digits": digits, "how": "telephone"}, to=f"{path}compare/")
    assert "Something has to be mended" in text_of(missing)
    said = {"digits": digits, "how": "telephone", "same": "on"}
    page = mine.send(path, said, to=f"{path}compare/")
    assert "envelopes go there" in text_of(page)
    assert "Compared" in text_of(mine.get("/organisations/"))
    refused = mine.send("/organisations/", {"text": "{}"}, to="/organisations/add/")
    assert "This is no card" in text_of(refused)


def test_an_envelope_from_the_form_to_the_recipients_page(
    case: Case, sender: Browser, recipient: Browser
) -> None:
    form = f"/envelopes/new/?person={case.person}"
    page = sender.send(form, composed(case))
    said = text_of(page)
    assert "As they will read it" in said
    assert "narrative-marker" in said
    assert "letter.txt" in said
    assert "health-marker" not in said
    path = page.url.path.removeprefix("/w/harbour-watch")
    assert "on its way" in text_of(sender.send(path, to=f"{path}send/"))
    courier.carry(case.one.vault)
    listed = recipient.get("/received/")
    assert "Offers that wait for an answer" in text_of(listed)
    assert "1 offer waits" in text_of(recipient.get("/"))
    one = f"/received/{case.inbox()[0].reference}/"
    offer = text_of(recipient.get(one))
    assert "What it would hold" in offer
    assert "marker" not in offer
    recipient.send(one, to=f"{one}accept/")
    for side in (case.other, case.one, case.other):
        courier.carry(side.vault)
    read = text_of(recipient.get(one))
    assert "narrative-marker" in read
    assert "Not to be passed on" in read
    file = recipient.get(f"{one}files/1/")
    assert file.content.startswith(b"file-marker")
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Delivered" in text_of(sender.get("/envelopes/"))


def test_the_form_says_which_consent_is_missing_and_keeps_what_was_typed(
    case: Case, sender: Browser
) -> None:
    form = f"/envelopes/new/?person={case.person}"
    page = text_of(
        sender.send(form, composed(case, facets=["narrative", "health"], text="kept words"))
    )
    assert "No consent covers this for Mountain House" in page
    assert "Health" in page
    assert "kept words" in page
    page = text_of(sender.send(form, composed(case, expires="whenever")))
    assert "Something has to be mended" in page


def test_a_second_member_sees_it_and_agrees(case: Case, sender: Browser) -> None:
    form = f"/envelopes/new/?person={case.person}"
    page = sender.send(form, composed(case, facets=["identity"], attached=[]))
    assert "Hand it to a second member" in text_of(page)
    path = page.url.path.removeprefix("/w/harbour-watch")
    sender.send(path, to=f"{path}send/")
    assert "Nothing of others waits" in text_of(sender.get("/envelopes/to-approve/"))
    second = browsing(case.one, case.one.second)
    assert "1 envelope waits for a second member" in text_of(second.get("/"))
    with case.one.at_work():
        (card,) = sent.waiting(by=case.one.second)
    address = f"/envelopes/{card.identifier}/"
    assert "Amina" in text_of(second.get(address))
    coordinator = browsing(case.one, case.one.coordinator)
    assert "Amina" not in text_of(coordinator.get(address))
    assert coordinator.send("/", to=f"{address}approve/").status_code == 403
    assert "You agreed" in text_of(second.send(address, to=f"{address}approve/"))
    assert second.send("/", to=f"{address}approve/").status_code == 404


def test_a_draft_can_be_changed_and_dropped(case: Case, sender: Browser) -> None:
    form = f"/envelopes/new/?person={case.person}"
    page = sender.send(form, composed(case, level="summary", text="first words"))
    batch = page.url.path.rstrip("/").rpartition("/")[2]
    again = sender.get("/envelopes/new/", draft=batch)
    assert "first words" in again.text
    page = sender.send(
        f"/envelopes/new/?draft={batch}", composed(case, level="summary", text="other words")
    )
    path = page.url.path.removeprefix("/w/harbour-watch")
    assert "other words" in text_of(page)
    assert "discarded" in text_of(sender.send(path, to=f"{path}discard/"))
    assert sender.get(path).status_code == 404 or "Discarded" in text_of(sender.get(path))


def test_a_recall_is_answered(case: Case, sender: Browser, recipient: Browser) -> None:
    with case.one.at_work():
        consented(case.one, case.other, case.person, Facet.NARRATIVE)
    identifier = case.send(case.wish(Level.SUMMARY))
    courier.carry(case.one.vault)
    path = f"/envelopes/{identifier}/"
    assert "Nobody can force them" in text_of(sender.get(path))
    sender.send(path, to=f"{path}recall/")
    courier.carry(case.one.vault)
    one = f"/received/{case.inbox()[0].reference}/"
    page = recipient.get(one)
    assert "takes it back" in text_of(page)

    address = html.fromstring(page.text).xpath("//form[contains(@action, '/asked/')]/@action")[0]
    to = str(address).removeprefix("/w/mountain-house")
    refused = recipient.send(one, {"answer": "kept"}, to=to)
    assert "Say why it is kept" in text_of(refused)
    recipient.send(one, {"answer": "kept", "reason": "duty"}, to=to)
    courier.carry(case.other.vault)
    assert "A law or a court asks for it" in text_of(sender.get(path))


def test_nobody_reads_what_is_not_for_them(case: Case) -> None:
    case.send(case.wish(Level.SUMMARY))
    courier.carry(case.one.vault)
    one = f"/received/{case.inbox()[0].reference}/"
    security = browsing(case.other, case.other.security)
    assert security.get(one).status_code == 403
    assert security.get("/received/").status_code == 403
    assert browsing(case.other, case.other.officer).get("/received/00/").status_code == 404
    assert "narrative" not in text_of(security.get("/"))


def test_the_page_of_a_person_shows_what_was_sent(case: Case, sender: Browser) -> None:
    case.send(case.wish(Level.SUMMARY))
    page = text_of(sender.get(f"/people/{case.person}/"))
    assert "to Mountain House: On its way" in page
    assert "Send something of this person" in page
    form = text_of(sender.get(f"/people/{case.person}/consents/new/"))
    assert "Mountain House" in form


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_every_page_can_be_shown_in_every_language(
    case: Case, sender: Browser, recipient: Browser, language: str
) -> None:
    case.send()
    for browser, paths in (
        (
            sender,
            (
                "/organisations/",
                f"/organisations/{case.other.identifier}/",
                "/envelopes/",
                "/envelopes/to-approve/",
                "/envelopes/new/",
                f"/people/{case.person}/",
            ),
        ),
        (recipient, ("/received/",)),
    ):
        browser.send("/", {"language": language, "back": ""}, to="/language/")
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            assert f'lang="{language}"' in answer.text
    assert sender.get("/envelopes/new/", person=case.person).status_code == 200
