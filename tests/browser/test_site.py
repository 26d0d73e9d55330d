"""Readers' ways through the site, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.measuring import SMALL_TARGETS, TOO_WIDE
from tests.publish.invented import SAID

pytestmark = pytest.mark.browser

PATHS = (
    "",
    "search?q=defenders",
    "search?q=defenders#narrow",
    "search?q=zyzzyva",
    f"documents/{SAID[0].identifier}",
    f"documents/{SAID[3].identifier}",
    "mechanisms",
    "mechanisms/harbour-commission",
    "sources",
    "sources/harbour-statements",
    "about-data",
)


def test_from_the_question_to_the_document_in_english(laptop: Visit) -> None:
    laptop.go("/en/")
    page = laptop.page
    page.get_by_label("Find a person, a country, a law, a reference").fill("defenders")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="10 documents")).to_be_visible()
    page.get_by_role("link", name="Iceland", exact=True).click()
    expect(page.get_by_role("heading", name="1 document")).to_be_visible()
    expect(page.get_by_text("Country: Iceland")).to_be_visible()
    page.get_by_role("link", name=SAID[0].title).click()
    expect(page.get_by_role("heading", name=SAID[0].title)).to_be_visible()
    expect(page.get_by_text("Captured on 22 April 2024").first).to_be_visible()
    editions = page.get_by_role("list", name="Editions")
    editions.get_by_role("link", name="French · web page").click()
    expect(page.get_by_text("vivement préoccupée")).to_be_visible()
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_role("heading", name="Как цитировать")).to_be_visible()
    laptop.is_quiet()


def test_from_the_question_to_the_document_in_arabic(laptop: Visit) -> None:
    laptop.go("/ar/")
    page = laptop.page
    page.get_by_role("searchbox").fill("المدافعين")
    page.get_by_role("button", name="بحث").click()
    expect(page.locator("mark").first).to_be_visible()
    page.locator("#facet-country").get_by_role("link", name="تونس").click()
    expect(page.get_by_text("البلد: تونس")).to_be_visible()
    page.get_by_role("link", name=SAID[3].title).click()
    expect(page.get_by_role("heading", name=SAID[3].title)).to_be_visible()
    expect(page.locator(".body")).to_have_css("direction", "rtl")
    # The margin stands at the end side: left of the text where reading starts at the right.
    text, margin = page.locator("#text").bounding_box(), page.locator(".margin").bounding_box()
    assert text is not None
    assert margin is not None
    assert margin["x"] < text["x"]
    laptop.is_quiet()


def test_a_filter_is_dropped_again(laptop: Visit) -> None:
    laptop.go("/en/search?q=defenders&country=ISL")
    laptop.page.get_by_role("link", name="Remove Iceland").first.click()
    expect(laptop.page.get_by_role("heading", name="10 documents")).to_be_visible()
    laptop.is_quiet()


def test_dates_are_typed_and_read_back(laptop: Visit) -> None:
    laptop.go("/en/search?q=defenders#dates")
    page = laptop.page
    page.locator("#dates summary").click()
    page.get_by_label("Published from").fill("2024")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("Dates: from 2024")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("defenders")


def test_the_keyboard_reaches_everything_and_shows_where_it_is(laptop: Visit) -> None:
    laptop.go("/en/search?q=defenders")
    page = laptop.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        expect(focused).to_have_css("outline-style", "solid")
        expect(focused).to_have_css("outline-width", "3px")


def test_on_a_phone_the_filters_are_one_touch_away(phone: Visit) -> None:
    phone.go("/en/search?q=defenders")
    page = phone.page
    expect(page.locator("#narrow")).to_be_hidden()
    page.get_by_role("link", name="Narrow this selection").tap()
    page.locator("#narrow").get_by_role("link", name="Iceland").tap()
    expect(page.get_by_role("heading", name="1 document")).to_be_visible()
    expect(page.locator("#narrow")).to_be_hidden()
    phone.is_quiet()


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_phone_shows_every_page_without_scrolling_sideways(phone: Visit, language: str) -> None:
    for path in PATHS:
        phone.go(f"/{language}/{path}")
        too_wide = phone.page.evaluate(TOO_WIDE)
        assert too_wide == [], path
        width = phone.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
    phone.is_quiet()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_fingers_touch_is_large_enough(phone: Visit, language: str) -> None:
    for path in PATHS:
        phone.go(f"/{language}/{path}")
        assert phone.page.evaluate(SMALL_TARGETS) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(phone: Visit, scheme: str) -> None:
    phone.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("", "search?q=defenders", f"documents/{SAID[0].identifier}", "sources"):
        phone.go(f"/en/{path}")
        assert phone.page.evaluate(_FAINT) == [], path


_FAINT = """() => {
  const numbers = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = numbers(c).map(v => (v /= 255) <= .03928 ? v / 12.92 :
    ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (numbers(c).length === 3 || numbers(c)[3] === 1) return c } return 'rgb(255, 255, 255)' };
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length)
    .filter(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
      return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5 })
    .map(e => e.outerHTML.slice(0, 120)) }"""
