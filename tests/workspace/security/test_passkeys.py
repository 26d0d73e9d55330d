"""Passkeys, by a device in software that answers as a phone or a key on a ring would."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData
from lxml import html

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.models import Entry
from liaison.workspace.members import actions
from liaison.workspace.members.models import Member
from liaison.workspace.policy.members import Role
from liaison.workspace.vault.opened import Vault
from tests.workspace.browsing import Browser, text_of
from tests.workspace.security.conftest import Someone, someone

Flag = AuthenticatorData.FLAG
ORIGIN = "http://localhost"


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """Holds one passkey. `verifies`: whether it asks for a finger or a code first."""

    verifies: bool = True
    origin: str = ORIGIN
    site: str = "localhost"
    identifier: bytes = b"passkey of a test"
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user: str = ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """A new passkey, as a browser hands it over."""
        self.user = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call] # fido2
        attested = AttestedCredentialData.create(bytes(16), self.identifier, public)
        data = AuthenticatorData.create(self._site(), self._flags() | Flag.AT, 0, bytes(attested))
        made = AttestationObject.create("none", data, {})
        said = self._said("webauthn.create", options["challenge"])
        response = {"clientDataJSON": _text(said), "attestationObject": _text(bytes(made))}
        return self._credential(response) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to a challenge."""
        said = self._said("webauthn.get", options["challenge"])
        data = bytes(AuthenticatorData.create(self._site(), self._flags(), 1))
        signed = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        response = {
            "clientDataJSON": _text(said),
            "authenticatorData": _text(data),
            "signature": _text(signed),
            "userHandle": self.user,
        }
        return self._credential(response) | {"clientExtensionResults": {}}

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        identifier = _text(self.identifier)
        return {"type": "public-key", "id": identifier, "rawId": identifier, "response": response}

    def _said(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _flags(self) -> Flag:
        return Flag.UP | Flag.UV if self.verifies else Flag.UP

    def _site(self) -> bytes:
        return hashlib.sha256(self.site.encode()).digest()


def _added(browser: Browser, device: Device) -> httpx.Response:
    page = html.fromstring(browser.get("/account/passkeys/add/").text)
    options = json.loads(page.xpath("string(//script[@id='passkey-options'])"))
    made = device.make(options["creation_options"]["publicKey"])
    # The form of that page: asking for it again would make another challenge.
    token = page.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
    return browser._client.post(
        f"{browser.root}/account/passkeys/add/",
        data={"csrfmiddlewaretoken": token, "name": "phone", "credential": json.dumps(made)},
        headers={"Origin": ORIGIN},
        follow_redirects=True,
    )


def _challenge(browser: Browser) -> dict[str, Any]:
    asked = browser._client.get(
        f"{browser.root}/sign-in/passkey/", headers={"X-Requested-With": "XMLHttpRequest"}
    )
    found: dict[str, Any] = asked.json()["request_options"]["publicKey"]
    return found


def _by_passkey(browser: Browser, answer: dict[str, Any]) -> httpx.Response:
    return browser.send("/sign-in/", {"credential": json.dumps(answer)}, to="/sign-in/passkey/")


@pytest.fixture
def device(amara: Someone) -> Device:
    """Of a member who added it."""
    made = Device()
    _added(amara.signed_in(), made)
    assert Authenticator.objects.filter(user_id=amara.who.number, type="webauthn").count() == 1
    return made


def test_a_passkey_signs_in_by_itself(amara: Someone, device: Device) -> None:
    browser = Browser(amara.vault)
    assert "Your desk" in text_of(_by_passkey(browser, device.answer(_challenge(browser))))
    assert Entry.objects.filter(action="member.step", detail="kind=webauthn").count() == 1


def test_challenges_are_long_and_never_the_same(vault: Vault) -> None:
    browser = Browser(vault.place.name)
    told = [_bytes(_challenge(browser)["challenge"]) for _time in range(5)]
    assert len({*told}) == 5
    assert all(len(one) >= 16 for one in told), "128 bits"


def test_an_answer_is_taken_once(amara: Someone, device: Device) -> None:
    browser = Browser(amara.vault)
    answer = device.answer(_challenge(browser))
    _by_passkey(browser, answer)
    other = Browser(amara.vault)
    _challenge(other)
    assert "Your desk" not in text_of(_by_passkey(other, answer))
    assert Entry.objects.filter(action="member.failed", detail="kind=webauthn").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"site": "elsewhere.example"},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"identifier": b"a passkey that nobody added"},
        {"verifies": False},
    ],
    ids=["another site", "another key", "another passkey", "no finger and no code"],
)
def test_what_is_not_that_passkey_does_not_sign_in(
    amara: Someone, device: Device, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(device, name, value)
    browser = Browser(amara.vault)
    answer = _by_passkey(browser, device.answer(_challenge(browser)))
    assert "Your desk" not in text_of(answer)


def test_over_https_an_answer_to_another_site_is_not_taken(
    amara: Someone, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", False)
    for origin, inside in (("https://elsewhere.example", False), ("https://localhost", True)):
        device.origin = origin
        browser = Browser(amara.vault)
        answer = _by_passkey(browser, device.answer(_challenge(browser)))
        assert ("Your desk" in text_of(answer)) is inside, origin


def test_guessing_at_a_password_does_not_lock_a_passkey_out(amara: Someone, device: Device) -> None:
    for _time in range(actions.TRIES):
        actions.failed_to_sign_in(username="amara", now=utc_now())
    locked = Member.objects.get(username="amara").locked_until
    assert locked is not None
    browser = Browser(amara.vault)
    assert "Your desk" in text_of(_by_passkey(browser, device.answer(_challenge(browser))))


def test_a_passkey_of_a_disabled_member_opens_nothing(
    amara: Someone, ilse: Someone, device: Device
) -> None:
    actions.disable(number=amara.who.number, now=utc_now(), by=ilse.who)
    browser = Browser(amara.vault)
    answer = _by_passkey(browser, device.answer(_challenge(browser)))
    assert "Your desk" not in text_of(answer)
    assert browser.get("/").url.path.endswith("/sign-in/")


def test_nobody_adds_a_passkey_to_the_account_of_another(amara: Someone, vault: Vault) -> None:
    other = someone(vault, "other", Role.OFFICER)
    _added(amara.signed_in(), Device())
    assert not Authenticator.objects.filter(user_id=other.who.number, type="webauthn").exists()


def test_a_lost_passkey_is_taken_off(amara: Someone, device: Device) -> None:
    browser = amara.signed_in()
    number = Authenticator.objects.get(type="webauthn").pk
    browser.send(f"/account/passkeys/{number}/remove/")
    outside = Browser(amara.vault)
    answer = _by_passkey(outside, device.answer(_challenge(outside)))
    assert "Your desk" not in text_of(answer)
    assert Entry.objects.filter(action="member.key-removed").count() == 1
