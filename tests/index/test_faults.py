"""A search index that cannot be used says so in a line, with the way out."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.index import open_reader, open_writer, rebuild
from liaison.index.protocol import Entry, Selection
from liaison.index.tantivy_engine import faults
from liaison.kernel.errors import HomeUnusable
from tests.conftest import ROOT
from tests.index.conftest import line_of, start, text_entry


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """An index of some documents, in two segments."""
    made = tmp_path / "index"
    for number in range(2):
        writer = open_writer(made)
        writer.add(text_entry(f"{number}-{n}", f"Lawyer and judge {n}") for n in range(200))
        writer.commit()
        writer.close()
    return made


def use(directory: Path) -> None:
    """Open it and ask it all that can be asked."""
    reader = open_reader(directory)
    for words in ("", "lawyer", '"lawyer and judge"'):
        reader.search(Selection(words))
    reader.checksum()


def half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def nothing(path: Path) -> None:
    os.truncate(path, 0)


def rubbish(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


@pytest.mark.parametrize("harm", [half, nothing, rubbish, Path.unlink])
@pytest.mark.parametrize(
    "name", ["*.term", "*.idx", "*.pos", "*.fast", "*.store", "*.fieldnorm", "meta.json"]
)
def test_a_harmed_file_asks_for_a_rebuild_and_gets_well_by_it(
    directory: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(next((directory / "index-1").glob(name)))
    with pytest.raises(HomeUnusable, match="liaison reindex"):
        use(directory)
    rebuild(directory, [text_entry("1", "Lawyer")])
    assert open_reader(directory).count() == 1


@pytest.mark.parametrize("harm", [half, nothing, rubbish, Path.unlink])
def test_a_harmed_pointer_asks_for_a_rebuild(directory: Path, harm: Callable[[Path], None]) -> None:
    harm(directory / "current")
    for opening in (open_reader, open_writer):
        with pytest.raises(HomeUnusable, match="liaison reindex"):
            opening(directory)
    rebuild(directory, [text_entry("1", "Lawyer")])
    assert open_reader(directory).count() == 1


@pytest.mark.parametrize("opening", [open_reader, open_writer])
def test_an_index_of_another_version_asks_for_a_rebuild(
    directory: Path, opening: Callable[[Path], object]
) -> None:
    (directory / "index-1" / "version").write_text("999\n")
    with pytest.raises(HomeUnusable, match=r"version '999'.*liaison reindex"):
        opening(directory)


def test_bytes_changed_inside_a_file_do_not_bring_a_reader_down(directory: Path) -> None:
    path = next((directory / "index-1").glob("*.fast"))
    content = bytearray(path.read_bytes())
    for at in range(len(content) // 4, len(content) // 2):
        content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(HomeUnusable, match="liaison reindex"):
        use(directory)


def test_an_index_lost_while_a_reader_is_open_is_noticed(directory: Path) -> None:
    reader = open_reader(directory)
    (directory / "current").unlink()
    with pytest.raises(HomeUnusable, match="liaison reindex"):
        reader.search(Selection("lawyer"))


def test_a_reader_of_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HomeUnusable, match=r"there is none yet.*liaison reindex"):
        open_reader(tmp_path / "nothing")


def test_a_second_writer_is_told_who_writes(directory: Path) -> None:
    child = start(
        "writer = index.open_writer(directory)\nprint('open', flush=True)\nsys.stdin.read()\n",
        directory,
    )
    assert line_of(child) == "open"
    said = rf"is being written by another process \(pid {child.pid}\): wait until it ends"
    for attempt in (open_writer, lambda path: rebuild(path, [])):
        with pytest.raises(HomeUnusable, match=said):
            attempt(directory)
    assert open_reader(directory).count() == 400
    child.kill()
    child.wait()
    open_writer(directory).close()


def test_a_second_writer_in_the_same_process_is_refused_too(directory: Path) -> None:
    first = open_writer(directory)
    with pytest.raises(HomeUnusable, match=f"another process .pid {os.getpid()}"):
        open_writer(directory)
    first.close()
    open_writer(directory).close()


# Where a file may not grow past 300 kB, the engine fails just as where the disk has no room left.
FULL = """
import resource
from liaison.kernel.errors import HomeUnusable
def entry(n):
    return Entry(f'n{n}', {}, {'en': ' '.join(f'v{n * k % 99991}' for k in range(60))})
def fill():
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
"""
FILL = (
    FULL
    + """
writer, added = index.open_writer(directory), 0
fill()
try:
    while added < 60_000:
        writer.add(entry(n) for n in range(added, added + 2_000))
        writer.commit()
        added += 2_000
except HomeUnusable as error:
    print(added, error)
    try:
        writer.add([entry(0)])
    except HomeUnusable as error:
        print(error)
    writer.close()
"""
)
REBUILD = (
    FULL
    + """
fill()
try:
    index.rebuild(directory, map(entry, range(20_000)))
except HomeUnusable as error:
    print(error)
"""
)


def test_a_full_disk_loses_nothing_that_was_committed(directory: Path) -> None:
    child = start(FILL, directory)
    said = child.communicate(timeout=120)[0].splitlines()
    assert child.returncode == 0
    added, message = said[0].split(" ", 1)
    assert message.startswith("the disk is full")
    assert message.endswith("nothing is lost: free space and run `liaison process` again")
    assert "open another" in said[1]
    assert open_reader(directory).count() == 400 + int(added)
    writer = open_writer(directory)
    writer.add([Entry("after", {"en": "Painter"}, {})])
    writer.commit()
    writer.close()
    assert open_reader(directory).search(Selection("painter")).total == 1


def test_a_full_disk_stops_a_rebuild_and_the_old_index_stays(directory: Path) -> None:
    child = start(REBUILD, directory)
    said = child.communicate(timeout=120)[0]
    assert said.startswith("the disk is full")
    assert open_reader(directory).count() == 400
    assert not list(directory.glob("building-*"))


def test_a_harmed_index_is_written_whole_or_not_at_all(directory: Path) -> None:
    half(next((directory / "index-1").glob("*.term")))
    with pytest.raises(HomeUnusable, match="liaison reindex"):  # noqa: PT012 whichever call meets it
        writer = open_writer(directory)
        writer.add([text_entry("0-1", "Poet")])
        writer.commit()


@pytest.mark.parametrize(
    "complaint",
    [
        PermissionError(13, "Permission denied", "meta.json"),
        ValueError("Failed to open file for read: Permission denied (os error 13)"),
        ValueError("Failed to open file for read: Too many open files (os error 24)"),
    ],
)
def test_what_a_rebuild_would_not_mend_does_not_ask_for_one(complaint: Exception) -> None:
    with pytest.raises(HomeUnusable, match=r"try again$"), faults.reading(Path("index")):
        raise complaint


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeUnusable, match="could not be written"):
        open_writer(tmp_path / "file" / "index")


def test_opening_the_package_loads_no_engine() -> None:
    code = "import sys, liaison.index.protocol; print('tantivy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
