"""A member who signs in by the pages themselves, with a password and the codes of an app."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache

from liaison.workspace.members.models import Member
from liaison.workspace.members.queries import who as who_of
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault.opened import Vault
from tests.workspace.browsing import Browser

# What one guess at a password takes; here members sign in by the dozen.
PASSES, MEMORY = Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost  # MEMORY: in KiB
_ENOUGH = 4  # seconds of a code, to be sent
PASSWORD = "lantern cobalt ferry moss"  # noqa: S105 (of members that live for a test)


@dataclass(frozen=True)
class Someone:
    """An invented member with all that they sign in with."""

    who: Who
    username: str
    secret: str
    vault: str

    def code(self, steps: int = 0) -> str:
        """What their app shows now, or so many times half a minute from now."""
        left = 30 - time.time() % 30
        if left < _ENOUGH:
            time.sleep(left + 0.1)
        counter = int(time.time()) // 30 + steps
        return str(format_hotp_value(hotp_value(self.secret, counter)))

    def half_signed_in(self, password: str = PASSWORD) -> Browser:
        """A browser after the password."""
        browser = Browser(self.vault)
        browser.send("/sign-in/", {"login": self.username, "password": password})
        return browser

    def signed_in(self) -> Browser:
        """A browser after the password and the code."""
        browser = self.half_signed_in()
        cache.clear()  # a code works once; tests are quicker than half a minute
        answer = browser.send("/sign-in/code/", {"code": self.code()})
        if answer.url.path.endswith("/code/"):  # its half minute ended on the way
            answer = browser.send("/sign-in/code/", {"code": self.code()})
        assert answer.url.path == f"/w/{self.vault}/", answer.text
        return browser


@pytest.fixture(autouse=True)
def _passwords_are_hashed_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, value)


@pytest.fixture(autouse=True)
def _nothing_was_tried_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def someone(vault: Vault, username: str, role: Role) -> Someone:
    """A new member of the vault at hand."""
    member = Member(username=username, name=username.title(), role=role)
    member.set_password(PASSWORD)
    member.save()
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    return Someone(who_of(member), username, secret, vault.place.name)


@pytest.fixture
def amara(vault: Vault) -> Someone:
    """An officer."""
    return someone(vault, "amara", Role.OFFICER)


@pytest.fixture
def ilse(vault: Vault) -> Someone:
    """The security officer."""
    return someone(vault, "ilse", Role.SECURITY_OFFICER)
