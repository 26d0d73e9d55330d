"""Setting a vault up, opening, recovering and rekeying it, by pages asked of the application."""

import re
import threading
from collections.abc import Callable

import httpx
import pytest
from django.contrib.sessions.models import Session
from lxml import html

from liaison.workspace.audit.models import Entry
from liaison.workspace.keeping import actions, outside
from liaison.workspace.members.models import Member
from liaison.workspace.members.queries import who as who_of
from liaison.workspace.policy.errors import Refused
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault import doors, opened
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from tests.workspace.browsing import Browser, text_of
from tests.workspace.conftest import PASSPHRASE

OTHER = "another five words of no sense"
PASSWORD = "lantern cobalt ferry moss"  # noqa: S105 (of members that live for a test)
SETTING_UP = {
    "vault": "harbour-watch",
    "new_passphrase": PASSPHRASE,
    "again": PASSPHRASE,
    "name": "Ilse Okoro",
    "username": "ilse",
}


def _groups(page: httpx.Response) -> list[str]:
    text = html.fromstring(page.text).xpath("string(//*[@class='secret'])")
    return re.findall(r"[0-9A-Z]{4}", text)


def _asked(page: httpx.Response) -> list[int]:
    names = html.fromstring(page.text).xpath("//input/@name")
    return [int(name.removeprefix("group_")) for name in names if name.startswith("group_")]


def _set_up() -> tuple[list[str], httpx.Response]:
    """The recovery key by groups, and the page at which its first member joins."""
    path, outer = outside.new_set_up(), Browser()
    printed = outer.send(path, SETTING_UP)
    groups = _groups(printed)
    form = {f"group_{place}": groups[place - 1] for place in _asked(printed)}
    return groups, outer.send(path, form)


def test_the_wizard_makes_a_vault_and_its_first_member() -> None:
    groups, joining = _set_up()
    assert len(groups) == 14
    assert "Ilse Okoro" in text_of(joining)
    token = joining.url.path.partition("/join/")[2].strip("/")
    Browser("harbour-watch").send(f"/join/{token}/", {"password": PASSWORD, "again": PASSWORD})
    with doors.entered("harbour-watch") as vault:
        assert vault is not None
        assert Member.objects.get().role == Role.SECURITY_OFFICER
        assert [one.action for one in Entry.objects.all()] == [
            "vault.created",
            "member.invited",
            "member.joined",
        ]


def test_the_recovery_key_is_shown_until_two_groups_of_it_come_back() -> None:
    path, outer = outside.new_set_up(), Browser()
    printed = outer.send(path, SETTING_UP)
    wrong = outer.send(path, {f"group_{place}": "0000" for place in _asked(printed)})
    assert "another group" in text_of(wrong)
    assert _groups(wrong) == _groups(printed)


def test_an_address_for_setting_up_makes_one_vault() -> None:
    path, outer = outside.new_set_up(), Browser()
    outer.send(path, SETTING_UP)
    outer.send(path, SETTING_UP | {"vault": "second"})
    assert [vault.place.name for vault in opened.everyone()] == ["harbour-watch"]


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ({"again": "something else altogether"}, "not the same passphrase"),
        ({"new_passphrase": "short", "again": "short"}, "twelve characters at least"),
        ({"vault": "Harbour Watch"}, "small letters, digits and hyphens alone"),
        ({"vault": "../../etc"}, "small letters, digits and hyphens alone"),
        ({"username": "two words"}, "without spaces"),
        ({"name": ""}, "required"),
    ],
)
def test_a_slip_in_the_wizard_makes_nothing_and_says_what(
    mistake: dict[str, str], said: str
) -> None:
    answer = Browser().send(outside.new_set_up(), SETTING_UP | mistake)
    assert said in text_of(answer)
    assert opened.everyone() == []
    assert not actions.place_of("harbour-watch").folder.exists()


def test_nobody_sets_up_a_vault_without_the_address_of_the_server() -> None:
    assert Browser().get("/setup/guessed/").status_code == 404


def test_a_closed_vault_opens_by_its_passphrase_alone() -> None:
    _set_up()
    doors.close_door("harbour-watch")
    outer = Browser("harbour-watch")
    assert "This vault is closed" in text_of(outer.get("/people/anything/"))
    refused = outer.send("/", {"passphrase": "not the passphrase of it"})
    assert "does not open the vault" in text_of(refused)
    assert opened.by_name("harbour-watch") is None
    answer = outer.send("/", {"passphrase": PASSPHRASE})
    assert answer.url.path.endswith("/sign-in/")


def test_guessing_at_a_passphrase_is_slowed_down() -> None:
    _set_up()
    doors.close_door("harbour-watch")
    outer = Browser("harbour-watch")
    answers = [outer.send("/", {"passphrase": "a guess of many"}) for _time in range(21)]
    assert "tried too often" in text_of(answers[-1])
    assert answers[-1].status_code == 400


def test_a_vault_that_is_not_there_looks_like_any_missing_page() -> None:
    missing = Browser().get("/w/nowhere/")
    assert missing.status_code == 404
    assert text_of(missing) == text_of(Browser().get("/w/-bad-/")) == text_of(Browser().get("/x/"))


