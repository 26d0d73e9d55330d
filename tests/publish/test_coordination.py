"""Meetings of the mechanisms and working groups: what was published of them, and what is missing."""

from collections.abc import Callable

import pytest
from lxml import html

from liaison import vocabulary

Page = html.HtmlElement
Read = Callable[..., Page]


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def test_every_meeting_with_themes_conclusions_and_source(read_page: Read) -> None:
    page = read_page("/en/meetings")
    meetings = vocabulary.load().inter_mechanism_meetings
    assert page.xpath("//article/@id")[0] == "2017-new-york"
    for code, meeting in meetings.items():
        told = words(page.get_element_by_id(code))
        for said in (*meeting.themes, *meeting.conclusions, meeting.evidence.source):
            assert " ".join(said.split()) in told


def test_dates_say_how_sure_they_are(read_page: Read) -> None:
    page = read_page("/en/meetings")
    assert "until 9 December 2010; when it began is not known" in words(
        page.get_element_by_id("2010-warsaw")
    )
    dates = page.get_element_by_id("2017-new-york").xpath(".//dd")[1]
    assert words(dates) == "November 2017 – December 2017 (to be checked)"
    assert words(page.get_element_by_id("2012-geneva").xpath(".//dd")[1]) == (
        "8 March 2012 – 9 March 2012"
    )


def test_a_working_group_says_what_is_not_entered(read_page: Read) -> None:
    page = read_page("/en/working-groups/coe-ingo-hrd")
    facts = {words(row[0]): words(row[1]) for row in page.xpath("//dl[@class='facts']/div")}
    assert facts["Coordinator"] == facts["Members"] == "not yet entered"
    assert facts["Working languages"] == "English, Russian"
    group = vocabulary.load().working_groups["coe-ingo-hrd"]
    assert all(aim in facts["Aims"] for aim in group.aims)
    assert read_page("/en/working-groups").xpath("//a[contains(@href, 'coe-ingo-hrd')]")


def test_its_name_stands_in_the_language_of_the_page(read_page: Read) -> None:
    page = read_page("/ru/working-groups/coe-ingo-hrd")
    assert "правозащитникам" in page.xpath("string(//h1)")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/meetings?year=2012", 400),
        ("/en/working-groups?q=x", 400),
        ("/en/working-groups/none", 404),
    ],
)
def test_what_does_not_exist(read_page: Read, address: str, status: int) -> None:
    read_page(address, status)
