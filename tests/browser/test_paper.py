"""What a page is on paper: all that it says, black on white, and no way to anywhere."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.browser.conftest import Visit
from tests.publish.invented import SAID
from tests.publish.walking import MATTER, in_one_matter

pytestmark = pytest.mark.browser

PATHS = (
    f"documents/{SAID[0].identifier}",
    f"matters/{MATTER}",
    "standards/compare?system=un&system=coe",
    "urgent-help",
    "who-can-act?country=KEN&about=detention",
    "mechanisms/harbour-commission",
    "countries/ISL",
    "trends",
)
# What is folded on a screen and cannot be seen; what was only to be chosen in is left out whole.
FOLDED = """() => [...document.querySelectorAll('details')]
  .filter(one => one.checkVisibility())
  .filter(one => [...one.children].some(e => !e.matches('summary, .unseen') && !e.checkVisibility()))
  .map(one => one.outerHTML.slice(0, 120))"""
COLOURS = """() => [getComputedStyle(document.body).color,
  getComputedStyle(document.documentElement).backgroundColor]"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_paper_shows_what_a_screen_folds_and_leads_nowhere(wide: Visit, language: str) -> None:
    in_one_matter(SAID[0], SAID[1])
    wide.page.emulate_media(media="print", color_scheme="dark")
    for path in PATHS:
        wide.go(f"/{language}/{path}")
        assert wide.page.evaluate(FOLDED) == [], path
        assert wide.page.evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], path
        for navigation in wide.page.locator("nav.languages, footer.site, form").all():
            expect(navigation).to_be_hidden()
    wide.is_quiet()


def test_a_printed_document_says_where_it_came_from(wide: Visit) -> None:
    wide.go(f"/en/documents/{SAID[0].identifier}")
    sheets = PdfDocument(wide.page.pdf(format="A4"))
    words = " ".join(
        " ".join(sheet.get_textpage().get_text_range().split()) for sheet in list(sheets)
    )
    for said in ("Rehearsal.", SAID[0].title, SAID[0].address, "Captured on", "SHA-256", "1 / "):
        assert said in words
    assert "All pages" not in words
