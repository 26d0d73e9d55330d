"""A stranger follows a selection by feed, calendar and mail, without scripts, on a phone."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

from liaison.alerts.models import Subscription
from liaison.alerts.posting import Office, post
from liaison.alerts.sealing import make_keys, private_key
from liaison.publish.letters import SiteWording
from tests.alerts.letterbox import standing
from tests.browser.conftest import Visit, open_window
from tests.browser.measuring import SMALL_TARGETS, TOO_WIDE

pytestmark = pytest.mark.browser

SEARCH = "search?q=trials&defender=whrd&country=TUN&country=ISL&country=NZL"
WORDS = {
    "en": ("Subscribe to this selection", "Your mail address", "Subscribe", "Confirm"),
    "ar": ("الاشتراك في هذه المجموعة المختارة", "عنوان بريدك", "اشترك", "تأكيد"),
}


@pytest.fixture
def plain_phone(browser: Browser, site: str) -> Iterator[Visit]:
    """360 pixels wide, without JavaScript."""
    size = {"width": 360, "height": 740}
    visit = open_window(browser, site, viewport=size, has_touch=True, java_script_enabled=False)
    yield visit
    visit.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_trials_of_women_defenders_in_three_countries(
    plain_phone: Visit, tmp_path: Path, language: str
) -> None:
    make_keys(settings.HOME, tmp_path / "mail.key")
    follow, address, subscribe, confirm = WORDS[language]
    page = plain_phone.page
    plain_phone.go(f"/{language}/{SEARCH}")
    page.get_by_role("link", name=follow).first.click()
    feed = page.locator("#feed").input_value()
    calendar = page.locator("#calendar").input_value()
    assert page.request.get(feed).text().startswith("<?xml")
    assert page.request.get(calendar).text().startswith("BEGIN:VCALENDAR")
    page.get_by_label(address).fill("ana.lind@reader.example")
    page.get_by_role("button", name=subscribe, exact=True).click()
    expect(page.locator("h1")).to_be_visible()
    assert f"/{language}/alerts/asked" in page.url
    with standing() as box:
        wording = SiteWording(plain_phone.site)
        office = Office(
            private=private_key(tmp_path / "mail.key"),
            server=box.server,
            sender="alerts@liaison.example",
            pages=wording,
            wording=wording,
            invented=True,
        )
        assert post(office, dt.datetime.now(dt.UTC)).confirmations == 1
        (letter,) = box.taken()
    part = letter.get_body(("plain",))
    assert part is not None
    link = re.findall(r"http\S+/alerts/confirm/\S+", part.get_content())[0]
    page.goto(link)
    assert not Subscription.objects.exclude(confirmed_at=None).exists()
    page.get_by_role("button", name=confirm, exact=True).click()
    expect(page.locator("h1")).to_be_visible()
    assert Subscription.objects.exclude(confirmed_at=None).count() == 1
    plain_phone.is_quiet()


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_the_page_fits_a_phone_and_a_finger(phone: Visit, tmp_path: Path, language: str) -> None:
    make_keys(settings.HOME, tmp_path / "mail.key")
    phone.go(f"/{language}/subscribe?q=trials&country=TUN&country=ISL&country=NZL")
    phone.page.locator("details summary").click()
    assert phone.page.evaluate(TOO_WIDE) == []
    small = phone.page.evaluate(SMALL_TARGETS)
    assert [one for one in small if 'type="radio"' not in one] == []
    for label in phone.page.locator("fieldset label").all():
        box = label.bounding_box()
        assert box is not None
        assert box["height"] >= 43.5
