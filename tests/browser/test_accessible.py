"""Every page there is, in two languages: axe finds nothing, and nothing is lost, at any size."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ViewportSize
from pytest_django import Settings

from tests.browser.conftest import Visit
from tests.browser.measuring import CUT_OFF, TOO_WIDE
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
# A window of 1280 by 1024 pixels, four times as large (WCAG 2.2, 1.4.10); letters twice as large as
# they are (1.4.4), on a phone.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
TWICE = """() => { const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px` }"""


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


def _lost(visit: Visit, where: str) -> list[str]:
    """What stands out of the window, or is cut off."""
    page = visit.page
    width = page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.documentElement)")
    lost = [*page.evaluate(TOO_WIDE), *page.evaluate(CUT_OFF)]
    return [f"{page.url}, {where}: {one}" for one in [*lost, *([f"{width} px"] * (width > 0))]]


def test_nothing_is_wrong_on_any_page(phone: Visit) -> None:
    """Of the document that has most to show, and a matter.

    Each page is opened once: axe looks at it light and dark, and it is shown whole when it is
    enlarged, and with large letters.
    """
    in_one_matter(SAID[0], SAID[1])
    axe = Axe()
    # The part of a page that is not the last one opened, or the browser would not open it anew.
    others = ("search?q=defenders", "search?q=zyzzyva", "search?q=defenders#narrow", "nowhere")
    addresses = [*pages(SAID[0]), *(f"/{code}/{one}" for code in ("en", "ar") for one in others)]
    assert len(addresses) > 20
    usual = phone.page.viewport_size
    assert usual is not None
    found = []
    for address in addresses:
        found += _found_in_either_scheme(axe, phone, address)
        phone.page.set_viewport_size(ZOOMED)
        found += _lost(phone, "enlarged")
        phone.page.set_viewport_size(usual)
        phone.page.evaluate(TWICE)
        found += _lost(phone, "with large letters")
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
