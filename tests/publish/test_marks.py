"""What is marked in a text, what each mark says, and where each paragraph can be found again."""

import itertools
from collections.abc import Callable
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw_name
from liaison.catalogue.marked import MARKED, Marking, markings
from liaison.catalogue.models import Document, Edition, Finding
from liaison.kernel.clock import utc_now
from liaison.kernel.finding import UNSHOWN, FindingKind, Part
from liaison.kernel.home import Home
from liaison.publish import marking, wording
from liaison.publish import notes as notes_module
from liaison.publish.standards_cited import narrowest
from liaison.publish.text import PART, Block
from tests.publish.invented import SAID
from tests.publish.telling import take_back

Page = html.HtmlElement
Read = Callable[..., Page]
PRESS_RELEASE, VISIT_REPORT = SAID[:2]
HERE = f"/en/documents/{PRESS_RELEASE.identifier}"
PERSON = next(iter(UNSHOWN))


def _edition(address: str = PRESS_RELEASE.address) -> Edition:
    return Edition.objects.get(address=address)


def find(edition: Edition, kind: FindingKind, value: str, words: str) -> None:
    start = edition.text.index(words)
    Finding.objects.create(
        edition=edition,
        kind=kind,
        value=value,
        part=Part.TEXT,
        start=start,
        end=start + len(words),
        method="test",
        version=1,
        confidence=1.0,
    )


def marks(page: Page) -> list[str]:
    return [one.text_content() for one in page.xpath("//div[@class='body']//mark")]


def notes(page: Page) -> list[str]:
    found = page.xpath("//ul[@class='said']/li")
    return [" ".join(one.text_content().split()) for one in found]


def test_a_reference_leads_somewhere_by_its_own_words_alone(read_page: Read) -> None:
    """Whatever longer stretch it stands in, and however much of that is marked."""
    edition = _edition()
    before, named, *after = edition.text.split()[4:9]
    find(edition, FindingKind.ACTIVITY, "hearing;2024-05-03", " ".join((before, named, *after)))
    find(edition, FindingKind.REFERENCE, "A/1/2", named)
    page = read_page(HERE)
    links = page.xpath("//div[@class='body']//a[@class='ref']")
    assert named in [one.text_content() for one in links]
    assert marks(page)[:2] == [f"{before} ", " " + " ".join(after)]


def test_what_is_told_is_marked_and_each_mark_says_what_it_is(read_page: Read) -> None:
    edition = _edition()
    find(edition, FindingKind.VIOLATION, "arbitrary_detention", "arrest")
    find(edition, FindingKind.EVENT_DATE, "2024-05-03", "3 May 2024")
    page = read_page(HERE)
    assert marks(page) == ["arrest", "Iceland", "3 May 2024"]
    said = notes(page)
    assert any(one.startswith("Violation: ") and one.endswith(" arrest") for one in said)
    assert "Date of what is told: 3 May 2024 3 May 2024" in said
    assert "Country: Iceland Iceland" in said
    [pin] = page.xpath("//div[@id='p1']/a[@class='pin']")
    assert pin.get("aria-describedby") == page.xpath("//div[@id='p1']/ul/@id")[0]


def test_a_reference_leads_to_its_document_or_to_what_cites_it(read_page: Read) -> None:
    [link] = read_page(HERE).xpath("//div[@class='body']//a[@class='ref']")
    assert link.text == "HC/L/12/2024"
    assert link.get("href") == "/en/search?q=ref%3A%22HC%2FL%2F12%2F2024%22"
    Document.objects.filter(identifier=VISIT_REPORT.identifier).update(symbol="HC/L/12/2024")
    [link] = read_page(HERE).xpath("//div[@class='body']//a[@class='ref']")
    assert link.get("href") == f"/en/documents/{VISIT_REPORT.identifier}"


