"""A headless Chromium on the invented record. Without one, these tests fail and say what to do."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.publish.filled import fill_home

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 120_000  # milliseconds: a machine may be busy with other tests
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium here: install it (apt-get install chromium) and run this again")
    # The library keeps an event loop in this thread; Django would refuse the database beside it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=_QUIET)
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visit:
    """A reader's window, and what it did beyond showing pages."""

    page: Page
    context: BrowserContext
    site: str
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.site + path)

    def is_quiet(self) -> None:
        """Assert that nothing was asked of anyone else, kept, or complained of."""
        assert self.elsewhere == []
        assert self.errors == []
        assert self.context.cookies() == []


@pytest.fixture
def site(
    transactional_db: None,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The invented record, served."""
    fill_home(settings, tmp_path, tmp_path_factory.getbasetemp() / "sources")
    return str(live_server.url)


def open_window(browser: Browser, site: str, **options: object) -> Visit:
    """A window of its own, which remembers nothing of any other."""
    context = browser.new_context(**options)  # type: ignore[arg-type] # playwright's many options
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    visit = Visit(page, context, site)
    page.on("request", lambda sent: _note(visit, sent.url))
    page.on("console", lambda said: visit.errors.append(said.text))
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    return visit


def _note(visit: Visit, address: str) -> None:
    if not address.startswith(visit.site):
        visit.elsewhere.append(address)


@pytest.fixture
def laptop(browser: Browser, site: str) -> Iterator[Visit]:
    """1280 pixels wide, without JavaScript."""
    size = {"width": 1280, "height": 900}
    visit = open_window(browser, site, viewport=size, java_script_enabled=False)
    yield visit
    visit.context.close()


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Visit]:
    """360 pixels wide and touched by fingers; scripts run, so that a test can measure."""
    size = {"width": 360, "height": 740}
    visit = open_window(browser, site, viewport=size, has_touch=True, is_mobile=True)
    yield visit
    visit.context.close()


@pytest.fixture
def wide(browser: Browser, site: str) -> Iterator[Visit]:
    """1440 pixels wide; scripts run, so that a test can measure."""
    visit = open_window(browser, site, viewport={"width": 1440, "height": 1000})
    yield visit
    visit.context.close()