def test_a_lost_passphrase_has_a_way_back() -> None:
    groups, _joining = _set_up()
    doors.close_door("harbour-watch")
    outer = Browser("harbour-watch")
    said = {"recovery_key": " ".join(groups), "new_passphrase": OTHER, "again": OTHER}
    answer = outer.send("/recover/", said)
    assert answer.url.path.endswith("/sign-in/")
    doors.close_door("harbour-watch")
    place = actions.place_of("harbour-watch")
    with pytest.raises(WrongKey):
        doors.open_door(place, PASSPHRASE)
    assert doors.open_door(place, OTHER).place == place


def test_a_slip_in_the_recovery_key_is_told() -> None:
    groups, _joining = _set_up()
    doors.close_door("harbour-watch")
    said = {"recovery_key": " ".join(groups[:-1]), "new_passphrase": OTHER, "again": OTHER}
    answer = Browser("harbour-watch").send("/recover/", said)
    assert "compare every letter and digit" in text_of(answer)


@pytest.fixture
def officer_of_security() -> Who:
    """Of a vault that was set up."""
    _set_up()
    with doors.entered("harbour-watch"):
        member = Member(username="ilse", name="Ilse Okoro", role=Role.SECURITY_OFFICER)
        member.set_unusable_password()
        member.save()
        return who_of(member)


def test_a_rekey_leaves_the_old_passphrase_behind(officer_of_security: Who) -> None:
    with doors.entered("harbour-watch"):
        made = actions.rekey(passphrase=PASSPHRASE, new_passphrase=OTHER, by=officer_of_security)
    with doors.entered("harbour-watch") as vault:
        assert vault == made.vault
        assert Member.objects.count() == 1
        assert Entry.objects.order_by("-number")[0].action == "vault.rekeyed"
    doors.close_door("harbour-watch")
    place = actions.place_of("harbour-watch")
    with pytest.raises(WrongKey):
        doors.open_door(place, PASSPHRASE)
    assert doors.open_door(place, OTHER).generation == 2


def test_another_thread_works_on_in_the_new_files(officer_of_security: Who) -> None:
    asked, go_on, seen = threading.Event(), threading.Event(), []

    def work() -> None:
        with doors.entered("harbour-watch"):
            seen.append(Member.objects.count())
        asked.set()
        go_on.wait(30)
        with doors.entered("harbour-watch") as vault:
            assert vault is not None
            seen.append(Member.objects.count())
            seen.append(vault.generation)

    worker = threading.Thread(target=work)
    worker.start()
    asked.wait(30)
    with doors.entered("harbour-watch"):
        actions.rekey(passphrase=PASSPHRASE, new_passphrase=OTHER, by=officer_of_security)
    go_on.set()
    worker.join(30)
    assert seen == [1, 1, 2]


def test_a_rekey_waits_for_who_is_inside_and_gives_up_at_last(
    officer_of_security: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "_PATIENCE", 0.2)
    inside, leave = threading.Event(), threading.Event()

    def stay() -> None:
        with doors.entered("harbour-watch"):
            inside.set()
            leave.wait(30)

    other = threading.Thread(target=stay)
    other.start()
    inside.wait(30)
    with doors.entered("harbour-watch"), pytest.raises(VaultUnusable, match="others are at work"):
        actions.rekey(passphrase=PASSPHRASE, new_passphrase=OTHER, by=officer_of_security)
    leave.set()
    other.join(30)
    with doors.entered("harbour-watch") as vault:
        assert vault is not None, "it is open for everybody again"
        assert vault.generation == 1


def test_a_wrong_passphrase_or_role_rekeys_nothing(officer_of_security: Who) -> None:
    with doors.entered("harbour-watch"):
        with pytest.raises(WrongKey):
            actions.rekey(passphrase=OTHER, new_passphrase=OTHER, by=officer_of_security)
        with pytest.raises(Refused):
            actions.rekey(passphrase=PASSPHRASE, new_passphrase=OTHER, by=Who(1, Role.OFFICER))


def test_the_log_says_who_and_checks_itself(
    officer_of_security: Who, officer_page: Callable[[str], str]
) -> None:
    assert "vault.created" in officer_page("/log/")


@pytest.fixture
def officer_page(officer_of_security: Who) -> Callable[[str], str]:
    """The text of a page as the security officer sees it."""
    with doors.entered("harbour-watch"):
        theirs = Browser("harbour-watch", officer_of_security)
    return lambda path: text_of(theirs.get(path))


def test_keys_are_shown_to_who_shows_once_more_who_they_are(
    officer_page: Callable[[str], str],
) -> None:
    assert "Is it you?" in officer_page("/keys/")


def test_a_passphrase_that_comes_too_late_is_kept_nowhere(officer_of_security: Who) -> None:
    said = {"passphrase": "marker-of-a-passphrase", "new_passphrase": OTHER, "again": OTHER}
    with doors.entered("harbour-watch"):
        theirs = Browser("harbour-watch", officer_of_security)
        answer = theirs.send("/", said, to="/keys/")
        assert "Is it you?" in text_of(answer)
        kept = [session.get_decoded() for session in Session.objects.all()]
    assert kept
    assert "marker-of-a-passphrase" not in str(kept)


def test_a_log_that_was_changed_shows(officer_of_security: Who) -> None:
    with doors.entered("harbour-watch"):
        theirs = Browser("harbour-watch", officer_of_security)
        assert "The log is whole" in text_of(theirs.send("/log/", to="/log/check/"))
        Entry.objects.filter(number=1).update(actor="somebody else")
        answer = text_of(theirs.send("/log/", to="/log/check/"))
    assert "The log is not whole" in answer
    assert "Entry 1" in answer