def test_no_mark_lies_on_a_name(read_page: Read) -> None:
    edition = _edition()
    find(edition, FindingKind.ACTIVITY, "trial;ISL;/;planned", "arrest of Ilva Torrendahl")
    find(edition, FindingKind.DEFENDER, "lawyer", "a lawyer")
    find(edition, PERSON, "victim", "Ilva Torrendahl")
    page = read_page(HERE)
    assert marks(page) == ["a lawyer", "Iceland"]
    assert not any("Torrendahl" in one for one in notes(page))
    assert PERSON not in MARKED


def test_names_that_overlap_keep_every_mark_away(record: Home) -> None:
    edition = _edition()
    Finding.objects.filter(edition=edition).delete()
    for person in ("Ilva Torrendahl", "Torrendahl", "Ilva Torrendahl, a lawyer"):
        find(edition, PERSON, "victim", person)
    find(edition, FindingKind.DEFENDER, "lawyer", "lawyer who defends")
    find(edition, FindingKind.DEFENDER, "general", "defends fishing")
    found = markings(edition.pk, 0, len(edition.text))
    assert [one.value for one in found] == ["general"]


def test_what_an_editor_took_back_is_not_marked(read_page: Read) -> None:
    find(_edition(), FindingKind.VIOLATION, "arbitrary_detention", "arrest")
    take_back(PRESS_RELEASE, FindingKind.VIOLATION, "arbitrary_detention")
    assert marks(read_page(HERE)) == ["Iceland"]


def test_findings_that_overlap_make_one_mark_that_says_all(read_page: Read) -> None:
    edition = _edition()
    find(edition, FindingKind.VIOLATION, "arbitrary_detention", "arrest")
    find(edition, FindingKind.RIGHT, "R02", "the arrest")
    page = read_page(HERE)
    assert marks(page)[0] == "the arrest"
    assert [one.partition(":")[0] for one in notes(page)[:2]] == ["Right", "Violation"]


def test_no_more_is_marked_than_is_shown(read_page: Read) -> None:
    edition = _edition(VISIT_REPORT.address)
    find(edition, FindingKind.THEME, "association", "demoras en el acceso")
    page = read_page(f"/es/documents/{VISIT_REPORT.identifier}")
    assert "demoras" not in page.xpath("//section[@id='text']")[0].text_content()


def test_a_withdrawn_name_keeps_its_cover_among_marks(record: Home, read_page: Read) -> None:
    edition = _edition()
    find(edition, FindingKind.VIOLATION, "arbitrary_detention", "arrest of Ilva Torrendahl")
    find(edition, FindingKind.DEFENDER, "lawyer", "a lawyer")
    secret = record.secret()
    withdraw_name("Ilva Torrendahl", by="an editor", why="asked", now=utc_now(), secret=secret)
    page = read_page(HERE)
    assert "Torrendahl" not in page.text_content()
    assert "the arrest of [name withdrawn], a lawyer" in page.text_content()
    assert marks(page) == ["a lawyer", "Iceland"]


CITES = "Article 9 of the Harbour Charter"


def cite(*values: str, words: str = CITES) -> None:
    for value in values:
        find(_edition(), FindingKind.PROVISION, value, words)


def links(page: Page) -> list[tuple[str, str]]:
    found = page.xpath("//div[@class='body']//p/a[@class='ref']")
    return [(one.text_content(), one.get("href")) for one in found]


def test_a_provision_leads_to_its_place_in_the_instrument(read_page: Read) -> None:
    cite("iccpr", "iccpr/art-22")
    page = read_page(HERE)
    assert (CITES, "/en/standards/instruments/iccpr#art-22") in links(page)
    [link] = page.xpath(f"//a[@class='ref' and text()='{CITES}']")
    assert link.get("title") == "ICCPR, art. 22"
    assert f"Provision: ICCPR, art. 22 {CITES}" in notes(page)
    assert not any("International Covenant" in one for one in notes(page))
    [place] = page.xpath("//ul[@class='said']//a[text()='ICCPR, art. 22']/@href")
    instrument, _hash, code = place.partition("#")
    assert read_page(instrument).xpath(f"//*[@id='{code}']")


