"""What tests of alerts ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from liaison.alerts.posting import Office
from liaison.alerts.sealing import make_keys, private_key
from liaison.design.translations import compile_all
from liaison.kernel.home import Home
from liaison.publish.letters import SiteWording
from tests.alerts.letterbox import Letterbox, standing
from tests.publish.filled import fill_home


@pytest.fixture
def home(db: None, settings: Settings, tmp_path: Path) -> Home:
    """An empty record."""
    made = Home(tmp_path / "home")
    made.root.mkdir()
    made.claim_for("rehearsal")
    settings.HOME = made
    return made


@pytest.fixture
def box() -> Iterator[Letterbox]:
    """A mail server on loopback."""
    with standing() as made:
        yield made


@pytest.fixture
def office(home: Home, box: Letterbox, settings: Settings, tmp_path: Path) -> Office:
    """The mail worker of the record, with a key pair of its own."""
    for locale in settings.LOCALE_PATHS:
        compile_all(locale)
    make_keys(home, tmp_path / "mail.key")
    site = SiteWording("https://liaison.example")
    return Office(
        private=private_key(tmp_path / "mail.key"),
        server=box.server,
        sender="Liaison <alerts@liaison.example>",
        pages=site,
        wording=site,
        invented=True,
    )


@pytest.fixture
def record(db: None, settings: Settings, tmp_path: Path) -> Home:
    """The invented record that other tests of the site show."""
    return fill_home(settings, tmp_path, tmp_path / "sources")
