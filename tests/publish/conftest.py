"""What tests of the site ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from liaison.kernel.home import Home
from tests.publish.filled import fill_home

Page = html.HtmlElement


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the source files of the invented record."""
    return tmp_path_factory.mktemp("sources")


@pytest.fixture
def record(db: None, settings: Settings, tmp_path: Path, sources: Path) -> Home:
    """The invented record."""
    return fill_home(settings, tmp_path, sources)


@pytest.fixture
def read_page(client: Client, record: Home) -> Callable[..., Page]:
    """Reads an address of the site as HTML, after checking its status."""

    def read(address: str, status: int = 200) -> Page:
        response = client.get(address)
        assert response.status_code == status, response.content.decode()[-2000:]
        return html.fromstring(response.content.decode())

    return read
