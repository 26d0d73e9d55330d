"""Who walks the journey: a member with a window of their own."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page, expect

from tests.workspace.test_commands import Node

PASSWORD = "lantern cobalt ferry moss"  # noqa: S105 (of members that live for a test)
_ENOUGH = 4  # seconds of a code, to be typed and sent
_PATIENCE = 60_000  # milliseconds: a machine may be busy with other tests
_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True)
class Nodes:
    """Both nodes, their addresses, what the first one said when it began, and how it is restarted."""

    one: Node
    two: Node
    first: str
    second: str
    said: str
    restart_closed: Callable[[], None]

    @property
    def set_up(self) -> str:
        """The address at which a vault is made."""
        found = re.search(r"http\S+/setup/\S+", self.said)
        assert found is not None
        return found[0]


@dataclass
class Walker:
    """A member in a browser; `secret`: of the app that shows their codes, "" with a passkey."""

    page: Page
    root: str
    username: str = ""
    secret: str = ""
    errors: list[str] = field(default_factory=list)

    def go(self, path: str = "/") -> None:
        """Open a page of their vault."""
        answer = self.page.goto(self.root + path)
        assert answer is not None
        assert answer.status < 500, f"{path}: {answer.status}"

    def press(self, words: str) -> None:
        """Press a button of the page's content."""
        self.page.locator("main").get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, words: str) -> None:
        """Follow a link of the page's content."""
        self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        self.page.wait_for_load_state()

    def unfold(self, words: str) -> None:
        """Open what is folded away under these words."""
        self.page.locator("main summary", has_text=words).first.click()

    def write(self, **fields: str) -> None:
        """Write into fields of the page by their names; `_` stands for `-`."""
        for name, said in fields.items():
            self.page.locator(
                f"main [name='{name}'], main [name='{name.replace('_', '-')}']"
            ).first.fill(said)

    def choose(self, name: str, *codes: str) -> None:
        """Tick or choose."""
        for code in codes:
            found = self.page.locator(f"main [name='{name}'][value='{code}']")
            if found.count():
                found.first.check()
            else:
                self.page.locator(f"main select[name='{name}']").select_option(code)

    def check(self, name: str) -> None:
        """Tick a box that stands alone."""
        self.page.locator(f"main [name='{name}'][type=checkbox]").check()

    def tick(self, name: str, *words: str) -> None:
        """Tick boxes of a field by what stands beside them."""
        for said in words:
            self.page.locator(f"main label:has([name='{name}'])", has_text=said).first.click()

    def reads(self, words: str) -> None:
        """What has to stand on the page; what is on its way comes within a while."""
        expect(self.page.locator("main")).to_contain_text(words, timeout=_PATIENCE)

    def reads_not(self, words: str) -> None:
        """What must not stand there."""
        expect(self.page.locator("main")).not_to_contain_text(words)

    def comes(self, path: str, words: str, *, there: bool = True) -> None:
        """Open a page again and again, until these words are there, or are not any more."""
        until = time.monotonic() + _PATIENCE / 1000
        while time.monotonic() < until:
            self.go(path)
            if (words in self.page.locator("main").inner_text()) is there:
                return
            time.sleep(0.5)
        raise AssertionError(f"{path} still has, or has not: {words!r}")

    def show_again(self) -> None:
        """Say once more who one is, where that is asked."""
        if "/again/" not in self.page.url:
            return
        if self.page.locator("[data-passkey]").count():
            self.press("Use your passkey")
        elif self.page.locator("[name=password]").count():
            self.write(password=PASSWORD)
            self.press("Go on")
        else:
            self.write(code=self.code())
            self.press("Go on")
        self.page.wait_for_url(lambda url: "/again/" not in url)

    def code(self) -> str:
        """What their app shows now."""
        left = 30 - time.time() % 30
        if left < _ENOUGH:
            time.sleep(left + 0.1)
        counter = next(iter(yield_hotp_counters_from_time()))
        return str(format_hotp_value(hotp_value(self.secret, counter)))


def window(chromium: Browser, root: str, *, passkey: bool = False) -> Walker:
    """A window in which nobody is signed in; with a device that keeps passkeys, if said."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900}, locale="en")
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    if passkey:
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})
    return Walker(page, root)


def join(walker: Walker, address: str, username: str, *, passkey: bool) -> Walker:
    """Follow an invitation to the end: password, second step, recovery codes, desk."""
    walker.username = username
    walker.page.goto(address)
    walker.write(password=PASSWORD, again=PASSWORD)
    walker.press("Go on")
    walker.write(login=username, password=PASSWORD)
    walker.press("Go on")
    walker.reads("One thing is missing before you can begin")
    if passkey:
        walker.follow("Add a passkey")
        walker.write(name="phone")
        walker.press("Add it")
    else:
        walker.follow("Set one up")
        walker.secret = walker.page.locator(".secret").inner_text().strip()
        walker.write(code=walker.code())
        walker.press("Use this app")
    walker.page.wait_for_url("**/account/recovery/")
    walker.follow("I have written them down")
    walker.reads("Your desk")
    return walker


def invite(officer: Walker, name: str, username: str, role: str) -> str:
    """The address at which somebody joins."""
    officer.go("/members/")
    officer.write(name=name, username=username)
    officer.choose("role", role)
    officer.press("Make an invitation")
    return officer.page.locator(".secret").inner_text().strip()
