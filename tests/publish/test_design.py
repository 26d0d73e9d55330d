"""The page of all parts, which only those see who work on the site."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html
from pytest_django import Settings

from liaison.design import styles
from liaison.kernel.home import Home

Page = html.HtmlElement
Read = Callable[..., Page]


@pytest.fixture
def at_work(settings: Settings) -> None:
    settings.ROOT_URLCONF = "liaison.config.urls_debug"


@pytest.mark.parametrize("path", ["/en/design/", "/ar/design/", "/design/", "/design.css"])
def test_readers_have_no_such_page(client: Client, record: Home, path: str) -> None:
    assert client.get(path).status_code == 404


def test_it_is_there_with_a_setting_of_its_own_and_nothing_is_kept_then() -> None:
    said = (
        "from django.conf import settings as s; print(s.DEBUG, s.ROOT_URLCONF, len(s.MIDDLEWARE))"
    )
    told = []
    for value in ("", "1"):
        environment = {**os.environ, "LIAISON_DEBUG": value}
        environment["DJANGO_SETTINGS_MODULE"] = "liaison.config.settings.public"
        done = subprocess.run(
            [sys.executable, "-c", said],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout.split())
    assert told[0][:2] == ["False", "liaison.config.urls"]
    assert told[1][:2] == ["True", "liaison.config.urls_debug"]
    assert int(told[1][2]) == int(told[0][2]) - 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_is_there_in_either_direction(
    at_work: None, read_page: Read, language: str
) -> None:
    page = read_page(f"/{language}/design/")
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert len(page.xpath("//main//section")) > 15
    parts = ("line", "narrow", "timeline", "facts", "stack", "shades", "map", "columns", "para")
    for part in parts:
        assert page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {part} ')]"), part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_scheme_can_be_chosen(
    at_work: None, client: Client, read_page: Read, scheme: str
) -> None:
    assert read_page(f"/en/design/?scheme={scheme}").cssselect(f".in-{scheme}")
    rule = next(
        line
        for line in client.get("/design.css").content.decode().splitlines()
        if line.startswith(f".in-{scheme}")
    )
    assert all(f"--{colour}:" in rule for colour in styles.colours())


def test_another_scheme_is_not_known(at_work: None, read_page: Read) -> None:
    read_page("/en/design/?scheme=sepia", status=400)
