"""Readers' journeys, each with scripts and without, on a laptop and on a phone; one by keyboard."""

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

from liaison.alerts.sealing import make_keys
from liaison.catalogue.models import Document
from liaison.extract import pdf
from liaison.index import open_writer
from liaison.pipeline.indexing import entries
from tests.browser.conftest import open_window
from tests.browser.walk import KeyboardWalk, Walk
from tests.publish.invented import SAID, Said
from tests.publish.telling import tell
from tests.publish.walking import in_one_matter

pytestmark = pytest.mark.browser

LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
WINDOWS = {
    "laptop": LAPTOP,
    "no-scripts": LAPTOP | {"java_script_enabled": False},
    "phone": PHONE | {"java_script_enabled": False},
    "keyboard": LAPTOP,
}
ARREST = SAID[0]
KNOWN_HOW = re.compile(r"Compared with the source on \d|Never compared with the source since")
GROUPS = {
    "Competent by the rules entered here": "Met by what you chose",
    "Competent if": "If",
    "Barred": "Barred because",
}

# Who comes, the links that they follow from the front page on, and what answers them.
NEWCOMERS = {
    "a defender in danger": (("Urgent help",), ("Emergency helpline at any hour",)),
    "a mandate-holder": (("Countries", "Iceland"), ("Letters and replies", "Visits")),
    "the coordinator": (("Trends",), ("Who speaks where, and who does not",)),
    "an observer": (("Calendar", "June 2024"), ("Hearing",)),
    "a standards lawyer": (("Compare standards",), ("Systems, two or more",)),
    "a working group": (
        ("Working groups", "Working Group on Human Rights Defenders of the Conference of INGOs"),
        ("Aims", "Observers", "English, Russian", "Dissemination"),
    ),
    "a meeting": (("Meetings of the mechanisms",), ("Themes", "Conclusions")),
    "a researcher": (
        ("Trends", "Indicator 16.10.1 of the Sustainable Development Goals"),
        ("CSV",),
    ),
    "a State's focal point": (("Letters to States", "Mongolia"), (SAID[2].title,)),
}


@pytest.fixture
def walk(
    browser: Browser, site: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Walk]:
    """A reader at the window that the test asks for; two documents make up a matter."""
    make_keys(settings.HOME, tmp_path / "mail.key")
    in_one_matter(SAID[0], SAID[2])
    tell(ARREST, "hearing;ISL;2024-06-17/;planned")
    kind = KeyboardWalk if request.param == "keyboard" else Walk
    visit = open_window(browser, site, **WINDOWS[request.param])
    name = request.node.originalname.removeprefix("test_")
    yield kind(visit, f"{name}-{request.param}")
    visit.is_quiet()
    visit.context.close()


