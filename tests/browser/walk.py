"""A walk through the site: what a person reads, follows, types and presses, named as they see it."""

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.measuring import SMALL_TARGETS, TOO_WIDE
from tests.conftest import ROOT

SCREENSHOTS = ROOT / "var" / "journeys"
_PHONE = 360  # pixels
_MOST_STOPS = 250  # of the Tab key, until what is looked for is reached


@dataclass
class Walk:
    """Every page that it comes to is looked at: see `looks`.

    `clicks` and `typed` count what a person did: links and buttons, and fields.
    """

    visit: Visit
    name: str
    pages: int = 0
    clicks: int = 0
    typed: int = 0
    folder: Path = field(default=SCREENSHOTS)

    @property
    def page(self) -> Page:
        """The window."""
        return self.visit.page

    @property
    def is_phone(self) -> bool:
        """Whether the window is that of a phone."""
        size = self.page.viewport_size
        return size is not None and size["width"] == _PHONE

    def starts(self, path: str = "/en/") -> None:
        """Open an address, as from a bookmark."""
        self.visit.go(path)
        self.looks()

    def looks(self) -> None:
        """Keep a picture of the page; assert that a phone shows it whole and fingers meet it."""
        self.pages += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(Error):  # a machine may be too busy for a picture, not for a page
            self.page.screenshot(path=self.folder / f"{self.name}-{self.pages:02}.png")
        if self.is_phone:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= _PHONE
            for measure in (TOO_WIDE, SMALL_TARGETS):
                found = self.page.evaluate(measure)
                assert not found, f"{self.page.url}: {found}"

    def follows(self, words: str, within: Locator | None = None) -> None:
        """Follow the first link of these words that can be seen."""
        self._acts((within or self.page).get_by_role("link", name=words, exact=True))

    def follows_on_phones(self, words: str) -> None:
        """Follow a link that is there where a window is too narrow for what it leads to."""
        if self.is_phone:
            self.follows(words)

    def presses(self, words: str) -> None:
        """Press a button of the main part."""
        self._acts(self.main.get_by_role("button", name=words, exact=True))

    def opens(self, words: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Open what is folded under these words."""
        self._acts((within or self.main).locator("summary").filter(has_text=words), leads_on=False)

    def ticks(self, words: str, within: str = "") -> None:
        """Choose a box, of a group where it is named."""
        self.clicks += 1
        self._group(within).get_by_label(words, exact=True).check()

    def chooses(self, label: str, words: str, within: str = "") -> None:
        """Choose out of a list."""
        self.clicks += 1
        self._group(within).get_by_label(label, exact=True).select_option(label=words)

    def types(self, label: str, words: str) -> None:
        """Fill in a field."""
        self.typed += 1
        self.main.get_by_label(label, exact=True).fill(words)

    def reads(self, *words: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Assert that all of this can be seen."""
        for one in words:
            expect(_seen((within or self.main).get_by_text(one))).to_be_visible()

    def heads(self, words: str | re.Pattern[str]) -> None:
        """Assert that a heading of these words can be seen."""
        expect(_seen(self.main.get_by_role("heading", name=words))).to_be_visible()

    @property
    def main(self) -> Locator:
        """The page without its head and foot."""
        return self.page.get_by_role("main")

    def link(self, words: str) -> str:
        """Where the first link of these words leads."""
        found = self.main.get_by_role("link", name=words, exact=True).first
        address: str = found.evaluate("link => link.href")
        return address

    def fetches(self, words: str) -> bytes:
        """What a link of these words leads to, as a file."""
        answer = self.page.request.get(self.link(words))
        assert answer.ok, f"{words}: {answer.status}"
        return answer.body()

    def _group(self, name: str) -> Locator:
        return self.main.get_by_role("group", name=name) if name else self.main

    def _acts(self, found: Locator, *, leads_on: bool = True) -> None:
        self.clicks += 1
        _seen(found).click()
        if leads_on:
            self.looks()


@dataclass
class KeyboardWalk(Walk):
    """The same by keyboard alone: the ring is seen wherever it stands, and moves on in order."""

    def looks(self) -> None:
        """The first stop of a page leads past its head."""
        super().looks()
        self.page.keyboard.press("Tab")
        skip = self.page.get_by_role("link", name="Skip to the content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()

    def ticks(self, words: str, within: str = "") -> None:
        """Choose a box with the space bar."""
        self._reaches(self._group(within).get_by_label(words, exact=True), "Space")

    def types(self, label: str, words: str) -> None:
        """Fill in a field."""
        self.typed += 1
        self._reaches(self.main.get_by_label(label, exact=True), "End")
        self.page.keyboard.type(words)

    def _acts(self, found: Locator, *, leads_on: bool = True) -> None:
        self.clicks += 1
        if not leads_on:
            self._reaches(_seen(found), "Enter")
            return
        with self.page.expect_event("load"):  # a key does not wait for it, as a click does
            self._reaches(_seen(found), "Enter")
        self.looks()

    def _reaches(self, wanted: Locator, key: str) -> None:
        """Press Tab until it has the focus, then a key on it."""
        sought = wanted.element_handle()
        stop = self.page.evaluate_handle("document.activeElement")
        for _ in range(_MOST_STOPS):
            before = stop
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate_handle("document.activeElement")
            faults, found = stop.evaluate(_STOP, [before, sought])
            assert faults == [], f"{self.page.url}: {stop}"
            if found:
                self.page.keyboard.press(key)
                return
        raise AssertionError(f"the keyboard never reached {wanted}")


# What is wrong with a stop of the Tab key, and whether it is the one that is sought.
_STOP = """(now, [before, sought]) => {
  const shown = getComputedStyle(now), box = now.getBoundingClientRect();
  const faults = {
    'is nowhere': now === document.body,
    'has no ring': shown.outlineStyle !== 'solid' || parseFloat(shown.outlineWidth) < 3,
    'is out of the window': box.bottom <= 0 || box.top >= innerHeight,
    'moved back': !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
  return [Object.keys(faults).filter(fault => faults[fault]), now === sought] }"""


def _seen(found: Locator) -> Locator:
    return found.locator("visible=true").first
