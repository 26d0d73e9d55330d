"""The date that readers see on a page, beside the one that its system states."""

import pytest

from liaison.extract import extract
from tests.extract.test_html import ADDRESS, PARAGRAPHS

TEXT = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
STAMP = '<meta property="article:published_time" content="2020-05-02T02:54:29Z">'
TITLE = "<title>Observers denied entry | Council</title>"


def stated(body: str, head: str = "", address: str = ADDRESS) -> str:
    page = f"<html><head>{TITLE}{head}</head><body><main>{body}</main></body></html>"
    return extract(page.encode(), "text/html", address).stated_date


def test_what_readers_see_stands_before_what_machines_are_told() -> None:
    body = f"<h1>Observers denied entry</h1><p>1 May 2020</p>{TEXT}"
    assert stated(body, STAMP) == "1 May 2020\n\n2020-05-02T02:54:29Z"


def test_an_address_with_the_same_day_settles_it() -> None:
    body = f"<h1>Observers denied entry</h1><p>28 April 2020</p>{TEXT}"
    address = "https://council.example/2020/05/02/entry"
    assert stated(body, STAMP, address) == "2020-05-02T02:54:29Z"


@pytest.mark.parametrize(
    "line",
    ["Updated 9 May 2020", "Zuletzt aktualisiert: 09.05.2020", "Mis à jour le 9 mai 2020"],
)
def test_a_date_of_change_is_not_the_published_one(line: str) -> None:
    body = f"<h1>Observers denied entry</h1><p>{line}</p>{TEXT}"
    assert stated(body, STAMP) == "2020-05-02T02:54:29Z"


def test_the_heading_that_says_the_title_is_the_main_one() -> None:
    body = (
        "<h1>The Council of Observers: a long name and a motto below it</h1><p>Since 3 June 1998</p>"
        + "<p>Menu</p>" * 20
        + f"<h1>Observers denied entry</h1><p>1 May 2020</p>{TEXT}"
    )
    assert stated(body) == "1 May 2020"


def test_a_date_before_the_heading_counts_where_none_follows() -> None:
    assert stated(f"<div>05.02.2020</div><h1>Observers denied entry</h1>{TEXT}") == "05.02.2020"


@pytest.mark.parametrize(
    "line",
    ["Veröffentlicht am 16.08.2019", "Publié le 16 août 2019", "Опубликовано: 16 августа 2019"],
)
def test_a_labelled_line_is_found_wherever_it_stands(line: str) -> None:
    body = f"<h1>Observers denied entry</h1>{TEXT * 6}<p>{line}</p><time>24 August 2019</time>"
    assert stated(body) == line


def test_a_meta_element_may_write_its_date_in_words() -> None:
    head = '<meta property="article:published_time" content="الأربعاء، 07 أكتوبر 2020 - 12:09 م">'
    assert stated(TEXT, head) == "الأربعاء، 07 أكتوبر 2020 - 12:09 م"