def test_a_whole_instrument_leads_to_its_page(read_page: Read) -> None:
    cite("iccpr")
    page = read_page(HERE)
    assert (CITES, "/en/standards/instruments/iccpr") in links(page)
    assert any("International Covenant on Civil" in one for one in notes(page))


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (["udhrd", "udhrd/art-9", "udhrd/art-9-4"], "udhrd#art-9-4"),
        (["udhrd/art-9", "udhrd/art-9-1", "udhrd/art-9-2"], "udhrd#art-9"),
        (["iccpr/art-21", "iccpr/art-22"], "iccpr#art-21"),
    ],
)
def test_the_same_words_lead_to_what_they_cite(values: list[str], place: str) -> None:
    value = narrowest(values)
    assert value.replace("/", "#") == place


def test_words_that_cite_several_provisions_name_them_all(read_page: Read) -> None:
    cite("iccpr", "iccpr/art-21", "iccpr/art-22")
    page = read_page(HERE)
    [link] = page.xpath(f"//a[@class='ref' and text()='{CITES}']")
    assert link.get("title") == "ICCPR, art. 21; ICCPR, art. 22"
    assert [one.partition(" Article")[0] for one in notes(page) if "ICCPR" in one] == [
        "Provision: ICCPR, art. 21",
        "Provision: ICCPR, art. 22",
    ]


def test_what_the_compendium_has_no_longer_is_not_marked(read_page: Read) -> None:
    cite("lost", "lost/art-1", "iccpr/art-999")
    page = read_page(HERE)
    assert not any("Harbour Charter" in one for one in [*marks(page), *notes(page)])


def test_what_an_editor_said_is_not_cited_is_not_marked(read_page: Read) -> None:
    cite("iccpr", "iccpr/art-22")
    take_back(PRESS_RELEASE, FindingKind.PROVISION, "iccpr/art-22")
    assert (CITES, "/en/standards/instruments/iccpr") in links(read_page(HERE))


def test_a_reference_among_the_words_of_a_provision_keeps_its_link(read_page: Read) -> None:
    find(_edition(), FindingKind.REFERENCE, "HC/1", "Harbour")
    find(_edition(), FindingKind.RIGHT, "R02", "recalls that Article 9")
    cite("iccpr/art-22")
    page = read_page(HERE)
    assert links(page)[-2:] == [
        ("Article 9 of the ", "/en/standards/instruments/iccpr#art-22"),
        ("Harbour", "/en/search?q=ref%3A%22HC%2F1%22"),
    ]
    assert marks(page)[-2:] == ["recalls that ", " Charter"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    (FindingKind.PROVISION, "iccpr/art-22"),
                    (FindingKind.PROVISION, "iccpr"),
                    (FindingKind.REFERENCE, "A/1/2"),
                    (FindingKind.COUNTRY, "ISL"),
                    (FindingKind.RIGHT, "R02"),
                ]
            ),
            st.integers(0, 60),
            st.integers(1, 40),
        ),
        max_size=8,
    )
)
def test_marks_that_overlap_lose_and_double_nothing(
    found: list[tuple[tuple[FindingKind, str], int, int]],
) -> None:
    block = Block(1, 0, "abcdefghij" * 8)
    given_marks = sorted(
        (
            Marking(kind, value, start, min(start + length, len(block.text)))
            for (kind, value), start, length in found
        ),
        key=lambda one: (one.start, one.end),
    )
    with (  # both ask the database
        mock.patch.object(marking, "without_names", str),
        mock.patch.object(notes_module, "without_names", str),
    ):
        [paragraph] = marking.marked([block], given_marks, [], "en")
    assert "".join(piece.text for piece in paragraph.pieces) == block.text
    assert all(piece.text for piece in paragraph.pieces)
    standards = [piece for piece in paragraph.pieces if piece.standard]
    assert all(not piece.reference and piece.says for piece in standards)


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_every_kind_that_is_marked_has_a_name(language: str) -> None:
    from django.utils import translation

    with translation.override(language):
        assert all(wording.found(kind) for kind in MARKED)


