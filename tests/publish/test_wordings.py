"""The captures of a document, and what changed from one to the next."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from liaison.archive.models import Capture
from liaison.catalogue.decisions import withdraw, withdraw_name
from liaison.catalogue.models import Document, Edition
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.publish import wordings
from liaison.publish.comparing import LONGEST, Change, compare
from liaison.publish.provenance import capture_name
from tests.publish.invented import EARLIER, SAID, Said, archive, capture

Page = html.HtmlElement
Read = Callable[..., Page]
PRESS_RELEASE, VISIT_REPORT, LETTER = SAID[:3]
HERE = f"/en/documents/{PRESS_RELEASE.identifier}/captures"
LATER = (
    "The Commission met in the harbour.\n\n"
    "She was released on Monday, without conditions and without an explanation.\n\n"
    "The Commission thanks everyone who wrote."
)
LAST = LATER.replace("Monday", "Tuesday").replace(
    "\n\nThe Commission thanks everyone who wrote.", ""
)


@pytest.fixture
def changed(record: Home) -> tuple[str, str]:
    """Two more captures of the press release, and their names."""
    names = []
    for day, words in ((2, LATER), (3, LAST)):
        moment = dt.datetime(2024, 5, day, 9, tzinfo=dt.UTC)
        names.append(capture_name(capture(PRESS_RELEASE.address, words, moment)))
    archive(record, [LATER.encode(), LAST.encode()])
    return names[0], names[1]


def _changes(page: Page) -> tuple[list[str], list[str]]:
    def said(tag: str) -> list[str]:
        return [one.text_content().partition(": ")[2].strip() for one in page.xpath(f"//{tag}")]

    return said("del"), said("ins")


def test_each_wording_is_listed_with_since_when_and_how_it_was_seen(
    changed: tuple[str, str], read_page: Read
) -> None:
    page = read_page(HERE)
    [first, *_others] = page.xpath("//tbody")
    rows = [one.text_content() for one in first.xpath("./tr/th")]
    assert rows[0].startswith("3 May 2024")
    assert rows[-1].startswith("21 April 2024")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex,nofollow"]
    assert f"?before={changed[0]}&after={changed[1]}#changes" in page.xpath("//td/a/@href")


def test_what_changed_is_shown_word_by_word(changed: tuple[str, str], read_page: Read) -> None:
    page = read_page(f"{HERE}?before={changed[0]}&after={changed[1]}")
    out, came = _changes(page)
    assert out == ["Monday,", "The Commission thanks everyone who wrote."]
    assert came == ["Tuesday,"]
    said = page.text_content()
    assert "7 words were taken out." in said
    assert "1 word was put in." in said
    assert "From the capture of 2 May 2024" in said


def test_the_document_leads_there_and_back(changed: tuple[str, str], read_page: Read) -> None:
    del changed
    page = read_page(HERE.removesuffix("/captures"))
    assert HERE in page.xpath("//section[@id='provenance']//a/@href")
    assert HERE.removesuffix("/captures") in read_page(HERE).xpath("//main//a/@href")


def test_a_withdrawn_name_is_covered_in_what_changed(record: Home, read_page: Read) -> None:
    names = []
    for day, words in ((2, "Ilva Torrendahl was taken away."), (3, "She was taken away.")):
        moment = dt.datetime(2024, 5, day, 9, tzinfo=dt.UTC)
        names.append(capture_name(capture(PRESS_RELEASE.address, words, moment)))
    archive(record, [b"Ilva Torrendahl was taken away.", b"She was taken away."])
    address = f"{HERE}?before={names[0]}&after={names[1]}"
    assert "Torrendahl" in read_page(address).text_content()
    secret = record.secret()
    withdraw_name("Ilva Torrendahl", by="an editor", why="asked", now=utc_now(), secret=secret)
    said = read_page(address).text_content()
    assert "Torrendahl" not in said
    assert "[name withdrawn]" in said


@pytest.mark.parametrize("said", [VISIT_REPORT, LETTER])
def test_terms_that_show_less_show_no_earlier_wording(
    record: Home, client: Client, read_page: Read, said: Said
) -> None:
    here = f"/en/documents/{said.identifier}/captures"
    page = read_page(here)
    assert not page.xpath("//td/a")
    assert "do not let us show earlier wordings" in page.text_content()
    names = [capture_name(one) for one in Capture.objects.filter(address=said.address)]
    answer = client.get(here, {"before": names[0], "after": names[-1]})
    assert answer.status_code == 400
    assert EARLIER not in answer.content.decode()


def test_what_was_brought_by_hand_shows_no_earlier_wording(
    changed: tuple[str, str], read_page: Read
) -> None:
    Document.objects.filter(identifier=PRESS_RELEASE.identifier).update(source_id="deposit")
    read_page(f"{HERE}?before={changed[0]}&after={changed[1]}", 400)
    assert not read_page(HERE).xpath("//tbody//a[contains(@href, 'before=')]")


def test_a_withdrawn_document_has_no_captures(changed: tuple[str, str], read_page: Read) -> None:
    withdraw(PRESS_RELEASE.identifier, why="A person asked.", by="an editor", now=utc_now())
    page = read_page(f"{HERE}?before={changed[0]}&after={changed[1]}", 410)
    assert "A person asked." in page.text_content()
    assert "Monday" not in page.text_content()


@pytest.mark.parametrize(
    "query", ["before=x&after=y", "before={0}", "after={0}", "since=2024", "before={0}&after=x"]
)
def test_an_odd_comparison_is_refused(
    changed: tuple[str, str], read_page: Read, query: str
) -> None:
    read_page(f"{HERE}?{query.format(*changed)}", 400)


def test_bytes_that_are_missing_or_no_text_are_said_to_be(
    changed: tuple[str, str], read_page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{HERE}?before={changed[0]}&after={changed[1]}"
    with monkeypatch.context() as small:
        small.setattr(wordings, "_LARGEST", 3)
        assert "cannot be compared here" in read_page(address).text_content()
    Capture.objects.filter(sha256__gt="").update(warc="away.warc.gz")
    wordings._read.cache_clear()
    assert "cannot be read at the moment" in read_page(address, 503).text_content()


def test_the_same_words_in_another_frame_are_no_change(record: Home, read_page: Read) -> None:
    pages = [
        f"<html><head><title>Hearing</title></head><body><nav>{menu}</nav>"
        f"<article><h1>Hearing</h1><p>{'The hearing was put off again. ' * 20}</p></article></body></html>"
        for menu in ("One", "Two")
    ]
    names = []
    for day, body in enumerate(pages, start=2):
        moment = dt.datetime(2024, 5, day, 9, tzinfo=dt.UTC)
        names.append(capture_name(capture(PRESS_RELEASE.address, body, moment)))
    archive(record, [body.encode() for body in pages])
    page = read_page(f"{HERE}?before={names[0]}&after={names[1]}")
    assert "The words are the same." in page.text_content()


def test_hostile_words_stay_words(record: Home, client: Client) -> None:
    bodies = ["plain words and no more", "plain words <script>alert(1)</script> and no more"]
    names = []
    for day, body in enumerate(bodies, start=2):
        moment = dt.datetime(2024, 5, day, 9, tzinfo=dt.UTC)
        row = capture(PRESS_RELEASE.address, body, moment)
        names.append(capture_name(row))
    Capture.objects.update(media_type="text/plain")
    archive(record, [body.encode() for body in bodies])
    said = client.get(HERE, {"before": names[0], "after": names[1]}).content.decode()
    assert "<script>" not in said


def test_a_document_that_was_never_read_has_a_page(read_page: Read) -> None:
    Edition.objects.filter(document__identifier=LETTER.identifier).delete()
    page = read_page(f"/ar/documents/{LETTER.identifier}/captures")
    assert not page.xpath("//table")


def test_long_texts_are_compared_in_their_beginning_and_say_so() -> None:
    before = "\n\n".join(f"Paragraph {number} " + "word " * 50 for number in range(3_000))
    told = compare(before, before.replace("Paragraph 7 ", "Paragraph seven "))
    assert len(before) > LONGEST
    assert told.cut
    assert (told.words_out, told.words_in) == (1, 1)
    assert told.passages[0].same_before == 7


def test_another_text_altogether_is_told_whole_and_bounded() -> None:
    told = compare("old " * 60_000, "new " * 60_000)
    assert [one.change for one in told.passages[0].stretches] == [Change.OUT, Change.IN]
    assert sum(len(one.text) for one in told.passages[0].stretches) < 100_000
    many = compare(
        "\n\n".join(f"{n} {'a ' * 400}\n\nsame" for n in range(300)),
        "\n\n".join(f"{n} {'b ' * 400}\n\nsame" for n in range(300)),
    )
    assert many.more > 0
    assert sum(len(s.text) for p in many.passages for s in p.stretches) < 100_000


def test_nothing_changes_where_nothing_changed() -> None:
    told = compare("One.\n\nTwo.", "One.\n\n\nTwo.")
    assert not told.changed
    assert told.same_after == 2
    assert compare("", "").passages == ()
