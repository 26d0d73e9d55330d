"""What a reader with nothing kept has to fetch for a page: 60 KB and four requests at most."""

import gzip
from urllib.parse import urlsplit

from django.test import Client
from lxml import html

from liaison.kernel.home import Home
from liaison.measure.reading import FONTS, MOST, Weight
from tests.publish.invented import SAID
from tests.publish.reading import content
from tests.publish.walking import in_one_matter, pages

# What a browser fetches with a page, before or beside it; the icon comes when all else is there.
FETCHED = (
    "//link[contains(@rel, 'stylesheet') or contains(@rel, 'preload')]/@href",
    "//script/@src",
    "//*[self::img or self::iframe or self::source or self::video]/@*[name()='src' or name()='srcset']",
)


def packed(client: Client, address: str) -> tuple[int, bytes]:
    """Bytes over the line, and what they say."""
    answer = client.get(address, follow=True, headers={"Accept-Encoding": "gzip"})
    body = content(answer)
    plain = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return len(body), plain


def first_view(client: Client, address: str) -> Weight:
    size, body = packed(client, address)
    page = html.fromstring(body.decode())
    styles = [str(one) for path in FETCHED for one in page.xpath(path)]
    assert [one for one in styles if urlsplit(one).netloc] == []
    found = [packed(client, one) for one in styles]
    fonts = {font.decode() for _size, style in found for font in FONTS.findall(style)}
    return Weight(
        size,
        sum(size for size, _style in found),
        sum(packed(client, font)[0] for font in fonts),
        1 + len(styles) + len(fonts),
    )


def test_no_first_view_is_heavy(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[1])
    addresses = [
        *pages(SAID[0]),
        *(f"/{language}/search?q=defenders" for language in ("en", "ru", "ar")),
        *(
            f"/{language}/who-can-act?country=KEN&about=detention"
            for language in ("en", "ru", "ar")
        ),
        f"/ru/documents/{SAID[0].identifier}",
        "/ar/nowhere",
    ]
    found = {address: first_view(client, address) for address in addresses}
    assert {name: one for name, one in found.items() if one.requests > MOST[1]} == {}
    assert {name: one for name, one in found.items() if one.size > MOST[0]} == {}
    assert len(found) > 50
