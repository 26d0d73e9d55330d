"""A dump: what is in it, what must not be, and that it is whole or not there."""

import gzip
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from liaison.archive.models import Capture
from liaison.catalogue.decisions import withdraw, withdraw_name
from liaison.catalogue.models import Document, Edition, Finding
from liaison.kernel.errors import HeldByAnother, HomeUnusable, MistakenInput
from liaison.kernel.finding import UNSHOWN
from liaison.kernel.home import Home
from liaison.pipeline.declared import DEPOSITED
from liaison.publish.dumping import making, verifying
from liaison.publish.dumping.making import make_dump
from liaison.publish.dumping.records import FILES
from liaison.publish.dumping.verifying import flaws
from tests.publish.invented import EARLIER, NOW, SAID, SOURCES, WITHDRAWN, archive, capture
from tests.publish.telling import tell
from tests.publish.walking import in_one_matter

NAME = "Ilva Torrendahl"
SAYING = next(one for one in SAID if NAME in one.text)
FREE = next(one for one in SAID if one.source == "harbour-statements" and NAME not in one.text)
FULL = {fields[0] for fields in SOURCES if fields[-1] == "full"}


@pytest.fixture(autouse=True)
def _wacz(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented record has captures without bytes: the file names what would be taken."""

    def write(_folder: Path, target: Path, captures: Iterable[Capture], *_: object) -> int:
        addresses = [one.address for one in captures]
        with zipfile.ZipFile(target, "w") as out:
            out.writestr("addresses", "\n".join(addresses))
        return len(addresses)

    monkeypatch.setattr("liaison.pipeline.export.export", write)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "dump"


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def everything(folder: Path) -> str:
    said = [(folder / name).read_text() for name in ("README.md", "manifest.json")]
    said += [gzip.decompress((folder / f"{name}.jsonl.gz").read_bytes()).decode() for name in FILES]
    with zipfile.ZipFile(folder / "captures.wacz") as captures:
        said.append(captures.read("addresses").decode())
    return "\n".join(said)


def test_it_holds_the_record_and_says_so(record: Home, target: Path) -> None:
    in_one_matter(SAID[0], SAID[1])
    tell(SAID[0], "hearing;ISL;2024-06-17/;planned")
    made = make_dump(target, NOW)
    shown = [one for one in SAID if one is not WITHDRAWN]
    assert {one["identifier"] for one in lines(target, "documents")} == {
        one.identifier for one in shown
    }
    [link] = lines(target, "links")
    assert {link["document"], link["other"]} == {SAID[0].identifier, SAID[1].identifier}
    [matter] = lines(target, "matters")
    assert set(matter["documents"]) == {SAID[0].identifier, SAID[1].identifier}
    [activity] = lines(target, "activities")
    assert activity["documents"] == [SAID[0].identifier]
    assert {one["identifier"] for one in lines(target, "sources")} == {one[0] for one in SOURCES}
    manifest = json.loads((target / "manifest.json").read_text())
    assert manifest["record"] == "rehearsal"
    assert manifest["format"] == "liaison-dump/1"
    assert {name: one["records"] for name, one in manifest["files"].items() if one["records"]} == {
        name: count for name, count in made.counts.items() if count
    }
    for name in FILES:
        assert made.counts[f"{name}.jsonl.gz"] == len(lines(target, name))
        assert all(one["rehearsal"] is True for one in lines(target, name))
    for fields in SOURCES:
        assert manifest["licences"][fields[0]]["licence"] == fields[-2]
        assert fields[-2] in (target / "README.md").read_text()
    assert list(flaws(target)) == []
    assert list(record.root.glob(".*part*")) == []


def test_of_a_text_as_much_is_given_as_its_source_allows(record: Home, target: Path) -> None:
    make_dump(target, NOW)
    by_source: dict[str, list[dict[str, Any]]] = {}
    for one in lines(target, "editions"):
        by_source.setdefault(one["source"], []).append(one)
    whole = dict(Edition.objects.values_list("pk", "text"))
    for source, some in by_source.items():
        for one in some:
            assert whole[one["edition"]].startswith(one["text"])
            assert one["characters"] == len(whole[one["edition"]])
        if source in FULL:
            assert all(len(one["text"]) == one["characters"] for one in some)
    assert all(one["text"] == "" for one in by_source["steppe-letters"])
    [report] = [one for one in by_source["estuary-reports"] if one["characters"] > 900]
    assert 0 < len(report["text"]) <= 600
    with zipfile.ZipFile(target / "captures.wacz") as captures:
        taken = captures.read("addresses").decode().splitlines()
    sources = set(Capture.objects.filter(address__in=taken).values_list("source_id", flat=True))
    assert sources == FULL


def test_a_capture_of_a_freer_source_for_a_document_of_another_is_not_given(
    record: Home, target: Path
) -> None:
    letter = next(one for one in SAID if one.source == "steppe-letters")
    Capture.objects.filter(document_address=letter.address).update(source_id="oasis-appeals")
    make_dump(target, NOW)
    with zipfile.ZipFile(target / "captures.wacz") as captures:
        assert letter.address not in captures.read("addresses").decode()


def brought_by_hand() -> str:
    Capture.objects.filter(document_address=FREE.address).update(source_id=DEPOSITED)
    Document.objects.filter(identifier=FREE.identifier).update(source_id=DEPOSITED)
    return FREE.address


def lay_in_a_folder() -> str:
    row = Capture.objects.filter(document_address=FREE.address).latest("pk")
    row.address = "file:///srv/somebody/said.docx"
    row.save()
    return row.address


def of_no_document() -> str:
    return capture("https://harbour.rehearsal.test/unread", EARLIER, NOW).address


def shared_with_one_that_is_withdrawn() -> str:
    shared = Edition.objects.filter(document__identifier=FREE.identifier).latest("pk")
    other = next(one for one in SAID if one.source == FREE.source and one is not FREE)
    capture(shared.address, shared.text, NOW, other.address)
    withdraw(other.identifier, why="A person asked.", by="us", now=NOW)
    return shared.address


def naming_her_in_its_bytes_alone() -> str:
    body = f"<nav>{NAME}</nav><p>Word.</p>".encode()
    row = capture(f"{FREE.address}/earlier", "", NOW, FREE.address)
    row.sha256, row.size = hashlib.sha256(body).hexdigest(), len(body)
    row.media_type = "text/html"
    row.save()
    archive(settings.HOME, [body])
    withdraw_name(NAME, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)
    return row.address


@pytest.mark.parametrize(
    "kept",
    [
        brought_by_hand,
        lay_in_a_folder,
        of_no_document,
        shared_with_one_that_is_withdrawn,
        naming_her_in_its_bytes_alone,
    ],
)
def test_what_the_site_does_not_give_out_is_in_no_dump(
    record: Home, target: Path, kept: Callable[[], str]
) -> None:
    archive(record)
    address = kept()
    make_dump(target, NOW)
    with zipfile.ZipFile(target / "captures.wacz") as captures:
        taken = captures.read("addresses").decode().splitlines()
    assert taken
    assert address not in taken


def test_a_record_of_which_no_copy_is_given_has_none_in_its_dump(
    record: Home, target: Path
) -> None:
    Capture.objects.update(source_id="steppe-letters")
    made = make_dump(target, NOW)
    assert "captures.wacz" not in made.counts
    assert list(flaws(target)) == []


def test_findings_point_at_their_words_and_name_nobody(record: Home, target: Path) -> None:
    [unshown] = UNSHOWN
    edition = Edition.objects.filter(document__identifier=SAYING.identifier).first()
    assert edition is not None
    start = edition.text.index(NAME)
    Finding.objects.create(
        edition=edition,
        kind=unshown,
        value="victim",
        part="text",
        start=start,
        end=start + len(NAME),
        method="test",
        version=1,
        confidence=1.0,
    )
    withdraw_name(NAME, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)
    make_dump(target, NOW)
    found = lines(target, "findings")
    assert {one["kind"] for one in found} == {"reference", "country"}
    assert {"victim", unshown.value} & {one["value"] for one in found} == set()
    texts = {one["edition"]: one["text"] for one in lines(target, "editions")}
    words = {
        texts[one["edition"]][one["start"] : one["end"]] for one in found if one["part"] == "text"
    }
    assert {"Iceland", "HC/L/12/2024"} <= words
    said = everything(target)
    assert "Torrendahl" not in said
    assert "█" * len(NAME) in said
    with zipfile.ZipFile(target / "captures.wacz") as captures:
        assert SAYING.address not in captures.read("addresses").decode()


def test_nothing_withdrawn_is_in_it(record: Home, target: Path) -> None:
    in_one_matter(SAID[0], SAID[1])
    tell(SAID[0], "hearing;ISL;2024-06-17/;planned")
    row = Document.objects.get(identifier=SAID[0].identifier)
    marks = [row.identifier, row.title, row.address, SAID[0].text[:60]]
    marks += row.editions.values_list("capture__sha256", flat=True)
    make_dump(target, NOW)
    assert all(mark in everything(target) for mark in (row.identifier, row.address))
    shutil.rmtree(target)
    withdraw(row.identifier, why="A person asked.", by="Ines Editor", now=NOW)
    make_dump(target, NOW)
    said = everything(target)
    assert [mark for mark in marks if mark in said] == []
    assert lines(target, "links") == []
    assert lines(target, "activities") == []
    assert "Ines" not in said


def test_what_is_withdrawn_meanwhile_makes_it_begin_again(
    record: Home, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = making._write_captures
    runs: list[Path] = []

    def withdrawing(path: Path, now: Any) -> int:
        if not runs:
            withdraw(SAID[0].identifier, why="A person asked.", by="us", now=NOW)
        runs.append(path)
        return write(path, now)

    monkeypatch.setattr(making, "_write_captures", withdrawing)
    make_dump(target, NOW)
    assert len(runs) == 2
    assert SAID[0].identifier not in everything(target)


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError("no space left")])
def test_a_run_that_ends_early_leaves_nothing(
    record: Home, target: Path, monkeypatch: pytest.MonkeyPatch, error: Any
) -> None:
    def failing(*_: object) -> int:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(making, "_write_captures", failing)
        with pytest.raises((KeyboardInterrupt, HomeUnusable)):
            make_dump(target, NOW)
    assert list(target.parent.glob("*dump*")) == []
    assert list(target.parent.glob(".*dump*")) == []
    left = target.with_name(".dump.part")  # of a run that was killed
    left.mkdir()
    (left / "documents.jsonl.gz").write_bytes(b"half")
    make_dump(target, NOW)
    assert not left.exists()
    assert list(flaws(target)) == []


def test_it_replaces_nothing_and_one_is_made_at_a_time(record: Home, target: Path) -> None:
    target.mkdir()
    with pytest.raises(MistakenInput, match="replaces nothing"):
        make_dump(target, NOW)
    with record.hold("dump"), pytest.raises(HeldByAnother):
        make_dump(target.with_name("other"), NOW)
    with pytest.raises(HomeUnusable, match="cannot be written"):
        make_dump(target / "no" / "such", NOW)


def test_the_same_record_gives_the_same_bytes(record: Home, tmp_path: Path) -> None:
    first, second = make_dump(tmp_path / "a", NOW), make_dump(tmp_path / "b", NOW)
    for name in FILES:
        file = f"{name}.jsonl.gz"
        assert (first.folder / file).read_bytes() == (second.folder / file).read_bytes()


def test_verifying_reads_no_record_without_end(
    record: Home, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_dump(target, NOW)
    monkeypatch.setattr(verifying, "_LONGEST", 20)
    found = list(flaws(target))
    assert "sources.jsonl.gz has a record longer than 20 characters, after 0" in found


def test_verifying_finds_what_was_changed(record: Home, target: Path) -> None:
    make_dump(target, NOW)
    with (target / "documents.jsonl.gz").open("ab") as file:
        file.write(b"x")
    (target / "links.jsonl.gz").unlink()
    (target / "more.txt").write_text("more")
    found = list(flaws(target))
    assert len(found) == 3
    assert any("documents.jsonl.gz was changed" in flaw for flaw in found)
    assert "links.jsonl.gz is missing" in found
    assert "more.txt is not in the manifest" in found
    manifest = target / "manifest.json"
    told = json.loads(manifest.read_text())
    told["files"] = {
        "../outside": {"sha256": ""},
        "sources.jsonl.gz": told["files"]["sources.jsonl.gz"] | {"records": 99},
    }
    manifest.write_text(json.dumps(told))
    assert {"../outside is missing", "sources.jsonl.gz holds 5 records, not 99"} <= set(
        flaws(target)
    )
    for broken in ("{", "[]", '{"format": "liaison-dump/9", "files": {}}'):
        manifest.write_text(broken)
        with pytest.raises(MistakenInput):
            list(flaws(target))
