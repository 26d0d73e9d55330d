"""A withdrawn name is on no page, in no feed and no data, and no search finds it: every address."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from liaison.archive.models import Capture
from liaison.catalogue.actions import describe_documents
from liaison.catalogue.decisions import correct, undo_withdrawn_name, withdraw_name
from liaison.catalogue.groups import groups_around
from liaison.catalogue.models import Document, Edition, Link, WithdrawnName
from liaison.index import open_writer
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.pipeline.export import export_captures
from liaison.pipeline.indexing import entries, feed
from liaison.pipeline.sweeping import anything_to_sweep, sweep
from tests.publish.invented import SAID, Said
from tests.publish.invented_visits import tell_more
from tests.publish.reading import said as words_of
from tests.publish.telling import tell
from tests.publish.walking import MATTER, NOW, addresses, in_one_matter

NAME = "Ilva Torrendahl"
SAYING = next(one for one in SAID if NAME in one.text)
MARKS = {
    "en": "[name withdrawn]",
    "fr": "[nom retiré]",
    "es": "[nombre retirado]",
    "ru": "[имя изъято]",
    "ar": "[اسم مسحوب]",
}
PARTS = (
    "countries/",
    "documents/",
    "?part=2",
    "&beside=",
    "search?",
    "search.json",
    "search.atom",
    "search.feed.json",
    "search.csv",
    "search.xlsx",
    "search.jsonl",
    "search.ics",
    "search.bib",
    "search.ris",
    "search.csl.json",
    ".bib",
    "matters/",
    "captures/",
    "api/v1/documents?",
    "api/v1/editions",
    "api/v1/activities",
    "api/v1/recommendations",
)


@pytest.fixture
def named(record: Home) -> Said:
    """The name also in a title, in another script, at the cut of an excerpt and in an address."""
    row = Document.objects.get(identifier=SAYING.identifier)
    Document.objects.filter(pk=row.pk).update(title=f"Iceland: free {NAME} now")
    first = row.editions.get(address=SAYING.address)
    first.text += f"\n\n{'word ' * 15_000}\n\nOn the next part, TORRENDAHL, Ilva again."
    first.save()
    other = row.editions.exclude(pk=first.pk).exclude(language=SAYING.language).first()
    assert other is not None
    other.title = f"Islande : {NAME}"
    other.text += "\n\nАдвокат Илва Торрендаль была арестована."
    other.address = "https://harbour.rehearsal.test/free-ilva-torrendahl-now"
    other.save()
    in_one_matter(SAYING, next(one for one in SAID if one is not SAYING))
    tell_more()
    tell(SAYING, "hearing;ISL;2024-06-17/;planned")
    return SAYING


def withdrawn() -> WithdrawnName:
    row = withdraw_name(
        NAME, secret=settings.HOME.secret(), why="She asked.", by="an editor", now=NOW
    )
    swept()
    return row


def swept() -> None:
    found = sweep(utc_now, lambda *_: None)
    with contextlib.closing(open_writer(settings.HOME.index)) as writer:
        feed(writer, found)


def walk(client: Client, said: Said) -> Iterator[tuple[str, str]]:
    """Every address of the site that could name her, and what it answers."""
    more = [f"/{language}/documents/{said.identifier}" for language in MARKS]
    keys = Edition.objects.filter(document__identifier=said.identifier).values_list(
        "address_key", flat=True
    )
    more += [f"/en/documents/{said.identifier}?edition={key}" for key in keys]
    more += [f"/en/documents/{said.identifier}?part=2", f"/en/matters/{MATTER}"]
    more += [
        f"/en/documents/{said.identifier}?edition={key}&beside={other}"
        for key in keys
        for other in keys
        if other != key
    ]
    more += [f"/en/search{form}?q={word}" for form in ("", ".json", ".atom", ".feed.json") for word in ("arrest", "lawyer", "port")]  # fmt: skip
    for address in [*addresses(said), *more]:
        if "orrendahl" not in address:
            yield address, words_of(client.get(address))


def names_her(text: str) -> bool:
    return any(one in text.lower() for one in ("torrendahl", "торрендаль", "ilva", "илва"))


def naming(client: Client, said: Said) -> list[str]:
    return [address for address, text in walk(client, said) if names_her(text)]


@pytest.mark.parametrize("shown", range(4, 14, 3))
def test_a_passage_shows_no_part_of_it_where_a_text_is_read_so_far(
    client: Client, named: Said, shown: int
) -> None:
    """Passages are looked for in the beginning of a text, which may end within a name."""
    row = Document.objects.get(identifier=named.identifier)
    before = "word " * ((10_000 - shown - len("Lanternlike ")) // 5)
    text = f"{before.ljust(10_000 - shown - len('Lanternlike '))}Lanternlike {NAME} was free."
    assert text[:10_000].endswith(NAME[:shown])
    row.editions.update(text=text)
    withdrawn()
    with contextlib.closing(open_writer(settings.HOME.index)) as writer:
        writer.add(entries([[row]]))
        writer.commit()
    told = client.get("/en/search.json?q=lanternlike").json()
    [found] = told["documents"]
    assert "Lanternlike" in found["passage"]
    assert "Ilva" not in found["passage"]


def test_no_address_shows_a_withdrawn_name(client: Client, named: Said) -> None:
    before = naming(client, named)
    for part in PARTS:
        assert any(part in address for address in before), f"the walk never met her at {part}"
    row = withdrawn()
    assert naming(client, named) == []
    undo_withdrawn_name(row.pk, by="an editor", now=NOW)
    swept()
    assert all(names_her(words_of(client.get(address))) for address in before)


def test_it_is_covered_before_the_index_was_told(client: Client, named: Said) -> None:
    withdraw_name(NAME, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)
    assert anything_to_sweep()
    assert naming(client, named) == []
    assert client.get("/en/search.json?q=ilva+torrendahl").json()["total"] == 0


def test_what_an_editor_said_before_is_covered_too(client: Client, named: Said) -> None:
    """A reference of no known form is kept as it was given."""
    said = {"why": "so", "by": "an editor", "action": "replace"}
    for kind in ("symbol", "reference"):
        value = f"{NAME} v. Iceland ({kind})"
        correct(named.identifier, kind=kind, value=value, now=NOW, **said)
    describe_documents([Document.objects.get(identifier=named.identifier).pk], NOW)
    Link.objects.update(
        reasons=[{"code": "same_reference", "weight": 4, "reference": f"{NAME} v."}]
    )
    Edition.objects.filter(document__identifier=named.identifier).update(text="Word.", title="Word")
    Edition.objects.filter(address__contains="torrendahl").update(address=named.address)
    Document.objects.filter(identifier=named.identifier).update(title="Word")
    before = client.get(f"/en/documents/{named.identifier}").content.decode()
    assert "Torrendahl v. Iceland (symbol)" in before
    withdraw_name(NAME, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)
    assert sweep(utc_now, lambda *_: None) == [named.identifier]
    assert naming(client, named) == []
    page = client.get(f"/en/documents/{named.identifier}").content.decode()
    assert "[name withdrawn] v. Iceland (symbol)" in page
    [entry] = entries(groups_around([named.identifier]))
    assert not entry.references
    assert not entry.symbols


@pytest.mark.parametrize("typed", ["Torrendahl", "ilva torrendahl", '"Ilva Torrendahl"', "Торрендаль"])  # fmt: skip
def test_no_search_finds_it(client: Client, named: Said, typed: str) -> None:
    swept_before = client.get("/en/search.json", {"q": "Torrendahl"}).json()["total"]
    assert swept_before == 1
    withdrawn()
    for address in ("/en/search.json", "/en/search", "/en/search.atom"):
        answer = client.get(address, {"q": typed})
        assert answer.status_code == 200
        assert SAYING.identifier not in answer.content.decode()
    assert client.get("/en/search.json", {"q": typed}).json()["total"] == 0
    assert client.get("/en/search.json", {"q": "arrest"}).json()["total"] > 0


@pytest.mark.parametrize("language", list(MARKS))
def test_it_is_not_offered_as_a_spelling(client: Client, named: Said, language: str) -> None:
    """The index may hold its words until it is tidied up."""
    misspelt = {"q": "Torrendohl", "exact": "*"}
    assert "torrendahl" in client.get(f"/{language}/search", misspelt).content.decode().casefold()
    withdrawn()
    page = client.get(f"/{language}/search", misspelt).content.decode()
    assert "torrendahl" not in page.casefold()


@pytest.mark.parametrize("language", list(MARKS))
def test_a_page_says_in_its_language_that_a_name_was_withdrawn(
    client: Client, named: Said, language: str
) -> None:
    withdrawn()
    said = client.get(f"/{language}/documents/{named.identifier}").content.decode()
    assert MARKS[language] in said
    assert "\ufdd0" not in said


def test_what_was_found_still_points_at_its_words(client: Client, named: Said) -> None:
    before = client.get(f"/api/v1/documents/{named.identifier}").json()
    withdrawn()
    after = client.get(f"/api/v1/documents/{named.identifier}").json()
    assert after["references"] == before["references"]
    assert after["countries_found"] == before["countries_found"]
    assert all(item["words"] for item in after["references"])
    assert "[name withdrawn]" in after["title"]
    assert any("[name withdrawn]" in edition["text"] for edition in after["editions"])


def test_it_is_covered_in_what_comes_later(client: Client, named: Said) -> None:
    withdrawn()
    row = Document.objects.get(identifier=SAID[3].identifier)
    row.editions.update(text=f"New: {NAME} is free. Everybody rejoiced.", title=f"{NAME} is free")
    Document.objects.filter(pk=row.pk).update(title=f"{NAME} is free")
    row.refresh_from_db()
    with contextlib.closing(open_writer(settings.HOME.index)) as writer:
        writer.add(entries([[row]]))
        writer.commit()
    page = client.get(f"/en/documents/{row.identifier}").content.decode()
    assert "Torrendahl" not in page
    assert client.get("/en/search.json?q=Torrendahl").json()["total"] == 0
    assert "Torrendahl" not in client.get("/en/search.json?q=rejoiced").content.decode()


def test_no_name_is_shown_where_the_secret_is_lost(client: Client, named: Said) -> None:
    """Without it nobody knows the name any more: rather nothing than everything."""
    withdrawn()
    (settings.HOME.root / "secret").write_bytes(b"cut")
    answer = client.get(f"/en/documents/{named.identifier}")
    assert answer.status_code == 503
    assert "The record cannot be read at the moment" in answer.content.decode()
    assert "Torrendahl" not in answer.content.decode()


def test_no_export_takes_a_capture_along_that_names_her(
    named: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another source than the document's own gave the edition that is exported."""
    taken: list[str] = []

    def keep(_folder: Path, _target: Path, captures: Iterable[Capture], *_: object) -> int:
        taken.extend(address for one in captures for address in (one.document_address, one.address))
        return len(taken)

    monkeypatch.setattr("liaison.pipeline.export.export", keep)
    row = Document.objects.get(identifier=named.identifier)
    Capture.objects.filter(document_address=row.address).update(source_id="another-source")
    addressed = Capture.objects.exclude(document_address=row.address).first()
    assert addressed is not None
    addressed.address = "https://harbour.rehearsal.test/free-ilva-torrendahl.pdf"
    addressed.save()
    for source in ("another-source", None):
        export_captures(tmp_path, tmp_path / "a.wacz", source, NOW)
        assert row.address in taken
        assert source is not None or addressed.address in taken
        taken.clear()
    withdrawn()
    for source in ("another-source", None):
        export_captures(tmp_path, tmp_path / "a.wacz", source, NOW)
        assert row.address not in taken
        assert addressed.address not in taken
        assert source is not None or taken
        taken.clear()
