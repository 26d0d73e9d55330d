"""What a round meets: the reader that a source asks for, its pages, and lists without the web."""

import json
from pathlib import Path

import pytest

from liaison.kernel.errors import FailureClass, MistakenInput, SourceFailure
from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import Discovery, Item
from liaison.sources.readers import discover, discover_here, file_of
from tests.sources.declaring import declare

START = "https://publisher.example/list"
LISTING = """
    kind: listing
    links: '/d/'
    pages:
      parameter: page
      first: 0
    max_pages: 3
"""
PAGE = b"<html><a href='/d/1'>One</a></html>"
NOTHING = b"<html><p>No more results.</p></html>"


def test_numbered_pages_go_on_until_a_page_is_empty_or_enough_were_read(tmp_path: Path) -> None:
    source = declare(tmp_path, LISTING, start=START + "?q=%C3%A9&page=0")
    second = discover(source, PAGE, "text/html", source.addresses[0]).pages
    assert second == (START + "?q=%C3%A9&page=1",)
    third = discover(source, PAGE, "text/html", second[0]).pages
    assert third == (START + "?q=%C3%A9&page=2",)
    assert discover(source, PAGE, "text/html", third[0]).pages == ()
    assert discover(source, NOTHING, "text/html", second[0]) == Discovery()
    assert source.max_pages == 3


@pytest.mark.parametrize(
    ("template", "following"),
    [
        ("page/{page}/", ["https://publisher.example/news/page/2/", "https://publisher.example/news/page/3/"]),
        ("https://publisher.example/p/{page}", ["https://publisher.example/p/2", "https://publisher.example/p/3"]),
    ],
)  # fmt: skip
def test_numbers_in_the_path(tmp_path: Path, template: str, following: list[str]) -> None:
    reader = f"kind: listing\nlinks: '/d/'\npages:\n  template: '{template}'"
    source = declare(tmp_path, reader, start="https://publisher.example/news/")
    address = source.addresses[0]
    for expected in following:
        address = discover(source, PAGE, "text/html", address).pages[0]
        assert address == expected


def test_a_last_page_and_a_step(tmp_path: Path) -> None:
    reader = "kind: feed\nmax_pages: 9\npages: {parameter: start, first: 1, step: 50, last: 101}"
    source = declare(tmp_path, reader, start=START)
    feed = b"<rss><channel><item><link>https://publisher.example/d/1</link></item></channel></rss>"
    first = discover(source, feed, "", START).pages
    assert first == (START + "?start=51",)
    second = discover(source, feed, "", first[0]).pages
    assert second == (START + "?start=101",)
    assert discover(source, feed, "", second[0]).pages == ()


def test_a_first_page_without_items_is_a_failure_where_some_are_expected(tmp_path: Path) -> None:
    source = declare(tmp_path, LISTING, start=START)
    with pytest.raises(SourceFailure, match="without a single item") as caught:
        discover(source, NOTHING, "text/html", START)
    assert caught.value.failure is FailureClass.CHANGED_SHAPE
    patient = declare(tmp_path, LISTING, start=START, more="yields: {at_least: 0}\n")
    assert discover(patient, NOTHING, "text/html", START) == Discovery()


def test_a_feed_names_further_pages_only_where_more_than_one_is_wanted(tmp_path: Path) -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?p=2"/>
      <entry><link href="/d/1"/></entry></feed>"""
    one = declare(tmp_path, "kind: feed", start=START)
    assert discover(one, feed, "", START).pages == ()
    more = declare(tmp_path, "kind: feed\nmax_pages: 5", start=START)
    assert discover(more, feed, "", START).pages == (START + "?p=2",)


def test_addresses_in_the_declaration_and_in_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "# reports\nhttps://publisher.example/d/2\n\nhttps://publisher.example/d/1\nnot one\n"
    )
    source = declare(
        tmp_path, "kind: addresses\nlisted: ['https://publisher.example/d/1']\nfile: list.txt"
    )
    assert not source.needs_start
    found = discover_here(source)
    assert [item.address[-1] for item in found.items] == ["1", "2"]
    assert found.notes == (f"{tmp_path}/list.txt:5: 'not one' is no address; write it whole",)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    source = declare(tmp_path, "kind: addresses\nfile: list.txt")
    with pytest.raises(SourceFailure, match="put the list beside") as caught:
        discover_here(source)
    assert caught.value.failure is FailureClass.GONE


def test_addresses_at_an_address(tmp_path: Path) -> None:
    source = declare(tmp_path, "kind: addresses", start=START)
    assert source.needs_start
    found = discover(source, b"https://publisher.example/d/1\n", "text/plain", START)
    assert found.items == (Item("https://publisher.example/d/1"),)
    with pytest.raises(SourceFailure, match="a web page came"):
        discover(source, NOTHING, "text/html", START)
    with pytest.raises(SourceFailure, match="without an address"):
        discover(source, b"Service unavailable", "text/plain", START)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with what is known of them, and what must not be taken."""
    folder = tmp_path / "documents"
    (folder / "year 2024").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / "a.pdf.yaml").write_text("title: 'A: report'\ndate: 2024-03-04\nlanguage: fr\n")
    (folder / "year 2024" / "بيان.docx").write_bytes(b"PK")
    (folder / "year 2024" / "بيان.docx.json").write_text('{"title": "بيان", "date": null}')
    (folder / "b.pdf").write_bytes(b"%PDF")
    (folder / "b.pdf.yaml").write_text("titel: wrong\n")
    (folder / ".hidden" / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / "secret.pdf").write_bytes(b"%PDF")
    (folder / "out.pdf").symlink_to(tmp_path / "secret.pdf")
    return folder


