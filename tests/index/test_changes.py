"""Changes are seen by every process soon, are lasting once committed, and never half."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison.index.grammar import parse
from liaison.index.protocol import Entry, Facet, Selection
from tests.index.conftest import Engine, faceted, identifiers, line_of, start, text_entry

WAITS = 30.0  # seconds that a test allows another process


def test_a_known_identifier_takes_the_old_ones_place(engine: Engine) -> None:
    engine.feed(text_entry("1", "Lawyer"), text_entry("2", "Judge"))
    engine.feed(text_entry("1", "Journalist"), text_entry("3", "Poet"), text_entry("3", "Painter"))
    assert engine.reader().count() == 3
    assert engine.find("lawyer") == []
    assert engine.find("poet") == []
    assert engine.find("journalist") == ["1"]
    assert engine.find("painter") == ["3"]


def test_what_is_removed_is_found_by_nothing(engine: Engine) -> None:
    gone = faceted("gone", kind=["Report"], country=["AAA"])
    engine.feed(gone, faceted("stays", kind=["Report"]))
    reader = engine.reader()
    writer = engine.writer()
    writer.remove(["gone", "never was"])
    assert reader.count() == 2
    writer.commit()
    writer.close()
    assert reader.count() == 1
    result = reader.search(Selection("defenders"), list(Facet))
    assert identifiers(result) == ["stays"]
    assert result.counts[Facet.COUNTRY] == []
    assert result.counts[Facet.KIND] == [("Report", 1)]
    assert reader.search(Selection(chosen={Facet.COUNTRY: ["AAA"]})).total == 0


def test_no_text_can_be_read_back_from_the_files(engine: Engine) -> None:
    engine.feed(text_entry("1", "Seventeen lanterns floated past the silent customs house."))
    files = [path.read_bytes() for path in engine.directory.rglob("*") if path.is_file()]
    assert files
    assert not any(b"lanterns floated" in content for content in files)


def test_what_was_not_committed_is_lost_on_closing(engine: Engine) -> None:
    engine.feed(text_entry("1", "Lawyer"))
    writer = engine.writer()
    writer.add([text_entry("2", "Judge")])
    writer.remove(["1"])
    writer.close()
    assert engine.find("") == ["1"]


def test_a_writer_says_whether_it_made_the_index(engine: Engine) -> None:
    for fresh in (True, False):
        writer = engine.writer()
        assert writer.fresh is fresh
        writer.close()


def test_another_process_sees_a_commit_without_being_told(engine: Engine) -> None:
    """How soon is measured by `make bench-search`."""
    writer = engine.writer()
    child = start(
        "reader = index.open_reader(directory)\n"
        "for number in range(3):\n"
        "    print('ready', flush=True)\n"
        "    while reader.search(Selection(f'news{number}')).total == 0: time.sleep(0.005)\n"
        "    print(time.monotonic(), flush=True)\n",
        engine.directory,
    )
    for number in range(3):
        assert line_of(child) == "ready"
        writer.add([text_entry(f"{number}", f"news{number}")])
        writer.commit()
        assert float(line_of(child)) <= time.monotonic()
    assert child.wait(WAITS) == 0
    writer.close()


def test_a_writer_killed_leaves_its_last_commit(engine: Engine) -> None:
    child = start(
        "writer = index.open_writer(directory)\n"
        "entry = lambda n: Entry(f'{n}', {'en': 'Statement'}, {'en': f'On matter {n}.'})\n"
        "writer.add(entry(n) for n in range(50))\n"
        "writer.commit()\n"
        "print('committed', flush=True)\n"
        "for n in range(50, 10**9):\n"
        "    writer.add([entry(n)])\n"
        "    if n == 500: print('adding', flush=True)\n",
        engine.directory,
    )
    assert line_of(child) == "committed"
    reader = engine.reader()
    assert line_of(child) == "adding"
    child.kill()
    child.wait(WAITS)
    assert reader.count() == engine.reader().count() == 50
    engine.feed(Entry("50", {"en": "Statement"}, {"en": "On matter 50."}))
    assert reader.count() == 51
    assert engine.find("matter -statement") == []


def test_killed_while_it_commits_over_and_over(engine: Engine) -> None:
    engine.feed(text_entry("first", "Lawyer"))
    reader = engine.reader()
    for rounds in range(4):
        child = start(
            "writer = index.open_writer(directory)\n"
            "print('ready', flush=True)\n"
            "for n in range(10**9):\n"
            "    writer.add([Entry(f'{n % 40}', {'en': f'Statement {n}'}, {})])\n"
            "    writer.commit()\n",
            engine.directory,
        )
        assert line_of(child) == "ready"
        time.sleep(0.1 + 0.13 * rounds)
        child.kill()
        child.wait(WAITS)
        assert reader.search(Selection("lawyer")).total == 1
        assert reader.count() <= 41
    engine.feed(text_entry("last", "Judge"))
    assert reader.search(Selection("judge")).total == 1


def test_a_checksum_is_of_what_is_indexed_not_of_how(engine: Engine, tmp_path: Path) -> None:
    entries = [faceted(f"{number}", kind=["Report"]) for number in range(30)]
    engine.feed(*entries)
    sums = {engine.reader().checksum()}
    other = Engine(engine.module, tmp_path / "other")
    for entry in reversed(entries):
        other.feed(entry, text_entry("passing", "by"))
    writer = other.writer()
    writer.remove(["passing"])
    writer.commit()
    writer.close()
    sums.add(other.reader().checksum())
    other.rebuild(entries)
    sums.add(other.reader().checksum())
    assert len(sums) == 1
    assert other.reader().count() == 30


def test_an_empty_index_has_a_checksum_too(engine: Engine) -> None:
    engine.feed()
    empty = engine.reader().checksum()
    engine.feed(text_entry("1", "Lawyer"))
    assert engine.reader().checksum() != empty


@pytest.mark.parametrize(
    "changed",
    [
        Entry("1", {"en": "Title "}, {"en": "Body"}, ["A/1"]),
        Entry("1", {"fr": "Title"}, {"en": "Body"}, ["A/1"]),
        Entry("1", {"en": "Title"}, {"en": "Body."}, ["A/1"]),
        Entry("1", {"en": "Title"}, {"en": "Body"}, ["A/2"]),
        Entry("1", {"en": "Title"}, {"en": "Body"}, ["A/1"], facets={Facet.KIND: ["k"]}),
        Entry("2", {"en": "Title"}, {"en": "Body"}, ["A/1"]),
    ],
)
def test_a_checksum_tells_any_change(engine: Engine, changed: Entry) -> None:
    engine.rebuild([Entry("1", {"en": "Title"}, {"en": "Body"}, ["A/1"])])
    before = engine.reader().checksum()
    engine.rebuild([changed])
    assert engine.reader().checksum() != before


def test_rebuilding_reports_and_replaces_everything(engine: Engine) -> None:
    engine.feed(text_entry("old", "Lawyer"))
    reader = engine.reader()
    said: list[int] = []
    engine.rebuild((text_entry(f"{n}", "Judge") for n in range(1_200)), said.append)
    assert said == sorted(said)
    assert said[-1] == 1_200
    assert reader.search(Selection("lawyer")).total == 0
    assert reader.search(Selection("judge")).total == reader.count() == 1_200
    assert len(list(engine.directory.glob("index-*"))) == 1


def test_a_rebuild_that_fails_leaves_the_old_index(engine: Engine) -> None:
    engine.feed(text_entry("old", "Lawyer"))

    def broken() -> Iterator[Entry]:
        yield text_entry("new", "Judge")
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError):
        engine.rebuild(broken())
    assert engine.find("") == ["old"]
    engine.feed(text_entry("more", "Poet"))
    assert sorted(engine.find("")) == ["more", "old"]


def test_a_rebuild_that_is_killed_leaves_the_old_index(engine: Engine) -> None:
    engine.feed(text_entry("old", "Lawyer"))
    child = start(
        "def entries():\n"
        "    for n in range(10**9):\n"
        "        if n == 300: print('building', flush=True)\n"
        "        yield Entry(f'{n}', {'en': 'Judge'}, {})\n"
        "index.rebuild(directory, entries())\n",
        engine.directory,
    )
    assert line_of(child) == "building"
    child.kill()
    child.wait(WAITS)
    assert engine.find("") == ["old"]
    engine.rebuild([text_entry("new", "Judge")])
    assert engine.find("") == ["new"]
    left = {path.name for path in engine.directory.iterdir()}
    assert len([name for name in left if name.startswith(("index-", "building-"))]) == 1


SEARCH_UNTIL_STOPPED = """
reader = index.open_reader(directory)
stop, done = Path(sys.argv[2]), 0
reader.search(Selection('lawyer judge', limit=100))  # the first one makes what all others use
print('ready', flush=True)
while not stop.exists():
    found = reader.search(Selection('lawyer judge', limit=100))
    assert found.total == len(found.hits) == 60, found
    assert len({hit.identifier[0] for hit in found.hits}) == 1, 'two generations at once'
    done += 1
