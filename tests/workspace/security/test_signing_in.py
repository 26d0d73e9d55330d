"""Passwords, codes, tries: ASVS 5.0, chapter 6."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from lxml import html

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.models import Entry
from liaison.workspace.members import actions, passwords
from liaison.workspace.members.models import Member
from liaison.workspace.vault.opened import Vault
from tests.workspace.browsing import Browser, text_of
from tests.workspace.security.conftest import MEMORY, PASSES, PASSWORD, Someone

OPEN_TO_ALL = {
    "account_logout",
    # what is asked of no member: signing in itself, and what a browser needs for it
    "account_login",
    "mfa_login_webauthn",
    "mfa_authenticate",
    "join",
    "language",
    "styles",
}


def _pages(patterns: list[URLPattern | URLResolver]) -> dict[str, bool]:
    """Every page of a vault by its name, and whether it asks who is there."""
    found: dict[str, bool] = {}
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= _pages(one.url_patterns)
        else:
            found[str(one.name)] = getattr(one.callback, "login_required", True)
    return found


def test_there_is_no_other_way_in() -> None:
    pages = _pages(get_resolver("liaison.config.vault_urls_inside").url_patterns)
    assert {name for name, asks in pages.items() if not asks} == OPEN_TO_ALL
    assert not {name for name in pages if "reset" in name or "signup" in name}


def test_nobody_is_there_before_somebody_is_invited(vault: Vault) -> None:
    assert Member.objects.count() == 0


def test_a_password_alone_opens_nothing_and_a_code_does(amara: Someone) -> None:
    half = amara.half_signed_in()
    assert half.get("/").url.path.endswith("/sign-in/code/")
    assert half.get("/account/").url.path.endswith("/sign-in/code/")
    assert "Your desk" in text_of(amara.signed_in().get("/"))


def test_a_code_works_once(amara: Someone) -> None:
    code = amara.code()
    assert "Your desk" in text_of(amara.half_signed_in().send("/sign-in/code/", {"code": code})), (
        "the first time"
    )
    again = amara.half_signed_in().send("/sign-in/code/", {"code": code})
    assert again.url.path.endswith("/sign-in/code/")


@pytest.mark.parametrize("steps", [-2, -1, 1, 2])
def test_a_code_of_another_half_minute_does_not_work(amara: Someone, steps: int) -> None:
    half = amara.half_signed_in()
    if int(time.time()) % 30 > 27:
        time.sleep(3)  # so that this half minute does not end meanwhile
    answer = half.send("/sign-in/code/", {"code": amara.code(steps)})
    assert answer.url.path.endswith("/sign-in/code/")


def test_a_code_is_judged_by_the_clock_of_the_server(
    amara: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    half, now = amara.half_signed_in(), time.time()
    code = amara.code()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now + 120)
    answer = half.send("/sign-in/code/", {"code": code})
    assert answer.url.path.endswith("/sign-in/code/")


def test_a_recovery_code_works_once(amara: Someone) -> None:
    member = Member.objects.get(pk=amara.who.number)
    code = RecoveryCodes.activate(member).get_unused_codes()[0]
    first = amara.half_signed_in().send("/sign-in/code/", {"code": code})
    assert "Your desk" in text_of(first)
    second = amara.half_signed_in().send("/sign-in/code/", {"code": code})
    assert second.url.path.endswith("/sign-in/code/")


def test_recovery_codes_and_secrets_of_apps_are_long_enough_and_never_the_same(
    amara: Someone, ilse: Someone
) -> None:
    one, other = (
        RecoveryCodes.activate(Member.objects.get(pk=who.who.number)).get_unused_codes()
        for who in (amara, ilse)
    )
    assert len({*one, *other}) == 20
    assert all(len(code) == 8 and code.isdecimal() for code in one), "26 bits each"
    assert amara.secret != ilse.secret
    assert len(amara.secret) == 32, "160 bits in base 32"


def test_guessing_at_codes_is_stopped_and_logged(amara: Someone) -> None:
    half = amara.half_signed_in()
    for _time in range(5):
        half.send("/sign-in/code/", {"code": "000000"})
    answer = half.send("/sign-in/code/", {"code": amara.code()})
    assert "Your desk" not in text_of(answer)
    failed = Entry.objects.filter(action="member.failed", detail="kind=totp")
    assert failed.count() == 5


def test_guessing_at_a_password_is_stopped_and_logged(amara: Someone) -> None:
    browser = Browser(amara.vault)
    for _time in range(5):
        browser.send("/sign-in/", {"login": "amara", "password": "not her password"})
    answer = browser.send("/sign-in/", {"login": "amara", "password": PASSWORD})
    assert answer.url.path.endswith("/sign-in/")
    assert Entry.objects.filter(action="member.failed").count() == 5
    assert Entry.objects.filter(action="access.too-often").count() == 1


@pytest.mark.parametrize("typed", ["amara", "AMARA", "Ａmara", " amara "])
def test_a_locked_account_is_locked_however_its_name_is_typed(amara: Someone, typed: str) -> None:
    for _time in range(actions.TRIES):
        actions.failed_to_sign_in(username="amara", now=utc_now())
    answer = Browser(amara.vault).send("/sign-in/", {"login": typed, "password": PASSWORD})
    assert answer.url.path.endswith("/sign-in/")
    assert Entry.objects.filter(action="member.failed", detail="locked=yes").count() == 1


def test_a_name_may_be_typed_in_capitals(amara: Someone) -> None:
    answer = Browser(amara.vault).send("/sign-in/", {"login": "AMARA", "password": PASSWORD})
    assert answer.url.path.endswith("/sign-in/code/")


def test_a_lock_ends_and_does_not_grow_while_it_lasts(amara: Someone) -> None:
    now = utc_now()
    for _time in range(3 * actions.TRIES):
        actions.failed_to_sign_in(username="amara", now=now)
    assert Member.objects.get(username="amara").locked_until == now + actions.LOCKED


def _count(hashed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Note each time that a password is hashed or compared."""
    hasher = type(get_hasher())

    def noting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*args: Any, **more: Any) -> Any:
            hashed.append(name)
            return real(*args, **more)

        return noted

    for name in ("encode", "verify"):
        monkeypatch.setattr(hasher, name, noting(name, getattr(hasher, name)))


