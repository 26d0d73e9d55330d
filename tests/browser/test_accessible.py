"""Every page there is, in two languages: axe finds nothing, on a laptop and on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pytest_django import Settings

from tests.browser.conftest import Visit
from tests.publish.invented import SAID
from tests.publish.walking import in_one_matter, pages

pytestmark = pytest.mark.browser

# WCAG 2.2 A and AA, and what axe calls good practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


# What another colour scheme can change of a page.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def _found(axe: Axe, visit: Visit, rules: dict[str, Any] = RULES) -> list[str]:
    results: dict[str, Any] = axe.run(visit.page, options=rules).response
    return [
        f"{visit.page.url}: {one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in results["violations"]
        for node in one["nodes"]
    ]


def _found_in_either_scheme(axe: Axe, visit: Visit, address: str) -> list[str]:
    visit.page.emulate_media(color_scheme="light")
    visit.go(address)
    found = _found(axe, visit)
    visit.page.emulate_media(color_scheme="dark")
    return found + _found(axe, visit, COLOURS)


def test_axe_finds_nothing_on_any_page(phone: Visit) -> None:
    """The document that has most to show, and a matter; light and dark."""
    in_one_matter(SAID[0], SAID[1])
    axe = Axe()
    addresses = [*pages(SAID[0]), "/en/search?q=defenders", "/ar/search?q=zyzzyva", "/en/nowhere"]
    assert len(addresses) > 20
    found = [one for address in addresses for one in _found_in_either_scheme(axe, phone, address)]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_any_part_that_pages_are_made_of(
    phone: Visit, settings: Settings, language: str
) -> None:
    """On the page that only those see who work on the site, in either scheme and direction."""
    settings.ROOT_URLCONF = "liaison.config.urls_debug"
    axe = Axe()
    found = []
    for scheme in ("light", "dark"):
        phone.go(f"/{language}/design/?scheme={scheme}")
        found += _found(axe, phone)
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert found == [], "\n".join(found)
    phone.is_quiet()


def test_axe_finds_nothing_on_a_wide_window(wide: Visit) -> None:
    """In one language: what a direction changes, the phone has shown."""
    axe = Axe()
    found = []
    for address in pages(SAID[0]):
        if address.startswith("/en/"):
            wide.go(address)
            found += _found(axe, wide)
    assert found == [], "\n".join(found)