print(done, flush=True)
"""


def test_readers_never_miss_a_beat_while_the_index_is_rebuilt(
    engine: Engine, tmp_path: Path
) -> None:
    def generation(name: str) -> Iterator[Entry]:
        return (Entry(f"{name}{n}", {"en": "Lawyer"}, {"en": f"Judge {n}"}) for n in range(60))

    engine.rebuild(generation("a"))
    stop = tmp_path / "stop"
    child = start(SEARCH_UNTIL_STOPPED, engine.directory, stop)
    assert line_of(child) == "ready"
    reader, failures, done = engine.reader(), list[str](), list[int]()

    def search() -> None:
        while not stop.exists():
            try:
                found = reader.search(Selection("lawyer judge", limit=100), [Facet.KIND])
            except Exception as error:  # noqa: BLE001 whatever it is, the test reports it
                failures.append(repr(error))
                return
            if not (found.total == len(found.hits) == 60):
                failures.append(f"{found.total} found, {len(found.hits)} shown")
            done.append(1)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for name in "bcdefghijklm":
        engine.rebuild(generation(name))
    stop.touch()
    for thread in threads:
        thread.join(WAITS)
    assert failures == []
    assert len(done) > 20
    assert int(line_of(child)) > 20
    assert child.wait(WAITS) == 0


def test_threads_share_a_reader_while_commits_come_in(engine: Engine) -> None:
    engine.feed(*(text_entry(f"{n}", "Lawyer and judge") for n in range(20)))
    reader, failures = engine.reader(), list[str]()
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            try:
                assert reader.search(Selection("lawyers"), [Facet.YEAR]).total >= 20
                assert reader.passage(parse("lawyers"), {"en": "Lawyer", "fr": "Lawyer"})
            except Exception as error:  # noqa: BLE001 whatever it is, the test reports it
                failures.append(repr(error))
                return

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    writer = engine.writer()
    for n in range(20, 50):
        writer.add([text_entry(f"{n}", "Lawyer")])
        writer.commit()
    writer.close()
    stop.set()
    for thread in threads:
        thread.join(WAITS)
    assert failures == []
    assert reader.search(Selection("lawyer")).total == 50