@pytest.mark.parametrize("state", ["unknown", "known", "locked"])
def test_a_failure_says_nothing_of_who_is_there(
    amara: Someone, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page, and one password is hashed in each case: that is what takes the time."""
    if state == "locked":
        Member.objects.update(locked_until=utc_now() + actions.LOCKED)
    hashed: list[str] = []
    _count(hashed, monkeypatch)
    login = "nobody-here" if state == "unknown" else "amara"
    page = Browser(amara.vault).send("/sign-in/", {"login": login, "password": "not her password"})
    monkeypatch.undo()
    other = Browser(amara.vault).send(
        "/sign-in/", {"login": "never-heard-of", "password": "not her password"}
    )
    assert text_of(page) == text_of(other)
    assert page.status_code == other.status_code
    assert len(hashed) == 1


def test_a_wrong_invitation_looks_like_any_missing_page(amara: Someone) -> None:
    browser = Browser(amara.vault)
    missing = browser.get("/join/guessed/")
    assert missing.status_code == 404
    assert "It is gone, was never here, or is not for you to see." in text_of(missing)


@pytest.mark.parametrize(
    "password",
    [
        "n" * 7 + " qrst vwxyz",
        "all small letters and spaces",
        "пять слов не к месту",
        "خمس كلمات لا مكان لها",
        "%&/()=?! §$ 1234",
        "a long one of words that go on for more than sixty-four characters, and then some",
    ],
)
def test_any_signs_and_any_length_are_taken(amara: Someone, password: str) -> None:
    browser = amara.signed_in()
    said = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    answer = browser.send("/account/password/", said)
    assert answer.url.path.endswith("/sign-in/"), text_of(answer)
    assert Member.objects.get(username="amara").check_password(password)


def test_a_password_is_taken_as_it_is_typed(amara: Someone) -> None:
    member = Member.objects.get(username="amara")
    long = "x y" * 40 + " End "
    member.set_password(long)
    member.save()
    for other in (long.lower(), long.strip(), long[:72], long + " "):
        cache.clear()
        answer = Browser(amara.vault).send("/sign-in/", {"login": "amara", "password": other})
        assert answer.url.path.endswith("/sign-in/"), other[-10:]
    cache.clear()
    answer = Browser(amara.vault).send("/sign-in/", {"login": "amara", "password": long})
    assert answer.url.path.endswith("/sign-in/code/")


@pytest.mark.parametrize(
    ("old", "new"), [("not her password", "five other words of no sense"), (PASSWORD, "short one")]
)
def test_another_password_needs_the_one_of_now_and_enough_signs(
    amara: Someone, old: str, new: str
) -> None:
    answer = amara.signed_in().send(
        "/account/password/", {"oldpassword": old, "password1": new, "password2": new}
    )
    assert "Something has to be mended" in text_of(answer)
    assert Member.objects.get(username="amara").check_password(PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "harbour-watch-2026",
        "HarbourWatch2026",
        "liaison-officer1",
        "liaisonvault!!",
        "password2026!!!!",
        "qwertyuiop123456",
        "abcabcabcabc",
        "aaaaaaaaaaaaaaa",
        "passwordpassword",
        "amara-amara-2026",
    ],
)
def test_what_is_guessed_first_is_refused(amara: Someone, password: str) -> None:
    with pytest.raises(ValidationError):
        password_validation.validate_password(password, Member.objects.get(username="amara"))


def test_every_common_password_is_refused_with_digits_around_it(vault: Vault) -> None:
    """Django's own list: 20,000; those made of digits alone are too short or repeat themselves."""
    listed = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    common = gzip.decompress(listed.read_bytes()).decode().split()
    assert len(common) > 19_000
    worded = [word for word in common if word.isalpha()]
    passed = []
    for word in worded[:3_000]:
        try:
            passwords.SoonGuessed().validate(f"{word}20262026!")
        except ValidationError:
            continue
        passed.append(word)
    assert passed == []


def test_words_of_the_house_are_those_of_the_documents(vault: Vault) -> None:
    assert {"harbour-watch", "harbour", "watch", "liaison", "officer"} <= {
        *passwords.words_of_here()
    }


def test_fields_of_passwords_are_masked_and_let_keepers_of_passwords_work(amara: Someone) -> None:
    pages = [
        Browser(amara.vault).get("/sign-in/").text,
        amara.signed_in().get("/account/password/").text,
    ]
    fields = [one for page in pages for one in html.fromstring(page).xpath("//input")]
    secret = [one for one in fields if "password" in one.get("name", "")]
    assert len(secret) == 4
    assert {one.get("type") for one in secret} == {"password"}
    assert {one.get("autocomplete") for one in secret} == {"current-password", "new-password"}
    assert not [one for one in fields if one.get("onpaste") or one.get("maxlength") == "64"]


def test_passwords_are_kept_by_argon2id_and_cost_enough(amara: Someone) -> None:
    kept = Member.objects.get(username="amara").password
    assert kept.startswith("argon2$argon2id$")
    assert PASSES >= 2
    assert MEMORY >= 19_456


def test_a_password_has_no_end() -> None:
    """No moment is kept at which one would have to be changed."""
    moments = {
        one.name for one in Member._meta.fields if one.get_internal_type() == "DateTimeField"
    }
    assert moments == {"last_login", "joined", "disabled", "locked_until"}


def test_nothing_goes_by_mail_and_no_address_is_kept(amara: Someone, settings: object) -> None:
    from django.apps import apps
    from django.core import mail

    amara.signed_in().send(
        "/account/password/",
        {
            "oldpassword": PASSWORD,
            "password1": "five other words here",
            "password2": "five other words here",
        },
    )
    assert getattr(mail, "outbox", []) == []
    assert not [field.name for field in Member._meta.fields if "mail" in field.name]
    assert apps.get_model("account", "EmailAddress").objects.count() == 0


def test_the_first_password_is_chosen_by_who_joins_and_by_nobody_else(ilse: Someone) -> None:
    """A security officer invites and disables; no page lets them choose or see a password."""
    browser = ilse.signed_in()
    form = html.fromstring(browser.get("/members/").text)
    assert not form.xpath("//input[contains(@name, 'password')]")
    pages = _pages(get_resolver("liaison.config.vault_urls_inside").url_patterns)
    assert [name for name in pages if "password" in name] == ["account_change_password"]


def test_a_way_of_signing_in_can_be_taken_back(amara: Someone) -> None:
    browser = amara.signed_in()
    browser.send("/account/codes/remove/")
    assert not Authenticator.objects.filter(user_id=amara.who.number, type="totp").exists()
    assert browser.get("/").url.path.endswith("/account/"), "nothing else opens without another"


def test_tries_and_changes_are_told_to_whom_they_concern(amara: Someone) -> None:
    Browser(amara.vault).send("/sign-in/", {"login": "amara", "password": "not her password"})
    desk = text_of(amara.signed_in().get("/"))
    assert "1 try to sign in as you failed within a week" in desk
    amara.signed_in().send("/account/recovery/new/")
    assert "What you sign in with was changed 1 time" in text_of(amara.signed_in().get("/"))


def test_what_happens_at_the_door_is_in_the_log(amara: Someone) -> None:
    browser = amara.signed_in()
    browser.send("/", to="/sign-out/")
    told = [f"{one.action} {one.detail}".strip() for one in Entry.objects.order_by("number")]
    assert told == [
        "member.step kind=password",
        "member.step kind=totp",
        "member.signed-in",
        "member.signed-out",
    ]


def test_strangers_cannot_fill_the_log(vault: Vault) -> None:
    browser = Browser(vault.place.name)
    for _time in range(110):
        browser.get("/join/guessed/")
    assert Entry.objects.filter(action="access.denied").count() == 100