def test_a_paragraph_keeps_its_number_and_its_link(read_page: Read) -> None:
    blocks = [f"Paragraph {number}. " + "word " * 200 for number in range(300)]
    Edition.objects.filter(address=PRESS_RELEASE.address).update(text="\n\n".join(blocks))
    page = read_page(HERE)
    onward = page.xpath("//a[@rel='next']/@href")[0]
    second = read_page(HERE + onward)
    first_here = second.xpath("//div[@class='body']/div[@class='para']")[3]
    number = int(first_here.get("id")[1:])
    link = first_here.xpath("./a[@class='pin']/@href")[0]
    assert link.endswith(f"&paragraph={number}#p{number}")
    again = read_page(HERE + link)
    found = again.xpath(f"//div[@id='p{number}']/p")[0].text_content()
    assert found == first_here.xpath("./p")[0].text_content()
    assert f"Paragraph {number - 1}." in found
    read_page(f"{HERE}?paragraph=301", 400)
    read_page(f"{HERE}?paragraph=x", 400)


def test_two_editions_stand_side_by_side(read_page: Read) -> None:
    page = read_page(HERE)
    [beside] = [
        one.get("href")
        for one in page.xpath("//p[@class='beside-which']/a")
        if "French" in one.text_content()
    ]
    both = read_page(HERE + beside)
    rows = both.xpath("//div[@class='pair']")
    assert len(rows) > 1
    left = [one.text_content() for one in both.xpath("//div[@class='pair']/div[1]//p")]
    right = [one.text_content() for one in both.xpath("//div[@class='pair']/div[2]//p")]
    assert "gravely concerned" in left[0]
    assert "vivement préoccupée" in right[0]
    assert both.xpath("//div[@class='pair']/div[2]/@lang") == ["fr"] * len(rows)
    assert "\n\n".join(left) == _edition().text
    ids = both.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_edition_does_not_stand_beside_itself_or_nothing(read_page: Read) -> None:
    own = _edition().address_key
    read_page(f"{HERE}?edition={own}&beside={own}", 400)
    read_page(f"{HERE}?beside=nobody", 400)


def test_editions_that_do_not_go_along_are_shown_whole(read_page: Read) -> None:
    other = _edition(f"{PRESS_RELEASE.address}/fr")
    Edition.objects.filter(pk=other.pk).update(text="\n\n".join(["court"] * 90))
    page = read_page(f"{HERE}?edition={_edition().address_key}&beside={other.address_key}")
    assert "do not go along" in page.text_content()
    assert len(page.xpath("//div[@class='pair']")) == 1
    assert len(page.xpath("//div[@class='pair']/div[2]//p")) == 90


def test_parts_of_long_editions_together_lose_nothing(read_page: Read) -> None:
    text = "\n\n".join(f"{number}: " + "word " * (60 + number % 90) for number in range(500))
    addresses = [PRESS_RELEASE.address, f"{PRESS_RELEASE.address}/fr"]
    Edition.objects.filter(address__in=addresses).update(text=text)
    page = read_page(
        f"{HERE}?edition={_edition().address_key}&beside={_edition(addresses[1]).address_key}"
    )
    seen: list[str] = []
    for _turn in itertools.count():
        seen += [one.text_content() for one in page.xpath("//div[@class='pair']/div[2]//p")]
        onward = page.xpath("//a[@rel='next']/@href")
        if not onward:
            break
        page = read_page(HERE + onward[0])
    assert seen == [one.strip() for one in text.split("\n\n")]


def test_five_megabytes_cost_no_more_queries_than_a_line(
    read_page: Read, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    read_page(HERE)  # what is kept for every page
    text = "\n\n".join(f"Paragraph {number}. " + "word " * 100 for number in range(10_000))
    Edition.objects.filter(address=PRESS_RELEASE.address).update(text=text)
    with django_assert_max_num_queries(12):
        page = read_page(HERE)
    assert len(page.xpath("//div[@class='body']")[0].text_content()) < 2 * PART
