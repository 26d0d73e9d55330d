"""Pages name the onion service of the site, to those whose browser may heed it."""

import pytest
from django.test import Client
from pytest_django import Settings

from liaison.config.onion import onion_site
from liaison.kernel.errors import MistakenInput
from liaison.kernel.home import Home

# The key of nobody: 32 bytes of nothing, with its checksum.
HOST = f"{51 * 'a'}m2dqd.onion"
ONION = f"http://{HOST}"
HTTPS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def behind_https(settings: Settings) -> None:
    settings.ONION = ONION
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HOST]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("path", ["/en/", "/ar/search?q=defenders&sort=newest", "/en/nowhere"])
def test_a_page_names_itself_there(
    client: Client, record: Home, behind_https: None, path: str
) -> None:
    assert client.get(path, headers=HTTPS).headers["Onion-Location"] == ONION + path


def test_a_kept_page_names_it_too(client: Client, record: Home, behind_https: None) -> None:
    for _time in range(2):
        said = client.get("/en/mechanisms", headers=HTTPS).headers
        assert said["Onion-Location"] == f"{ONION}/en/mechanisms"


@pytest.mark.parametrize("path", ["/en/search.json", "/en/search.atom", "/robots.txt", "/site.css"])
def test_what_is_no_page_does_not(
    client: Client, record: Home, behind_https: None, path: str
) -> None:
    assert "Onion-Location" not in client.get(path, headers=HTTPS).headers


def test_neither_does_a_page_without_https_nor_one_of_the_service_itself(
    client: Client, record: Home, behind_https: None
) -> None:
    assert "Onion-Location" not in client.get("/en/").headers
    there = client.get("/en/", headers={"Host": HOST, **HTTPS})
    assert there.status_code == 200
    assert "Onion-Location" not in there.headers


def test_nothing_is_named_where_none_was_entered(
    client: Client, record: Home, behind_https: None, settings: Settings
) -> None:
    settings.ONION = ""
    assert "Onion-Location" not in client.get("/en/", headers=HTTPS).headers


@pytest.mark.parametrize("said", [HOST, ONION, f"{ONION}/", HOST.upper()])
def test_an_address_is_read_as_people_copy_it(said: str) -> None:
    assert onion_site(said) == ONION


def test_an_onion_site_that_speaks_https_is_named_so() -> None:
    assert onion_site(f"https://{HOST}") == f"https://{HOST}"
    assert onion_site("") == ""


@pytest.mark.parametrize(
    "said",
    [
        "record.example.org",
        "http://expyuzz4wqqyqhjn.onion",  # of version 2, which is gone
        HOST.replace("m2dqd", "m2dqe"),
        HOST.replace("aam2", "abm2"),
        f"{ONION}/en/",
        f"ftp://{HOST}",
    ],
)
def test_a_slip_of_the_pen_is_refused(said: str) -> None:
    with pytest.raises(MistakenInput, match="LIAISON_ONION"):
        onion_site(said)
