"""What was published is kept byte for byte, and a killed process leaves nothing that lies."""

import datetime as dt
import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from liaison.archive.warc import Answer, Earlier, Place, WarcWriter, mend, read_content
from liaison.kernel.errors import HomeUnusable

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
PAGE = "<html><p>Обращение النداء</p></html>".encode()


def answer(content: bytes = PAGE, number: int = 1, payload: bytes | None = None) -> Answer:
    coded = payload is not None
    headers = (("Content-Type", "text/html"), *((("Content-Encoding", "gzip"),) if coded else ()))
    return Answer(f"https://example.org/{number}", 200, "OK", headers, payload or content, content)


def write(folder: Path, *answers: Answer, roll_at: int = 10**9) -> list[Place]:
    with WarcWriter(folder, lambda: NOW, roll_at) as writer:
        return [writer.response(one, {}) for one in answers]


def test_content_comes_back_as_it_was(tmp_path: Path) -> None:
    places = write(tmp_path, answer(), answer(b"\x00\xff" * 5000, 2))
    assert [read_content(tmp_path, place) for place in places] == [PAGE, b"\x00\xff" * 5000]


def test_a_coded_body_is_kept_as_it_came_and_read_decoded(tmp_path: Path) -> None:
    coded = gzip.compress(PAGE)
    (place,) = write(tmp_path, answer(payload=coded))
    assert read_content(tmp_path, place) == PAGE
    with (tmp_path / place.warc).open("rb") as file:
        records = [(r.rec_type, r.raw_stream.read()) for r in ArchiveIterator(file)]
    assert ("response", coded) in records


def test_whatever_decodes_on_arrival_decodes_from_the_archive(tmp_path: Path) -> None:
    twice = gzip.compress(PAGE) + gzip.compress(PAGE)
    odd = Answer("https://e.org/", 200, "", (("Content-Encoding", "x-gzip"),), twice, PAGE * 2)
    (place,) = write(tmp_path, odd)
    assert read_content(tmp_path, place) == PAGE * 2


def test_a_line_end_in_an_address_begins_no_header(tmp_path: Path) -> None:
    forged = Answer("https://e.org/\r\nContent-Length: 1\r\n\r\nx", 0, "", (), PAGE, PAGE)
    (place,) = write(tmp_path, forged)
    assert read_content(tmp_path, place) == PAGE


def test_other_tools_accept_the_files(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, lambda: NOW) as writer:
        place = writer.response(answer(), {})
        writer.revisit(answer(), Earlier("https://example.org/1", "2026-05-01T12:00:00Z", "0"), {})
        writer.response(Answer("https://example.org/i", 0, "", (), b"{}", b"{}"), {})
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(tmp_path / place.warc)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_files_roll_over(tmp_path: Path) -> None:
    places = write(tmp_path, *(answer(number=number) for number in range(5)), roll_at=600)
    assert len({place.warc for place in places}) > 1
    assert all(read_content(tmp_path, place) == PAGE for place in places)


@pytest.mark.parametrize("kept", [1, 10, 100])
def test_a_torn_last_record_is_cut_off_and_the_rest_kept(tmp_path: Path, kept: int) -> None:
    first, last = write(tmp_path, answer(), answer(number=2))
    path = tmp_path / last.warc
    with path.open("r+b") as file:
        file.truncate(last.offset + kept)
    assert mend(path, first.offset + first.length) == kept
    assert path.stat().st_size == last.offset
    assert read_content(tmp_path, first) == PAGE
    assert mend(path) == 0


def test_a_whole_record_without_a_row_is_left_alone(tmp_path: Path) -> None:
    first, last = write(tmp_path, answer(), answer(number=2))
    assert mend(tmp_path / last.warc, first.offset + first.length) == 0
    assert read_content(tmp_path, last) == PAGE


def test_a_file_shorter_than_what_is_known_of_it_is_not_mended(tmp_path: Path) -> None:
    (place,) = write(tmp_path, answer())
    with pytest.raises(HomeUnusable, match="bring it back from a backup"):
        mend(tmp_path / place.warc, place.offset + place.length + 1)


@pytest.mark.parametrize("at", range(10, 140, 7))
def test_any_damage_inside_a_record_is_noticed(tmp_path: Path, at: int) -> None:
    """The checksum of the gzip member says so where the stream still unpacks."""
    (place,) = write(tmp_path, answer())
    path = tmp_path / place.warc
    data = bytearray(path.read_bytes())
    data[place.offset + at] ^= 0x10
    path.write_bytes(data)
    with pytest.raises(HomeUnusable, match="liaison archive verify"):
        read_content(tmp_path, place)


@pytest.mark.parametrize("damage", ["missing", "flipped"])
def test_a_damaged_record_is_named_with_the_way_out(tmp_path: Path, damage: str) -> None:
    (place,) = write(tmp_path, answer())
    path = tmp_path / place.warc
    if damage == "missing":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[place.offset + 12 : place.offset + 40] = b"\xff" * 28
        path.write_bytes(data)
    with pytest.raises(HomeUnusable, match=f"{place.warc}.*liaison archive verify"):
        read_content(tmp_path, place)


def test_a_full_disk_says_what_to_do(tmp_path: Path) -> None:
    """A limit on file size stands in for the full disk: the same error on the same call."""
    code = (
        "import datetime as dt, resource, signal, sys\n"
        "from pathlib import Path\n"
        "from liaison.archive.warc import Answer, WarcWriter\n"
        "from liaison.kernel.errors import HomeUnusable\n"
        "import os\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "now = lambda: dt.datetime(2026, 5, 1, tzinfo=dt.UTC)\n"
        "writer = WarcWriter(Path(sys.argv[1]), now)\n"
        "try:\n"
        "    for n in range(100):\n"
        "        body = os.urandom(4000)\n"
        "        writer.response(Answer('https://e.org/', 200, 'OK', (), body, body), {})\n"
        "        writer.sync()\n"
        "except HomeUnusable as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "free some space" in done.stdout, done.stderr
    assert "nothing is lost" in done.stdout
    (path,) = tmp_path.glob("*.warc.gz")
    mend(path)
    with path.open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file)) > 1