def windows(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("walk", names, indirect=True)


def put_on_trial(*some: Said) -> None:
    """Let documents tell of the trial of a woman who defends rights."""
    with contextlib.closing(open_writer(settings.HOME.index)) as writer:
        for one in some:
            row = Document.objects.get(identifier=one.identifier)
            row.defenders = ["whrd"]
            row.save()
            row.editions.update(text=f"{one.text} The trial is in June.")
            if one is not ARREST:  # which tells of its hearing anyhow
                tell(one, f"hearing;{one.about[0]};2024-06-17/;planned")
            writer.add(entries([[row]]))
        writer.commit()


ALL = windows("laptop", "no-scripts", "phone")


@windows(*WINDOWS)
def test_from_a_question_to_a_subscription(walk: Walk) -> None:
    walk.starts()
    walk.types("Find a person, a country, a law, a reference", "defenders")
    walk.presses("Search")
    walk.heads("10 documents")
    walk.follows_on_phones("Narrow this selection")
    walk.follows("Iceland")
    walk.heads("1 document")
    walk.reads("Country: Iceland")
    walk.follows(ARREST.title)
    walk.heads(ARREST.title)
    walk.reads("Harbour Commission on Defenders", "6 May 2024", "HC/S/31/2024")
    walk.reads("Captured on 22 April 2024", "is gravely concerned by the arrest")
    walk.follows("All documents on this matter")
    walk.heads("In the order of time")
    walk.heads("Who has acted")
    walk.reads("2 documents on this matter", SAID[2].title, "Hearing")
    walk.follows("Iceland: subscribe to new documents")
    walk.heads("By feed")
    walk.heads("By calendar")
    walk.types("Your mail address", "ana.lind@reader.example")
    walk.presses("Subscribe")
    walk.heads("Look into your mailbox")


@windows("laptop", "phone")
def test_trials_of_women_defenders_in_three_countries_are_followed(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    put_on_trial(SAID[0], SAID[3], SAID[5])
    began = time.monotonic()
    walk.starts()
    walk.types("Find a person, a country, a law, a reference", "trial")
    walk.presses("Search")
    walk.follows_on_phones("Narrow this selection")
    walk.follows("Iceland")
    walk.follows_on_phones("Choose another Country")
    walk.follows("Tunisia")
    walk.follows("New Zealand")
    walk.opens("Defenders")
    walk.follows("Woman human rights defender")
    walk.follows_on_phones("Back to the results")
    walk.heads("3 documents")
    walk.follows("Subscribe to this selection")
    walk.reads("Iceland", "New Zealand", "Tunisia")
    feed, calendar = (
        walk.main.get_by_label(f"Address of the {way}").input_value()
        for way in ("feed", "calendar")
    )
    walk.types("Your mail address", "ana.lind@reader.example")
    walk.presses("Subscribe")
    walk.heads("Look into your mailbox")
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{walk.name}: {walk.clicks} clicks, {walk.typed} fields, {took:.1f} s")  # noqa: T201 (what a stranger does, for people who look)
    assert walk.page.request.get(feed).text().count("</entry>") == 3
    assert walk.page.request.get(calendar).text().count("BEGIN:VEVENT") == 3


@ALL
def test_who_can_act(walk: Walk) -> None:
    walk.starts()
    walk.follows("Who can act")
    walk.chooses("State that would have to answer", "Kenya")
    walk.chooses("Month", "May", within="When did it happen?")
    walk.chooses("Year", "2025", within="When did it happen?")
    walk.ticks("detention")
    walk.opens("What happened, more exactly")
    walk.ticks("Arbitrary arrest or detention")
    walk.ticks("an organisation")
    walk.ticks("a UN treaty body")
    walk.presses("Show who can act")
    walk.reads("Kenya. It happened: May 2025.")
    for group, why in GROUPS.items():
        walk.heads(group)
        answer = (
            walk.main.get_by_role("region", name=group, exact=True).get_by_role("article").first
        )
        walk.opens("Sources, and when each was checked", within=answer)
        walk.reads(why, "Source:", KNOWN_HOW, within=answer)
    walk.reads("To be checked.")


@ALL
def test_standards_side_by_side_and_frozen(walk: Walk) -> None:
    walk.starts()
    walk.follows_on_phones("All pages")
    walk.follows("Standards")
    walk.follows("Compare standards")
    walk.ticks("United Nations")
    walk.ticks("Council of Europe")
    walk.ticks("Peaceful assembly and protest")
    walk.presses("Compare")
    table = walk.main.get_by_role("table")
    for system in ("United Nations", "Council of Europe"):
        expect(table.get_by_role("columnheader", name=system)).to_be_visible()
    walk.reads("A/RES/53/144, art. 5", "ECHR, art. 11", within=table)
    walk.follows("Cite it: the compendium as frozen today")
    identifier = walk.page.url.rpartition("/")[2]
    whole = walk.fetches("JSON")
    digest = hashlib.sha256(whole).hexdigest()
    assert json.loads(whole)
    walk.reads(identifier, digest)
    assert identifier.endswith(digest[:8])
    on_paper = " ".join(pdf.read(walk.fetches("PDF"), walk.link("PDF")).text.split())
    assert identifier in on_paper
    assert digest in on_paper


@ALL
def test_another_language_and_direction_on_the_way(walk: Walk) -> None:
    page = walk.page
    whole = page.locator("html")
    walk.starts()
    walk.types("Find a person, a country, a law, a reference", "defenders")
    walk.presses("Search")
    walk.starts(f"/en/search?q=defenders&country={ARREST.about[0]}")
    walk.follows("العربية")
    expect(whole).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("searchbox")).to_have_value("defenders")
    walk.reads("البلد: آيسلندا")
    walk.follows(ARREST.title)
    title = page.get_by_role("heading", name=ARREST.title).locator("[lang]")
    expect(title).to_have_attribute("lang", "en")
    expect(title).to_have_css("direction", "ltr")
    walk.follows("الفرنسية · صفحة على الشبكة")
    walk.reads("vivement préoccupée")
    walk.follows("Русский")
    expect(whole).to_have_attribute("dir", "ltr")
    walk.heads("Как цитировать")
    said = walk.main.get_by_text("vivement préoccupée")
    expect(said).to_be_visible()
    assert said.evaluate("said => said.closest('[lang]').lang") == "fr"
    walk.starts("/ru/who-can-act?country=KEN&happened_year=2025&about=detention")
    walk.follows("English")
    expect(page.get_by_label("State that would have to answer")).to_have_value("KEN")
    expect(page.get_by_label("detention", exact=True)).to_be_checked()
    walk.heads("Barred")


@windows("phone")
def test_newcomers_find_their_answer_from_the_front_page(walk: Walk) -> None:
    for links, answer in NEWCOMERS.values():
        walk.starts()
        for words in links:
            walk.follows(words)
        walk.reads(*answer)
