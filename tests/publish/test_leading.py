"""Addresses that are not quite right lead on for good, or say what is near."""

from collections.abc import Callable

import pytest
from django.test import Client
from lxml import html

from liaison import vocabulary
from liaison.kernel.home import Home
from liaison.publish.elsewhere import Listed, meant, near
from tests.publish.invented import SAID

Read = Callable[..., html.HtmlElement]


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/en/countries/blr", "/en/countries/BLR"),
        ("/en/countries/BY", "/en/countries/BLR"),
        ("/en/countries/112", "/en/countries/BLR"),
        ("/en/countries/ZAR", "/en/countries/COD"),
        ("/en/countries/Zaire", "/en/countries/COD"),
        ("/fr/countries/Biélorussie", "/fr/countries/BLR"),
        ("/fr/countries/cote-d-ivoire", "/fr/countries/CIV"),
        ("/ru/countries/Беларусь", "/ru/countries/BLR"),
        ("/ar/countries/بيلاروس", "/ar/countries/BLR"),
        ("/en/countries/by.json", "/en/countries/BLR.json"),
        ("/en/letters/Belarus", "/en/letters/BLR"),
        ("/en/letters/by.json", "/en/letters/BLR.json"),
        ("/en/letters/by?reply=none", "/en/letters/BLR?reply=none"),
        ("/en/mechanisms/UN-SRHRD", "/en/mechanisms/un-srhrd"),
        ("/en/mechanisms/un_srhrd", "/en/mechanisms/un-srhrd"),
        ("/en/mechanisms/Harbour Commission on Defenders", "/en/mechanisms/harbour-commission"),
        ("/en/mechanisms/Harbour-Commission.atom", "/en/mechanisms/harbour-commission.atom"),
        (
            "/en/mechanisms/Harbour-Commission.feed.json",
            "/en/mechanisms/harbour-commission.feed.json",
        ),
        ("/en/standards/rights/r02", "/en/standards/rights/R02"),
        ("/en/standards/instruments/UDHRD", "/en/standards/instruments/udhrd"),
        ("/en/working-groups/COE-INGO-HRD", "/en/working-groups/coe-ingo-hrd"),
        ("/en/sources/Harbour-Statements", "/en/sources/harbour-statements"),
        ("/api/v1/mechanisms/UN-SRHRD", "/api/v1/mechanisms/un-srhrd"),
        ("/api/v1/sources/Harbour-Statements", "/api/v1/sources/harbour-statements"),
        ("/en/countries/BLR/", "/en/countries/BLR"),
        ("/en/countries/BLR//", "/en/countries/BLR"),
        ("/en/countries/", "/en/countries"),
        ("/en/mechanisms/un-srhrd/", "/en/mechanisms/un-srhrd"),
        ("/en/search/?q=trial", "/en/search?q=trial"),
        ("/en/Mechanisms/un-srhrd", "/en/mechanisms/un-srhrd"),
        ("/EN/help", "/en/help"),
        ("/api/v1/documents/", "/api/v1/documents"),
        ("/countries/BLR/", "/countries/BLR"),
    ],
)
def test_what_is_meant_is_where_it_leads(
    client: Client, record: Home, asked: str, leads: str
) -> None:
    answer = client.get(asked)
    assert answer.status_code == 301, answer.content.decode()[-600:]
    assert answer.headers["Location"] == leads
    assert client.head(asked).headers["Location"] == leads
    assert client.get(leads).status_code in {200, 302}


def test_a_document_in_capitals_is_the_same_document(client: Client, record: Home) -> None:
    page = f"/en/documents/{SAID[0].identifier}"
    for asked in (f"{page}/", f"/en/documents/{SAID[0].identifier.upper()}"):
        answer = client.get(asked)
        assert (answer.status_code, answer.headers["Location"]) == (301, page)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "//evil.example//",
        "/\\evil.example/",
        "/en//evil.example/",
        "/%2F%2Fevil.example/",
        "/%5Cevil.example/",
    ],
)
def test_no_address_leads_to_another_site(client: Client, record: Home, address: str) -> None:
    answer = client.get(address)
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\", "http"))
    assert answer.status_code in {302, 404}


def test_what_may_mean_several_is_offered(client: Client, read_page: Read) -> None:
    page = read_page("/en/countries/CSK", 404)
    offers = page.xpath("//ul[@class='plain offers']//a")
    assert [one.get("href") for one in offers] == [
        "/en/countries/CZE",
        "/en/countries/SVK",
        "/en/countries",
    ]
    assert "Did you mean" in offers[0].text_content()
    assert client.get("/en/countries/CSK.json").json()["nearest"] == "CZE"


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("/en/countries/Belorus", "/en/countries/BLR"),
        ("/en/letters/Belorus", "/en/letters/BLR"),
        ("/en/mechanisms/un-srhd", "/en/mechanisms/un-srhrd"),
        ("/en/standards/instruments/udhr-d2", "/en/standards/instruments/udhrd"),
        ("/en/sources/harbour-statement", "/en/sources/harbour-statements"),
        ("/en/working-groups/coe-ingo", "/en/working-groups/coe-ingo-hrd"),
    ],
)
def test_what_is_near_is_offered(read_page: Read, asked: str, nearest: str) -> None:
    links = read_page(asked, 404).xpath("//ul[@class='plain offers']//a/@href")
    assert links[0] == nearest


@pytest.mark.parametrize("asked", ["<script>alert(1)", "x" * 5_000, "💥", "\u202e", "%00"])
def test_odd_codes_are_told_as_text(client: Client, record: Home, asked: str) -> None:
    answer = client.get(f"/en/countries/{asked}")
    assert answer.status_code == 404
    page = html.fromstring(answer.content.decode())
    assert not page.xpath("//main//script")
    [main] = page.xpath("//main")
    assert "x" * 100 not in main.text_content()
    assert "/en/countries" in main.xpath(".//a/@href")


def test_in_arabic_it_is_said_in_arabic(read_page: Read) -> None:
    said = read_page("/ar/countries/Belorus", 404).text_content()
    assert "لا شيء معروف" in said
    assert "بيلاروس" in said


@pytest.mark.parametrize("address", ["/api/v1/documents/5Q", "/en/trends/NONE.csv", "/en/Nowhere"])
def test_what_there_is_in_no_letters_leads_nowhere(
    client: Client, record: Home, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_a_post_leads_nowhere(client: Client, record: Home) -> None:
    assert client.post("/en/countries/BLR/").status_code in {404, 405}


def test_a_code_goes_before_a_name_that_is_spelt_like_it() -> None:
    for code in vocabulary.load().countries:
        assert meant(Listed.COUNTRY, code.lower()) == code
    for code in vocabulary.load().instruments:
        assert meant(Listed.INSTRUMENT, code.upper()) == code


def test_every_code_that_a_list_once_had_leads_to_what_it_means_now() -> None:
    for one in vocabulary.load().former_codes:
        expected = one.now[0] if len(one.now) == 1 else ""
        assert meant(Listed(one.listed), one.code) == expected
        assert set(near(Listed(one.listed), one.code)) & {*one.now}
