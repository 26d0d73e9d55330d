"""What an operator does: look, reread, reindex, back up, restore, deposit, and meet trouble."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.kernel.home import Home
from tests.conftest import ROOT, Installation
from tests.pipeline.fingerprint import fingerprint

ON_SERVER = "DATABASE_URL" in os.environ


@pytest.fixture(scope="module")
def filled(sources: Path, module_install: Callable[[], Installation]) -> Installation:
    installation = module_install()
    installation.run("harvest", "--sources", str(sources), timeout=300)
    installation.run("process", timeout=300)
    return installation


def test_the_status_says_how_the_record_stands(filled: Installation) -> None:
    status = filled.status()
    assert {"documents", "editions", "captures", "pending", "failures", "sources"} <= set(status)
    assert status["documents"] > 40
    assert status["editions"] >= status["documents"]
    assert status["captures"] >= status["editions"]
    assert status["pending"] == 0
    for source in status["sources"]:
        assert {"id", "documents", "last_checked", "last_new", "failures"} <= set(source)
    assert sum(source["documents"] for source in status["sources"]) == status["documents"]
    assert "documents" in filled.run("status")


def test_processing_what_is_done_does_nothing(filled: Installation) -> None:
    assert "nothing is pending" in filled.run("process")


@pytest.mark.parametrize("step", ["extract", "understand", "describe", "file", "link", "index"])
def test_rereading_gives_the_same_record_without_the_network(
    step: str, filled: Installation
) -> None:
    before = fingerprint(filled)
    assert "rows done again" in filled.run("reread", "--step", step, timeout=300)
    assert fingerprint(filled) == before


def test_there_is_no_other_step(filled: Installation) -> None:
    said = filled.run("reread", "--step", "guess", status=1)
    assert (
        "no step 'guess': choose among extract, understand, describe, activities, file, link, index"
        in said
    )


def test_links_are_shown_and_what_waits_for_a_decision_is_listed(filled: Installation) -> None:
    named = filled.python(
        "from liaison.catalogue.models import Document\n"
        "row = Document.objects.exclude(matter='').earliest('pk')\n"
        "print(row.identifier, row.matter)"
    )
    document, matter = named.split()
    said = filled.run("link", "show", document)
    assert f"matter: {matter}" in said
    assert "same_matter" in said
    assert "same_country +" in said
    waiting = filled.run("link", "proposed", "--limit", "1")
    assert "`liaison link decide`" in waiting or "no link waits" in waiting
    assert "no document" in filled.run("link", "show", "never", status=1)


def test_reindexing_gives_the_same_index(filled: Installation) -> None:
    before = fingerprint(filled)
    filled.run("reindex")
    assert fingerprint(filled) == before


def test_a_lost_index_is_made_anew_by_the_next_run(filled: Installation) -> None:
    before = fingerprint(filled)
    for path in sorted((filled.home / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    filled.run("process")
    assert fingerprint(filled) == before


def test_a_corrupt_index_says_what_to_do_and_that_works(filled: Installation) -> None:
    before = fingerprint(filled)
    for path in (filled.home / "index").rglob("meta.json"):
        path.write_text("{", encoding="utf-8")
    said = filled.run("process", status=1)
    assert "liaison reindex" in said
    filled.run("reindex")
    assert fingerprint(filled) == before


def test_a_backup_restores_the_whole_record_into_an_empty_home(
    filled: Installation, install: Callable[[], Installation], tmp_path: Path
) -> None:
    file = tmp_path / "record.zip"
    filled.run("backup", str(file))
    assert "choose a new name" in filled.run("backup", str(file), status=1)
    other = install()
    other.run("restore", str(file))
    assert fingerprint(other) == fingerprint(filled)
    assert "0 flaws" in other.run("archive", "verify")
    assert other.status()["sources"] == filled.status()["sources"]
    assert "with this very vocabulary" in other.run("vocabulary", "check")
    homes = [one.home for one in (filled, other)]
    secrets = [home / "secret" for home in homes]
    assert secrets[0].read_bytes() == secrets[1].read_bytes()
    assert secrets[1].stat().st_mode & 0o077 == 0  # its owner alone
    compendia = [sorted(one.name for one in home.glob("compendia/*")) for home in homes]
    assert compendia[0] == compendia[1] != []
    # The keys of links are in no backup: they are filed anew, with the same outcome.
    assert "nothing is pending" not in other.run("process", timeout=300)
    assert fingerprint(other) == fingerprint(filled)
    assert "nothing is pending" in other.run("process")


def test_a_change_of_the_vocabulary_names_the_documents_that_it_touches(
    install: Callable[[], Installation], tmp_path: Path
) -> None:
    installation, folder = install(), tmp_path / "folder"
    folder.mkdir()
    for number in range(3):
        text = "A letter to Belarus." if number else "A letter to Chile."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    installation.run("deposit", str(folder))
    installation.run("process")
    names = installation.home / "vocabulary" / "country_names.csv"
    lines = names.read_text(encoding="utf-8").splitlines(keepends=True)
    names.write_text("".join(one for one in lines if "BLR," not in one), encoding="utf-8")
    said = installation.run("vocabulary", "check")
    assert "countries BLR changed: 2 documents: " in said
    assert "liaison reread --step understand" in said


def test_a_record_with_unchanged_captures_is_restored_over_itself(
    install: Callable[[], Installation], tmp_path: Path
) -> None:
    installation, folder = install(), tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("A letter to the Government of Belarus.", encoding="utf-8")
    for _ in range(2):  # the second time the same bytes are noted, not kept
        installation.run("deposit", str(folder))
    installation.run("process")
    before = fingerprint(installation)
    installation.run("backup", str(tmp_path / "record.zip"))
    installation.run("restore", str(tmp_path / "record.zip"))
    assert fingerprint(installation) == before
    assert installation.status()["captures"] == 2
    assert "0 flaws" in installation.run("archive", "verify")


def test_a_damaged_backup_replaces_nothing(
    filled: Installation, install: Callable[[], Installation], tmp_path: Path
) -> None:
    good = tmp_path / "good.zip"
    filled.run("backup", str(good))
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[:-1] + b"?" if name.startswith("archive/") else data)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(good.read_bytes()[:-5000])
    before = fingerprint(filled)
    assert "is damaged: use another backup" in filled.run("restore", str(damaged), status=1)
    assert "damaged or no backup" in filled.run("restore", str(cut), status=1)
    assert "no file" in filled.run("restore", str(tmp_path / "none.zip"), status=1)
    assert fingerprint(filled) == before


def test_captures_are_exported_as_wacz(filled: Installation, tmp_path: Path) -> None:
    file = tmp_path / "record.wacz"
    said = filled.run("archive", "export", str(file))
    assert f"captures in {file}" in said
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        pages = archive.read("pages/pages.jsonl").decode().splitlines()
    assert len(pages) - 1 == filled.status()["editions"]
    assert "choose a new name" in filled.run("archive", "export", str(file), status=1)


def test_the_record_is_dumped_and_the_dump_verified(filled: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    said = filled.run("dump", str(folder))
    assert f"{filled.status()['editions']:,} editions.jsonl.gz" in said
    with zipfile.ZipFile(folder / "captures.wacz") as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("datapackage.json"))["wacz_version"] == "1.1.1"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["record"] == "rehearsal"
    for name, told in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told["sha256"]
    assert "0 flaws" in filled.run("dump", "--verify", str(folder))
    with (folder / "sources.jsonl.gz").open("ab") as file:
        file.write(b"?")
    assert "was changed" in filled.run("dump", "--verify", str(folder), status=1)
    assert "replaces nothing" in filled.run("dump", str(folder), status=1)


def test_deposits_go_the_same_way(install: Callable[[], Installation], tmp_path: Path) -> None:
    installation = install()
    (tmp_path / "letter.txt").write_text(
        "The rapporteur asks the Government of Belarus to release the lawyer.\n\n" * 5,
        encoding="utf-8",
    )
    (tmp_path / "letter.txt.yaml").write_text(
        "title: A letter to Belarus\ndate: 15 March 2012\nlanguage: en\n"
        "mechanism: un-srhrd\nkind: allegation_letter\naddress: https://example.org/letters/7\n",
        encoding="utf-8",
    )
    (tmp_path / "visits.csv").write_text(
        "title,starts,ends,country,place\n"
        "Country visit,2012-03-12,2012-03-15,Belarus,Minsk\n"
        "No date,,,,\n"
        "Odd date,12 March,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "trials.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n"
        "DTSTART;VALUE=DATE:20120401\r\nSUMMARY:Trial observation\r\nLOCATION:Minsk\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    said = installation.run("deposit", str(tmp_path), status=1)
    assert "3 taken in, 2 refused" in said
    assert "visits.csv:3: title is empty" not in said
    assert "visits.csv:3: starts is empty: write 2012, 2012-03 or 2012-03-15" in said
    assert "visits.csv:4: starts is '12 March'" in said
    assert "0 taken in" in installation.run("deposit", str(tmp_path), status=1)
    installation.run("process")
    code = (
        "import json; from liaison.catalogue.models import Document\n"
        "print(json.dumps(list(Document.objects.order_by('title').values_list("
        "'title', 'published', 'mechanism', 'kind', 'about'))))"
    )
    rows = json.loads(installation.python(code))
    assert ["A letter to Belarus", "2012-03-15", "un-srhrd", "allegation_letter", ["BLR"]] in rows
    assert [row[0] for row in rows] == ["A letter to Belarus", "Country visit", "Trial observation"]
    code = (
        "import json; from liaison.catalogue.models import Activity\n"
        "print(json.dumps(list(Activity.objects.order_by('kind').values_list("
        "'kind', 'countries', 'place', 'starts', 'ends', 'status', 'title'))))"
    )
    assert json.loads(installation.python(code)) == [
        ["country_visit", ["BLR"], "Minsk", "2012-03-12", "2012-03-15", "done", "Country visit"],
        ["trial_observation", ["BLR"], "Minsk", "2012-04-01", "", "done", "Trial observation"],
    ]
    assert installation.status()["activities"] == 2


def test_an_invented_and_a_real_record_never_meet(
    filled: Installation, sources: Path, install: Callable[[], Installation], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    assert "never mix" in filled.run("deposit", str(tmp_path), status=1)
    real = install()
    real.run("deposit", str(tmp_path))
    assert "never mix" in real.run("harvest", "--sources", str(sources), status=1)


def test_a_broken_source_file_is_named_and_the_rest_is_harvested(
    sources: Path, install: Callable[[], Installation], tmp_path: Path
) -> None:
    good = next(path for path in sources.glob("*.yaml") if "wire" in path.name)
    (tmp_path / good.name).write_bytes(good.read_bytes())
    (tmp_path / "broken.yaml").write_text("id: broken\nreader: [\n", encoding="utf-8")
    said = install().run("harvest", "--sources", str(tmp_path), status=1)
    assert "broken.yaml:" in said
    assert "1 sources: " in said
    assert "1 sources failed" not in said


def test_nothing_is_set_up(tmp_path: Path, install: Callable[[], Installation]) -> None:
    if ON_SERVER:
        environment = install().environment
        environment = {**environment, "DATABASE_URL": environment["DATABASE_URL"] + "x"}
        expected = "the database cannot be used"
    else:
        environment = {**install().environment, "LIAISON_HOME": str(tmp_path / "new")}
        expected = "run `liaison init`"
    assert expected in Installation(tmp_path, environment).run("process", status=1)


# On PostgreSQL several processes share the work: test_sharing.py.
@pytest.mark.parametrize("task", ["harvest"] if ON_SERVER else ["harvest", "process"])
def test_one_process_a_task(task: str, sources: Path, install: Callable[[], Installation]) -> None:
    installation = install()
    options = ["--sources", str(sources)] if task == "harvest" else []
    with Home(installation.home).hold(task):
        said = installation.run(task, *options, status=1)
    assert f"pid {os.getpid()}) runs `{task}`" in said
    assert "wait until it ends" in said


def _with_little_room() -> None:
    """Any file that grows beyond this fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.skipif(ON_SERVER, reason="the server's disk is not ours to fill")
def test_a_full_disk_loses_nothing(
    sources: Path, filled: Installation, install: Callable[[], Installation]
) -> None:
    installation = install()
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.command", "harvest", "--sources", str(sources)],
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_with_little_room,
    )
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert "then run" in done.stderr
    installation.run("harvest", "--sources", str(sources), timeout=300)
    installation.run("process", timeout=300)
    assert fingerprint(installation)["documents"] == fingerprint(filled)["documents"]
    assert "0 flaws" in installation.run("archive", "verify")
