"""Invitations, joining, disabling, roles."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.models import Entry
from liaison.workspace.members import actions, queries
from liaison.workspace.members.models import Member
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Act, Role, Who, may
from tests.workspace.browsing import Browser, text_of

PASSWORD = "lantern cobalt ferry moss"  # noqa: S105 (of members that live for a test)
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def _invite(by: Who | None, name: str = "amara", role: Role = Role.OFFICER) -> str:
    return actions.invite(username=name, name="Amara Holt", role=role, now=NOW, by=by)


def test_who_is_invited_joins_once(security_officer: Who) -> None:
    secret = _invite(security_officer)
    member = actions.join(secret=secret, password=PASSWORD, now=NOW)
    assert (member.name, member.role) == ("Amara Holt", "officer")
    with pytest.raises(NotThere):
        actions.join(secret=secret, password=PASSWORD, now=NOW)


def test_an_invitation_ends(security_officer: Who) -> None:
    secret = _invite(security_officer)
    assert queries.invitation(secret, now=NOW + actions.LASTS - dt.timedelta(seconds=1))
    assert queries.invitation(secret, now=NOW + actions.LASTS) is None


def test_an_invitation_that_was_withdrawn_opens_nothing(security_officer: Who) -> None:
    secret = _invite(security_officer)
    (waiting,) = queries.invitations(by=security_officer, now=NOW)
    actions.withdraw_invitation(number=waiting.pk, now=NOW, by=security_officer)
    with pytest.raises(NotThere):
        actions.join(secret=secret, password=PASSWORD, now=NOW)


def test_the_secret_of_an_invitation_is_kept_nowhere(security_officer: Who) -> None:
    secret = _invite(security_officer)
    (waiting,) = queries.invitations(by=security_officer, now=NOW)
    assert secret.encode() not in bytes(waiting.digest)
    assert not Entry.objects.filter(detail__contains=secret).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY_OFFICER])
def test_nobody_else_keeps_members(security_officer: Who, role: Role) -> None:
    who = Who(99, role)
    for refused in (
        lambda: _invite(who),
        lambda: queries.everyone(by=who),
        lambda: queries.invitations(by=who, now=NOW),
        lambda: actions.disable(number=security_officer.number, now=NOW, by=who),
    ):
        with pytest.raises(Refused):
            refused()


@pytest.mark.parametrize("typed", ["", "a", "two words", "x" * 41, "a/b", "a\u202eb"])
def test_a_name_that_nobody_could_type_again_is_refused(security_officer: Who, typed: str) -> None:
    with pytest.raises(MistakenInput):
        _invite(security_officer, typed)


def test_names_to_sign_in_with_are_folded(security_officer: Who) -> None:
    _invite(security_officer, " ＡＭＡＲＡ ")
    (waiting,) = queries.invitations(by=security_officer, now=NOW)
    assert waiting.username == "amara"


@pytest.mark.parametrize("weak", ["short", "password1234", "amara holt 1"])
def test_a_weak_password_is_refused_and_the_invitation_kept(
    security_officer: Who, weak: str
) -> None:
    secret = _invite(security_officer)
    with pytest.raises(MistakenInput):
        actions.join(secret=secret, password=weak, now=NOW)
    assert queries.invitation(secret, now=NOW)
    assert queries.by_name("amara") is None


def test_a_disabled_member_is_out_in_the_middle_of_a_session(
    browser: Callable[..., Browser], officer: Who, security_officer: Who
) -> None:
    theirs = browser(officer)
    assert "Your desk" in text_of(theirs.get("/"))
    actions.disable(number=officer.number, now=NOW, by=security_officer)
    assert theirs.get("/").url.path.endswith("/sign-in/")
    assert Session.objects.count() == 0


def test_a_disabled_member_can_do_nothing(officer: Who, security_officer: Who) -> None:
    actions.disable(number=officer.number, now=NOW, by=security_officer)
    who = queries.who(Member.objects.get(pk=officer.number))
    assert not any(may(who, act) for act in Act)


def test_the_last_security_officer_cannot_be_disabled(security_officer: Who) -> None:
    with pytest.raises(Refused):
        actions.disable(number=security_officer.number, now=NOW, by=security_officer)


def test_what_a_disabled_security_officer_invited_opens_nothing(security_officer: Who) -> None:
    other = queries.who(
        actions.join(
            secret=_invite(security_officer, "other", Role.SECURITY_OFFICER),
            password=PASSWORD,
            now=NOW,
        )
    )
    secret = _invite(other, "late")
    actions.disable(number=other.number, now=NOW, by=security_officer)
    assert queries.invitation(secret, now=NOW) is None


def test_joining_and_signing_in_by_pages(
    browser: Callable[..., Browser], security_officer: Who
) -> None:
    invited = browser(security_officer).send(
        "/members/",
        {"name": "Amara Holt", "username": "amara", "role": "officer"},
        to="/members/invited/",
    )
    address = invited.text.partition("/join/")[2].partition("/")[0]
    newcomer = browser()
    joined = newcomer.send(f"/join/{address}/", {"password": PASSWORD, "again": PASSWORD})
    assert joined.url.path.endswith("/sign-in/")
    inside = newcomer.send("/sign-in/", {"login": "amara", "password": PASSWORD})
    assert inside.url.path.endswith("/account/"), "a password alone opens nothing"
    assert newcomer.get("/members/").url.path.endswith("/account/")


def test_an_account_is_locked_after_many_failures(
    browser: Callable[..., Browser], security_officer: Who
) -> None:
    actions.join(secret=_invite(security_officer), password=PASSWORD, now=NOW)
    for _time in range(actions.TRIES):
        actions.failed_to_sign_in(username="amara", now=utc_now())
    answer = browser().send("/sign-in/", {"login": "amara", "password": PASSWORD})
    assert answer.url.path.endswith("/sign-in/")
    assert Entry.objects.filter(action="member.locked").count() == 1


def test_an_idle_session_ends(
    browser: Callable[..., Browser], officer: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = browser(officer)
    theirs.get("/")
    later = utc_now() + dt.timedelta(minutes=31)
    monkeypatch.setattr("liaison.workspace.members.gate.utc_now", lambda: later)
    assert theirs.get("/").url.path.endswith("/sign-in/")


@pytest.mark.parametrize("page", ["/members/", "/log/"])
def test_pages_of_the_security_officer_are_refused_to_others_and_that_is_logged(
    browser: Callable[..., Browser], officer: Who, page: str
) -> None:
    answer = browser(officer).get(page)
    assert answer.status_code == 403
    assert Entry.objects.filter(action="access.denied").count() == 1


def test_a_form_without_its_token_changes_nothing(
    browser: Callable[..., Browser], security_officer: Who, officer: Who
) -> None:
    theirs = browser(security_officer)
    answer = theirs.send(
        "/", {"csrfmiddlewaretoken": "x"}, to=f"/members/{officer.number}/disable/"
    )
    assert answer.status_code == 403
    assert Member.objects.get(pk=officer.number).is_active


def test_cookies_stay_with_their_vault_and_away_from_scripts(
    browser: Callable[..., Browser],
) -> None:
    answer = browser().get("/sign-in/")
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.strip().startswith("form=")
    assert "Path=/w/harbour-watch/" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "no-store" in answer.headers["Cache-Control"]
