"""How long one is signed in, where, and how it ends: ASVS 5.0, chapter 7."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from lxml import html

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.models import Entry
from liaison.workspace.members import actions, gate, queries
from liaison.workspace.members.models import Member
from liaison.workspace.policy.errors import Refused
from liaison.workspace.policy.members import Role
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.places import Place
from tests.workspace.browsing import Browser, text_of
from tests.workspace.keys_for_tests import PASSPHRASE, QUICK
from tests.workspace.security.conftest import PASSWORD, Someone, someone


def _key(browser: Browser) -> str:
    return next(one.value or "" for one in browser._client.cookies.jar if one.name == "vault")


def _with_key(vault: str, key: str) -> Browser:
    browser = Browser(vault)
    browser._client.cookies.set("vault", key, domain="localhost.local", path="/")
    return browser


def test_keys_of_sessions_are_long_and_new_at_each_sign_in(amara: Someone) -> None:
    first, second = amara.signed_in(), amara.signed_in()
    keys = {_key(first), _key(second)}
    assert len(keys) == 2
    assert all(len(key) == 32 and key.isalnum() for key in keys), "165 bits"


def test_a_key_from_before_signing_in_opens_nothing(amara: Someone) -> None:
    half = amara.half_signed_in()
    before = _key(half)
    half.send("/sign-in/code/", {"code": amara.code()})
    assert _key(half) != before
    assert "Your desk" not in text_of(_with_key(amara.vault, before).get("/"))


def test_showing_once_more_who_one_is_makes_a_new_key(ilse: Someone) -> None:
    browser = ilse.signed_in()
    before = _key(browser)
    assert "Is it you?" in text_of(browser.get("/keys/"))
    browser.send("/again/?next=/w/harbour-watch/keys/", {"password": PASSWORD})
    assert _key(browser) != before
    assert "Which key opens what" in text_of(browser.get("/keys/")) or browser.get(
        "/keys/"
    ).url.path.endswith("/keys/")
    assert _with_key(ilse.vault, before).get("/").url.path.endswith("/sign-in/")
    assert Entry.objects.filter(action="member.stepped-up", detail="kind=password").count() == 1


def test_what_is_grave_asks_once_more(ilse: Someone) -> None:
    browser = ilse.signed_in()
    assert browser.get("/keys/").url.path.endswith("/again/")
    assert browser.get("/account/sessions/").url.path.endswith("/again/")


def test_a_while_after_signing_in_passkeys_and_codes_ask_once_more(
    amara: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = amara.signed_in()
    assert browser.get("/account/recovery/new/").url.path.endswith("/recovery/new/")
    import time

    later = time.time() + 301
    monkeypatch.setattr("liaison.workspace.members.adapter.time.time", lambda: later)
    for page in ("/account/recovery/new/", "/account/codes/remove/", "/account/passkeys/add/"):
        assert "/again/" in browser.get(page).url.path, page


def test_an_old_key_opens_nothing_after_signing_out(amara: Someone) -> None:
    browser = amara.signed_in()
    key = _key(browser)
    browser.send("/", to="/sign-out/")
    assert _with_key(amara.vault, key).get("/").url.path.endswith("/sign-in/")
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.parametrize(("hours", "inside"), [(11.9, True), (12.1, False)])
def test_after_twelve_hours_one_signs_in_again_however_busy(
    amara: Someone, monkeypatch: pytest.MonkeyPatch, hours: float, inside: bool
) -> None:
    browser, began, late = amara.signed_in(), utc_now(), dt.timedelta()
    while (late := late + dt.timedelta(minutes=20)) < dt.timedelta(hours=hours):
        moment = began + late
        monkeypatch.setattr(gate, "utc_now", lambda moment=moment: moment)
        browser.get("/")
    moment = began + dt.timedelta(hours=hours)
    monkeypatch.setattr(gate, "utc_now", lambda: moment)
    assert ("Your desk" in text_of(browser.get("/"))) is inside


def test_another_password_ends_every_session(amara: Someone) -> None:
    one, other = amara.signed_in(), amara.signed_in()
    new = "five other words of no sense"
    one.send("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert other.get("/").url.path.endswith("/sign-in/")
    assert Entry.objects.filter(action="member.password-changed").count() == 1


def test_one_sees_where_one_is_signed_in_and_ends_it(amara: Someone) -> None:
    one, other, third = amara.signed_in(), amara.signed_in(), amara.signed_in()
    one.send("/again/?next=/w/harbour-watch/account/sessions/", {"password": PASSWORD})
    page = html.fromstring(one.get("/account/sessions/").text)
    marks = page.xpath("//button[@name='only']/@value")
    assert len(marks) == 2
    assert queries.mark(_key(other)) in marks
    assert _key(other) not in one.get("/account/sessions/").text
    one.send("/account/sessions/", {"only": queries.mark(_key(other))})
    assert other.get("/").url.path.endswith("/sign-in/")
    assert "Your desk" in text_of(third.get("/"))
    one.send("/account/sessions/")
    assert third.get("/").url.path.endswith("/sign-in/")
    assert "Your desk" in text_of(one.get("/")), "here one stays"


def test_nobody_ends_the_sessions_of_another(amara: Someone, ilse: Someone) -> None:
    theirs = ilse.signed_in()
    mine = amara.signed_in()
    mine.send("/again/?next=/w/harbour-watch/account/sessions/", {"password": PASSWORD})
    mine.send("/account/sessions/", {"only": queries.mark(_key(theirs))})
    assert mine.send("/", to=f"/members/{ilse.who.number}/sign-out/").status_code == 403
    assert "Your desk" in text_of(theirs.get("/"))
    with pytest.raises(Refused):
        actions.end_sessions(number=ilse.who.number, now=utc_now(), by=amara.who)


def test_a_security_officer_ends_those_of_anybody(amara: Someone, ilse: Someone) -> None:
    theirs = amara.signed_in()
    ilse.signed_in().send("/members/", to=f"/members/{amara.who.number}/sign-out/")
    assert theirs.get("/").url.path.endswith("/sign-in/")
    assert "Your desk" in text_of(amara.signed_in().get("/")), "the account stays"
    assert Entry.objects.filter(action="member.sessions-ended", detail="sessions=1").count() == 1


@pytest.mark.parametrize(
    "page", ["/", "/account/", "/account/password/", "/account/passkeys/", "/members/", "/log/"]
)
def test_every_page_has_a_way_out(ilse: Someone, page: str) -> None:
    answer = html.fromstring(ilse.signed_in().get(page).text)
    assert answer.xpath("//form[@action='/w/harbour-watch/sign-out/']//button")


def test_following_a_link_neither_signs_in_nor_out(amara: Someone) -> None:
    browser = amara.signed_in()
    browser.get("/sign-out/")
    assert "Your desk" in text_of(browser.get("/"))
    assert not browser.get("/sign-in/", login="amara", password=PASSWORD).url.path.endswith("code/")


def test_another_role_counts_from_the_next_page_on(ilse: Someone) -> None:
    browser = ilse.signed_in()
    assert browser.get("/log/").status_code == 200
    Member.objects.filter(pk=ilse.who.number).update(role=Role.INTERN)
    assert browser.get("/log/").status_code == 403


def test_a_session_of_one_vault_opens_no_other(
    amara: Someone, place_of: Callable[[str], Place]
) -> None:
    key = _key(amara.signed_in())
    other = making.create(place_of("other-watch"), PASSPHRASE, QUICK)
    try:
        with opened.working_in(other.vault):
            someone(other.vault, "amara", Role.OFFICER)
        assert _with_key("other-watch", key).get("/").url.path == "/w/other-watch/sign-in/"
    finally:
        opened.forget(other.vault)


def test_sessions_that_are_over_are_cleared_away(amara: Someone) -> None:
    amara.signed_in()
    Session.objects.update(expire_date=utc_now() - dt.timedelta(seconds=1))
    amara.signed_in()
    assert Session.objects.count() == 1