def test_a_folder_of_files(tmp_path: Path, folder: Path) -> None:
    source = declare(tmp_path, "kind: folder\nfolder: documents")
    found = discover_here(source)
    base = folder.as_uri()
    assert found.items[0] == Item(f"{base}/a.pdf", "A: report", "2024-03-04", "", "fr")
    assert [item.title for item in found.items] == ["A: report", "", "بيان"]
    assert f"{folder}/b.pdf.yaml: titel is not known" in found.notes[0]
    for item in found.items:
        assert file_of(source, item.address).is_file()
        assert file_of(source, canonical_address(item.address)).is_file()


def test_a_folder_published_under_an_address(tmp_path: Path, folder: Path) -> None:
    reader = (
        "kind: folder\nfolder: documents\nbase: https://publisher.example/files\nfiles: ['*.pdf']"
    )
    source = declare(tmp_path, reader)
    found = discover_here(source)
    assert [item.address for item in found.items] == [
        "https://publisher.example/files/a.pdf",
        "https://publisher.example/files/b.pdf",
    ]
    assert file_of(source, found.items[0].address) == folder / "a.pdf"


@pytest.mark.parametrize("path", ["../secret.pdf", "%2e%2e/secret.pdf", "out.pdf", "none.pdf", ""])
def test_nothing_outside_the_folder_is_given_out(tmp_path: Path, folder: Path, path: str) -> None:
    source = declare(tmp_path, "kind: folder\nfolder: documents")
    with pytest.raises(SourceFailure) as caught:
        file_of(source, f"{folder.as_uri()}/{path}")
    assert caught.value.failure is FailureClass.GONE


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceFailure, match="no folder"):
        discover_here(declare(tmp_path, "kind: folder\nfolder: nowhere"))


ODD = """
from liaison.kernel.item import Discovery, Item

def discover(data, media_type, address):
    return Discovery(tuple(Item(line) for line in data.decode().split(";")))
"""


def test_a_python_file_beside_the_declaration(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(ODD)
    source = declare(tmp_path, "kind: python\nfile: odd.py", start=START)
    found = discover(source, b"https://a.example/1;https://a.example/2", "text/plain", START)
    assert len(found.items) == 2
    with pytest.raises(SourceFailure, match=r"odd.py stumbled \(UnicodeDecodeError") as caught:
        discover(source, b"\xff", "text/plain", START)
    assert caught.value.failure is FailureClass.CHANGED_SHAPE


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("def discover(", "cannot be loaded"),
        ("import nowhere_to_be_found", "cannot be loaded"),
        ("x = 1", "has no function `discover`"),
        ("def discover(*a): return None", "gave no Discovery"),
        (None, "no such file"),
    ],
)
def test_a_python_file_that_cannot_be_used(tmp_path: Path, code: str | None, says: str) -> None:
    if code is not None:
        (tmp_path / "odd.py").write_text(code)
    source = declare(tmp_path, "kind: python\nfile: odd.py", start=START)
    with pytest.raises(MistakenInput, match=says):
        discover(source, b"x", "text/plain", START)


def shipped(name: str, tmp_path: Path) -> str:
    """A reader that uses one of the Python files that come with Liaison."""
    from liaison.sources.loading import DECLARED

    (tmp_path / Path(name).name).write_text((DECLARED / name).read_text())
    return f"kind: python\nfile: {Path(name).name}"


def test_the_list_of_a_wordpress(tmp_path: Path) -> None:
    source = declare(tmp_path, shipped("un/wordpress.py", tmp_path), start=START + "?page=1")
    stated = "2024-03-04T10:00:00"
    link = "https://publisher.example/d/"
    entries = [
        {"link": f"{link}{n}", "date": stated, "title": {"rendered": "Letter &#8211; reply"}}
        for n in range(100)
    ]
    data = json.dumps(entries).encode()
    found = discover(source, data, "application/json", START + "?after=x%3A1&page=1")
    assert found.items[0] == Item(f"{link}0", "Letter – reply", stated)
    assert found.pages == (START + "?after=x%3A1&page=2",)
    assert discover(source, json.dumps(entries[:1]).encode(), "", START).pages == ()
    with pytest.raises(SourceFailure, match="Invalid page"):
        discover(source, b'{"message": "Invalid page"}', "application/json", START)


def test_a_search_in_a_dspace(tmp_path: Path) -> None:
    def publication(bundle: str) -> dict[str, object]:
        file = {"_links": {"content": {"href": "https://publisher.example/bitstreams/7/content"}}}
        files = {"_embedded": {"bitstreams": [file]}}
        bundles = [{"name": bundle, "_embedded": {"bitstreams": files}}]
        return {
            "metadata": {
                "dc.title": [{"value": "Acuerdo"}],
                "dc.date.issued": [{"value": "2022-04"}],
                "dc.language.iso": [{"value": "es"}],
            },
            "_embedded": {"bundles": {"_embedded": {"bundles": bundles}}},
        }

    objects = [
        {"_embedded": {"indexableObject": publication(name)}} for name in ("ORIGINAL", "THUMBNAIL")
    ]
    result = {"_embedded": {"objects": objects}, "_links": {"next": {"href": START + "?page=1"}}}
    data = json.dumps({"_embedded": {"searchResult": result}}).encode()
    source = declare(tmp_path, shipped("cepal/dspace.py", tmp_path), start=START)
    found = discover(source, data, "application/json", START)
    assert found.items == (
        Item("https://publisher.example/bitstreams/7/content", "Acuerdo", "2022-04", "", "es"),
    )
    assert found.pages == (START + "?page=1",)
    assert found.notes == (f"{START}: 1 publications without a file",)
