"""Feeds of every shape become items, in the publisher's own words."""

import json
import resource
import time
from itertools import pairwise

import pytest

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.identifier import canonical_address, document_identifier
from liaison.kernel.item import Item
from liaison.sources.readers.feed import discover_feed

AT = "https://publisher.example/feeds/all.xml"
ITEM = Item(
    address="https://publisher.example/news/1",
    title="A lawyer is released",
    date="Mon, 04 Mar 2024 10:00:00 +0300",
    content="<p>After forty days.</p>",
)


def rss(items: str, *, channel: str = "", attributes: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {attributes}><channel>'
        f"<title>News</title>{channel}{items}</channel></rss>"
    ).encode()


RSS_ITEM = """<item><title>A lawyer is released</title>
  <link>https://publisher.example/news/1</link>
  <pubDate>Mon, 04 Mar 2024 10:00:00 +0300</pubDate>
  <description>&lt;p&gt;After forty days.&lt;/p&gt;</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>News</title><link href="https://publisher.example/"/>
  <entry><title type="html">A lawyer &lt;b&gt;is&lt;/b&gt; released</title>
    <link rel="enclosure" href="https://publisher.example/1.mp3"/>
    <link rel="alternate" type="text/html" href="https://publisher.example/news/1"/>
    <id>tag:publisher.example,2024:1</id>
    <updated>2024-03-05T00:00:00Z</updated>
    <published>Mon, 04 Mar 2024 10:00:00 +0300</published>
    <summary>short</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>After forty days.</p></div></content>
  </entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel rdf:about="x"><title>News</title><link>https://publisher.example/</link></channel>
  <item rdf:about="https://publisher.example/news/1"><title>A lawyer is released</title>
    <link>https://publisher.example/news/1</link><dc:date>Mon, 04 Mar 2024 10:00:00 +0300</dc:date>
    <description>short</description>
    <content:encoded><![CDATA[<p>After forty days.</p>]]></content:encoded></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "items": [
        {
            "id": "1",
            "url": "/news/1",
            "title": "A lawyer is released",
            "date_published": "Mon, 04 Mar 2024 10:00:00 +0300",
            "content_html": "<p>After forty days.</p>",
        }
    ],
}


@pytest.mark.parametrize(
    "data",
    [
        rss(RSS_ITEM),
        RDF.encode(),
        json.dumps(JSON).encode(),
        b"\xef\xbb\xbf" + json.dumps(JSON).encode(),
        rss(RSS_ITEM).decode().replace("UTF-8", "utf-16").encode("utf-16"),
        b"\n\n  PHP Warning: something\n" + rss(RSS_ITEM),
        rss(RSS_ITEM).replace(b"<item>", b'<item xmlns="http://backend.userland.com/rss2">'),
    ],
    ids=["rss", "rdf", "json", "json with a mark", "utf-16", "noise before", "odd namespace"],
)
def test_one_item_in_every_dialect(data: bytes) -> None:
    found = discover_feed(data, "", AT)
    assert found.items == (ITEM,)
    assert found.notes == ()


def test_atom_tells_the_page_from_its_other_links() -> None:
    item = discover_feed(ATOM.encode(), "application/atom+xml", AT).items[0]
    assert (item.address, item.title, item.date) == (ITEM.address, ITEM.title, ITEM.date)
    assert item.content == "<div><p>After forty days.</p></div>"
    assert item.language == "fr"


@pytest.mark.parametrize(
    "stated",
    [
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Mon, 25 Jun 2204 00:00:00 GMT",
        "04/03/2024",
        "4 марта 2024 г.",
        "١٤ مارس ٢٠٢٤",
    ],
)
def test_a_date_is_handed_on_as_stated(stated: str) -> None:
    item = f"<item><link>https://publisher.example/1</link><pubDate> {stated}\n</pubDate></item>"
    assert discover_feed(rss(item), "", AT).items[0].date == stated


@pytest.mark.parametrize(
    ("item", "channel", "attributes", "address"),
    [
        ("<link>/n/1</link>", "<link>https://other.example/</link>", "", "https://other.example/n/1"),
        ("<link>n/1</link>", "", 'xml:base="https://base.example/a/"', "https://base.example/a/n/1"),
        ("<link>n/1</link>", "", "", "https://publisher.example/feeds/n/1"),
        ("<guid>https://publisher.example/g</guid>", "", "", "https://publisher.example/g"),
        ("<link/><guid isPermaLink='true'>https://publisher.example/g</guid>", "", "", "https://publisher.example/g"),
        ("<link>\n https://publisher.example/a\n b </link>", "", "", "https://publisher.example/a b"),
        ("<link><![CDATA[https://publisher.example/?a=1&amp;b=2]]></link>", "", "", "https://publisher.example/?a=1&b=2"),
        ("<link>https://proxy.example/x</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://publisher.example/o</f:origLink>", "", "", "https://publisher.example/o"),
        ("<a:link xmlns:a='http://www.w3.org/2005/Atom' href='https://publisher.example/a'/>", "", "", "https://publisher.example/a"),
    ],
)  # fmt: skip
def test_where_an_item_is_published(item: str, channel: str, attributes: str, address: str) -> None:
    data = rss(f"<item><title>t</title>{item}</item>", channel=channel, attributes=attributes)
    assert discover_feed(data, "", AT).items[0].address == address


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:go()", "mailto:a@b.example", "http://", "http://["]
)
def test_a_link_leads_to_the_web_or_nowhere(link: str) -> None:
    attributes = 'xml:base="file:///etc/"'
    for place in (link, "passwd"):
        data = rss(
            f"<item><title>t</title><link>{place}</link></item>{RSS_ITEM}", attributes=attributes
        )
        assert {item.address[:8] for item in discover_feed(data, "", AT).items} == {"https://"}


def test_characters_that_nothing_else_can_hold_are_dropped_from_json() -> None:
    entry = {"url": "/news/1", "title": "A\ud800 law\u0000yer", "content_text": "\u000bx\udfff"}
    item = discover_feed(json.dumps({"items": [entry]}).encode(), "", AT).items[0]
    assert (item.title, item.content) == ("A lawyer", "x")
    assert Item.decode(item.encode()) == item


def test_an_identity_in_the_fragment_is_kept() -> None:
    items = "".join(
        f'<item><title>{n}</title><link>http://base.example/eng#{{"itemid":["001-{n}"]}}</link></item>'
        for n in range(3)
    )
    found = discover_feed(rss(items), "", AT).items
    assert len({document_identifier(item.address) for item in found}) == 3


def test_an_item_met_twice_is_one() -> None:
    again = RSS_ITEM.replace("https://", "http://").replace("A lawyer is released", "")
    found = discover_feed(rss(RSS_ITEM + again + RSS_ITEM), "", AT).items
    assert found == (ITEM,)
    filled = discover_feed(rss(again + RSS_ITEM), "", AT).items
    assert len(filled) == 1
    assert filled[0].title == ITEM.title


def test_an_item_without_a_title_keeps_its_content() -> None:
    item = "<item><link>https://publisher.example/1</link><description>Words.</description></item>"
    found = discover_feed(rss(item), "", AT).items[0]
    assert (found.title, found.content) == ("", "Words.")


def test_an_entry_that_is_published_nowhere_else_gets_an_address_in_its_feed() -> None:
    items = (
        "<item><guid isPermaLink='false'>case 7</guid><title>One</title></item>"
        "<item><title>Two</title></item><item><title>Three</title></item>"
    )
    found = discover_feed(rss(items), "", AT, whole=True).items
    assert [item.title for item in found] == ["One", "Two", "Three"]
    assert canonical_address(found[0].address) == AT + '#{"entry":"case 7"}'
    assert found == discover_feed(rss(items), "", AT, whole=True).items
    assert len({document_identifier(item.address) for item in found}) == 3


def test_linked_entries_without_a_link_are_told() -> None:
    found = discover_feed(rss(RSS_ITEM + "<item><title>Lost</title></item>"), "", AT)
    assert len(found.items) == 1
    assert found.notes == (f"{AT}: 1 of 2 entries have no link",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Caf&eacute; &nbsp;&amp; bar", "Café & bar"),
        ("<![CDATA[Q & A &#8217;]]>", "Q & A ’"),
        ("AT&amp;amp;T", "AT&T"),
        ("a &lt;em&gt;word&lt;/em&gt;", "a word"),
        ("2 &lt; 3", "2 < 3"),
        ("Fish & chips", "Fish & chips"),
        ("two\n   lines", "two lines"),
        ("&lt;html&gt; tags &lt;/body&gt;", "tags"),
        ("a &lt;script&gt;b()&lt;/script&gt; c", "a c"),
        ("النص العربي &amp; English", "النص العربي & English"),
    ],
)
def test_titles_are_plain(written: str, read: str) -> None:
    item = f"<item><title>{written}</title><link>https://publisher.example/1</link></item>"
    assert discover_feed(rss(item), "", AT).items[0].title == read


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ("<?xml version='1.0' encoding='windows-1251'?>", "windows-1251"),
        ("<?xml version='1.0' encoding='utf-8'?>", "windows-1252"),
        ("", "utf-8"),
    ],
)
def test_charsets_declared_wrong_and_right(data: str, media_type: str) -> None:
    title = "Защитница" if media_type == "windows-1251" else "Défenseuse"
    item = f"<rss><channel><item><title>{title}</title><link>https://a.example/1</link></item></channel></rss>"
    found = discover_feed((data + item).encode(media_type), "application/rss+xml", AT)
    assert found.items[0].title == title


def test_the_charset_of_the_header_wins_where_the_bytes_bear_it_out() -> None:
    item = "<rss><channel><item><title>Защитница</title><link>https://a.example/1</link></item></channel></rss>"
    found = discover_feed(item.encode("koi8-r"), "text/xml; charset=KOI8-R", AT)
    assert found.items[0].title == "Защитница"


def test_a_feed_that_is_cut_off_gives_what_it_had_and_says_so() -> None:
    second = RSS_ITEM.replace("/1<", "/2<")
    found = discover_feed(rss(RSS_ITEM + second)[:-60], "", AT)
    assert found.items[0] == ITEM
    assert "ill-formed" in found.notes[0]


def test_html_left_open_in_an_entry_costs_no_entry() -> None:
    broken = RSS_ITEM.replace("&lt;p&gt;After", "<p>A<br>B</p>&nbsp;")
    found = discover_feed(rss(broken + RSS_ITEM.replace("/1<", "/2<")), "", AT)
    assert [item.address[-1] for item in found.items] == ["1", "2"]


def test_the_next_page_of_a_feed() -> None:
    channel = '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="?page=2"/>'
    assert discover_feed(rss(RSS_ITEM, channel=channel), "", AT).pages == (AT + "?page=2",)


@pytest.mark.parametrize(
    ("data", "failure", "says"),
    [
        (b"", FailureClass.CHANGED_SHAPE, "empty"),
        (b" \r\n\0", FailureClass.CHANGED_SHAPE, "empty"),
        (b"<!DOCTYPE html><html><head><title>Not here</title></head></html>", FailureClass.CHANGED_SHAPE, "'Not here'"),
        (b"<!-- x --><HTML><body>gone</body></HTML>", FailureClass.CHANGED_SHAPE, "a web page came"),
        (b"<!doctype html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>", FailureClass.BLOCKED, "a challenge came"),
        (b"{}", FailureClass.CHANGED_SHAPE, "JSON without `items`"),
        (b'{"items": [', FailureClass.CHANGED_SHAPE, "broken JSON"),
        (b'{"a":' * 100_000, FailureClass.CHANGED_SHAPE, "broken JSON"),
        (b"<?xml version='1.0'?><opml><body/></opml>", FailureClass.CHANGED_SHAPE, "the root <opml>"),
        (b"%PDF-1.4 " + b"\x00\xff" * 500, FailureClass.CHANGED_SHAPE, "no XML"),
        (b"Service unavailable", FailureClass.CHANGED_SHAPE, "no XML"),
        (b"<rss><channel>" + b"<a>" * 100_000, FailureClass.CHANGED_SHAPE, "broken XML"),
        (rss("<item><title>no link</title></item>"), FailureClass.CHANGED_SHAPE, "without a link"),
    ],
)  # fmt: skip
def test_what_is_no_feed(data: bytes, failure: FailureClass, says: str) -> None:
    with pytest.raises(SourceFailure) as caught:
        discover_feed(data, "application/rss+xml", AT)
    assert caught.value.failure is failure
    assert says in str(caught.value)
    assert AT in str(caught.value)
    assert "\n" not in str(caught.value)


def test_entities_are_never_expanded_nor_files_read() -> None:
    names = "abcdefghij"
    bomb = "<!ENTITY a 'lol'>" + "".join(
        f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in pairwise(names)
    )
    outside = f"<!ENTITY outside SYSTEM 'file://{__file__}'>"
    data = (
        f"<!DOCTYPE rss [{bomb}{outside}]><rss><channel><item><title>x&j;y&outside;z</title>"
        "<link>https://publisher.example/1</link></item></channel></rss>"
    )
    started = time.monotonic()
    item = discover_feed(data.encode(), "", AT).items[0]
    assert item.title == "x&j;y&outside;z"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "noise",
    ["<![CDATA[", "&", "<b ", "<!DOCTYPE a [", "<!-- ", "<item>", "<br ", "]]>", "&lt;b "],
)
def test_noise_costs_no_more_than_its_length(noise: str) -> None:
    data = f"<rss><channel><item><title>{noise * 200_000}".encode()
    started = time.monotonic()
    try:
        discover_feed(data, "", AT, whole=True)
    except SourceFailure as failure:
        assert failure.failure is FailureClass.CHANGED_SHAPE
    assert time.monotonic() - started < 20


def test_a_hundred_thousand_items() -> None:
    items = "".join(
        f"<item><title>Statement {n}</title><link>https://publisher.example/n/{n}</link>"
        f"<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>"
        f"<description>{f'Words on matter {n}. ' * 8}</description></item>"
        for n in range(100_000)
    )
    data = rss(items)
    del items
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    found = discover_feed(data, "", AT)
    assert len(found.items) == 100_000
    assert found.items[-1].title == "Statement 99999"
    assert time.monotonic() - started < 60
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000, f"{grown} KiB for a feed of {len(data)} bytes"
