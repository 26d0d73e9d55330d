"""One row a capture; unchanged bytes are a revisit; verify and export see what is there."""

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest

from liaison.archive.actions import Catch, keep, mend_archive
from liaison.archive.models import Capture
from liaison.archive.verify import captures_to_verify, verify
from liaison.archive.wacz import Page, export
from liaison.archive.warc import Answer, WarcWriter
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.item import Role

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def catch(content: bytes, path: str = "a", status: int = 200, source: str = "example") -> Catch:
    address = f"https://example.org/{path}"
    return Catch(
        answer=Answer(address, status, "", (("Content-Type", "text/html"),), content, content),
        address=address,
        source_id=source,
        role=Role.DOCUMENT,
        document_address=address,
        media_type="text/html",
        fetched_at=NOW,
    )


def keep_all(folder: Path, *catches: Catch) -> list[Capture]:
    with WarcWriter(folder, lambda: NOW) as writer:
        return keep(writer, catches)


def flaws(folder: Path) -> list[str]:
    answers = list(verify(folder))
    assert len(answers) == captures_to_verify(folder)
    return [flaw.what for flaw in answers if flaw is not None]


def test_unchanged_bytes_are_noted_and_not_kept_twice(tmp_path: Path) -> None:
    (first,) = keep_all(tmp_path, catch(b"one"))
    (same,) = keep_all(tmp_path, catch(b"one"))
    (silent,) = keep_all(tmp_path, catch(b"", status=304))
    assert same.same_as_id == silent.same_as_id == first.pk
    assert list(Capture.objects.filter(current=True)) == [first]
    assert flaws(tmp_path) == []


def test_a_304_speaks_of_what_its_own_source_was_given(tmp_path: Path) -> None:
    (mine,) = keep_all(tmp_path, catch(b"one", source="mine"))
    (others,) = keep_all(tmp_path, catch(b"two", source="others"))
    (silent,) = keep_all(tmp_path, catch(b"", status=304, source="mine"))
    assert (silent.same_as_id, silent.size, silent.current) == (mine.pk, 3, False)
    assert list(Capture.objects.filter(current=True)) == [others]
    assert flaws(tmp_path) == []
    with pytest.raises(ValueError, match="was never captured"):
        keep_all(tmp_path, catch(b"", status=304, source="nobody"))


def test_a_file_that_is_being_written_is_not_mended(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, lambda: NOW) as writer:
        place = writer.response(catch(b"one").answer, {})
        writer.sync()
        file = tmp_path / place.warc
        size = file.stat().st_size
        with file.open("ab") as torn:
            torn.write(b"\x1f\x8b\x08")
        assert mend_archive(tmp_path) == 0
    assert mend_archive(tmp_path) == 3
    assert file.stat().st_size == size


def test_changed_bytes_take_the_place_of_the_old_which_stay(tmp_path: Path) -> None:
    (first,) = keep_all(tmp_path, catch(b"one"))
    (second,) = keep_all(tmp_path, catch(b"two"))
    assert list(Capture.objects.filter(current=True)) == [second]
    assert Capture.objects.filter(pk=first.pk).exists()
    assert flaws(tmp_path) == []


def test_an_address_twice_in_one_batch_is_current_once(tmp_path: Path) -> None:
    keep_all(tmp_path, catch(b"one"), catch(b"two"), catch(b"two"), catch(b"x", "b"))
    assert sorted(Capture.objects.filter(current=True).values_list("size", flat=True)) == [1, 3]
    assert Capture.objects.exclude(same_as=None).count() == 1


def test_verify_finds_a_flipped_byte_and_a_torn_end(tmp_path: Path) -> None:
    (row,) = keep_all(tmp_path, catch(b"one" * 100))
    path = tmp_path / row.warc
    data = path.read_bytes()
    path.write_bytes(data + data[:50])
    assert flaws(tmp_path) == ["50 bytes at the end are no whole record"]
    assert mend_archive(tmp_path) == 50
    assert flaws(tmp_path) == []
    Capture.objects.update(sha256="0" * 64)
    assert flaws(tmp_path) == ["the bytes do not give the hash they were kept under"]


def test_an_export_opens_as_wacz(tmp_path: Path) -> None:
    rows = keep_all(tmp_path, catch(b"<p>one</p>"), catch(b"<p>two</p>", "b"))
    target = tmp_path / "record.wacz"
    pages = [Page(row.address, "Título", row.fetched_at) for row in rows]
    assert export(tmp_path, target, rows, pages, NOW) == 2
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        index = archive.read("indexes/index.cdxj").decode().splitlines()
        package = json.loads(archive.read("datapackage.json"))
        listed = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    assert [line.split(" ")[0] for line in index] == ["org,example)/a", "org,example)/b"]
    assert {one["path"] for one in package["resources"]} == {
        "archive/data.warc.gz",
        "indexes/index.cdxj",
        "pages/pages.jsonl",
    }
    assert [page["url"] for page in listed[1:]] == [row.address for row in rows]


def test_an_export_to_nowhere_leaves_nothing_behind(tmp_path: Path) -> None:
    rows = keep_all(tmp_path, catch(b"one"))
    with pytest.raises(HomeUnusable, match="choose a folder that exists"):
        export(tmp_path, tmp_path / "missing" / "x.wacz", rows, [], NOW)
    assert not list(tmp_path.glob(".wacz-*"))
