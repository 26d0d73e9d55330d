"""Corrections, withdrawals and decisions on links by their commands, while the site is served."""

import contextlib
import gzip
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from liaison.config.command import liaison
from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.world import World
from tests.config.test_server import free_port
from tests.conftest import ROOT, Installation

SOURCES = ("rehearsal-wire.yaml", "rehearsal-envoy.yaml")
EDITOR = ("--by", "Ines Editor")


@dataclass(frozen=True)
class Site:
    """A filled record, its sources, and the server that shows it meanwhile."""

    installation: Installation
    sources: Path
    port: int

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of an address."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (loopback)
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def data(self, path: str) -> Any:
        """The JSON of an address."""
        status, text = self.get(path)
        assert status == 200, text
        return json.loads(text)

    def found(self, words: str) -> list[str]:
        """The identifiers that a search finds, after checking that the total agrees."""
        told = self.data(f"/en/search.json?q={urllib.parse.quote(words)}")
        named = [one["identifier"] for one in told["documents"]]
        assert told["total"] == len(named) or told["total"] > 20
        return named

    def run(self, *arguments: str, status: int = 0) -> str:
        return self.installation.run(*arguments, status=status, timeout=300)


@pytest.fixture(scope="module")
def site(
    module_install: Callable[[], Installation], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("sources")
    installation = module_install()
    with running(World(seed=5, documents=50)) as web:
        for path in write_sources(World(seed=5, documents=50), folder, web):
            if path.name not in SOURCES:
                path.unlink()
        installation.run("harvest", "--sources", str(folder), timeout=300)
        installation.run("process", timeout=300)
        port = free_port()
        server = installation.start("serve", "--port", str(port), "--workers", "1")
        site = Site(installation, folder, port)
        try:
            _wait(site, server)
            yield site
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _wait(site: Site, server: "subprocess.Popen[str]") -> None:
    for _ in range(150):
        with contextlib.suppress(OSError):
            if site.get("/en/")[0] == 200:
                return
        assert server.poll() is None
        time.sleep(0.2)
    pytest.fail("the site never answered")


def a_document(site: Site, number: int) -> Any:
    return site.data("/api/v1/documents?limit=200")["documents"][number]


def test_a_correction_is_seen_at_once_and_survives_every_re_run(site: Site) -> None:
    document = a_document(site, 0)
    name, page = document["identifier"], f"/en/documents/{document['identifier']}"
    title = "Quillfeather correction"
    said = site.run(
        "correct", name, "title", "--replace", title, "--why", "the page says so", *EDITOR
    )
    assert said == f"correction 1 stands: {name}, replace title {title}\n"
    site.run("correct", page_of(site, name), "about", "--replace", "Chad", "--why", "so", *EDITOR)
    site.run("correct", document["original"], "violation", "--add", "killing", "--why", "so")

    def stands() -> None:
        assert title in site.get(page)[1]
        assert site.found("quillfeather") == [name]
        assert site.data("/en/search.json?q=quillfeather&country=TCD")["total"] == 1
        assert site.data(f"{page}.json")["about"] == ["TCD"]

    stands()
    site.run("reread")
    stands()
    site.run("reindex")
    stands()
    assert site.run("correct", "--undo", "1", *EDITOR).startswith("correction 1 is undone")
    assert site.data(f"{page}.json")["title"] == document["title"]
    assert site.found("quillfeather") == []


def page_of(site: Site, name: str) -> str:
    return f"http://127.0.0.1:{site.port}/fr/documents/{name}"


def test_a_withdrawal_is_seen_at_once_everywhere_and_survives_every_re_run(
    site: Site, install: Callable[[], Installation], tmp_path: Path
) -> None:
    document = a_document(site, 1)
    name, page = document["identifier"], f"/en/documents/{document['identifier']}"
    words = f'"{document["title"]}"'
    assert name in site.found(words)
    before = site.data("/en/search.json")["total"]
    said = site.run("withdraw", document["original"], "--why", "A child is named.", *EDITOR)
    assert said.startswith(f"withdrawal 1 stands: {name} is out of reach\n")

    def gone() -> None:
        for address in (page, f"{page}.json", f"/api/v1/documents/{name}"):
            status, text = site.get(address)
            assert status == 410
            assert "A child is named." in text
            assert "Ines" not in text
            assert document["title"] not in text
        assert name not in site.found(words)
        assert site.data("/en/search.json")["total"] == before - 1

    gone()
    for step in ("extract", "index"):
        site.run("reread", "--step", step)
    gone()
    site.run("harvest", "--sources", str(site.sources))
    site.run("process")
    site.run("reindex")
    gone()

    site.run("archive", "export", str(tmp_path / "a.wacz"))
    assert document["original"] not in exported(tmp_path / "a.wacz")
    site.run("backup", str(tmp_path / "a.zip"))
    elsewhere = install()
    elsewhere.run("restore", str(tmp_path / "a.zip"), timeout=300)
    assert f"'{name}', True" in elsewhere.python(
        "from liaison.catalogue.models import Document\n"
        "print(list(Document.objects.values_list('identifier', 'withdrawn')))"
    )
    assert "withdrawal 1" in elsewhere.run("decisions")

    site.run("withdraw", "--undo", "1", *EDITOR)
    assert site.get(page)[0] == 200
    # What is decided after a backup is not undone by restoring it.
    elsewhere.run("withdraw", "--undo", "1", *EDITOR)
    other = site.data("/api/v1/documents")["documents"][0]["identifier"]
    elsewhere.run("withdraw", other, "--why", "Made after the backup.", *EDITOR)
    said = elsewhere.run("restore", str(tmp_path / "a.zip"), timeout=300)
    assert "decisions made since the backup was, and kept: 2" in said
    kept = elsewhere.python(
        "from liaison.catalogue.models import Document\n"
        "print(list(Document.objects.filter(withdrawn=True).values_list('identifier', flat=True)))"
    )
    assert kept == f"['{other}']\n"
    assert name in site.found(words)
    site.run("archive", "export", str(tmp_path / "b.wacz"))
    assert document["original"] in exported(tmp_path / "b.wacz")


def exported(path: Path) -> str:
    with zipfile.ZipFile(path) as wacz:
        names = ("indexes/index.cdxj", "pages/pages.jsonl")
        return "".join(wacz.read(name).decode() for name in names)


def dumped(folder: Path) -> str:
    files = [path for path in folder.rglob("*.gz") if ".jsonl" in path.suffixes]
    assert files
    return "".join(gzip.decompress(path.read_bytes()).decode() for path in files)


def test_decisions_are_listed_with_who_and_why_and_whether_they_stand(site: Site) -> None:
    first, second = sorted(a_document(site, number)["identifier"] for number in (2, 3))
    site.run("link", "decide", second, first, "--yes", "--why", "one and the same trial", *EDITOR)
    site.run("link", "decide", first, second, "--no", "--as", "reply_to", "--why", "so", *EDITOR)
    site.run("link", "decide", "--undo", "2", "--by", "Another Editor")
    rows = json.loads(site.run("decisions", "--kind", "link", "--json"))
    assert [(row["number"], row["what"], row["undone_by"]) for row in rows] == [
        (2, "reply_to: no", "Another Editor"),
        (1, "same_matter: yes", ""),
    ]
    table = site.run("decisions", "--document", first)
    assert "one and the same trial" in table
    assert table.count("Ines Editor") == 2
    assert "by Another Editor" in table
    assert "same_matter" not in site.run("decisions", "--kind", "link", "--undone")


def test_what_a_withdrawn_document_was_corrected_to_is_not_listed(site: Site) -> None:
    name = a_document(site, 4)["identifier"]
    site.run("correct", name, "title", "--replace", "Osprey appeal", "--why", "so", *EDITOR)
    assert "Osprey appeal" in site.run("decisions", "--document", name)
    site.run("withdraw", name, "--why", "A child is named.", *EDITOR)
    said = site.run("decisions", "--document", name) + site.run("decisions", "--json")
    assert "Osprey" not in said
    assert "replace title" in said


SLIPS = (
    (("correct", "23456789bcdfg", "title", "--replace", "x", "--why", "y"), 1, "no document"),
    (("correct", "https://nobody.example/", "title", "--replace", "x", "--why", "y"), 1, "no document at"),
    (("correct", "ONE", "title", "--replace", "x"), 2, "give the reason"),
    (("correct", "ONE", "title", "--replace", "x", "--why", " "), 1, "needs its reason"),
    (("correct", "ONE", "title", "--why", "y"), 2, "give one of --add, --remove and --replace"),
    (("correct", "ONE", "country", "--add", "Atlantis", "--why", "y"), 1, "no country 'Atlantis'"),
    (("correct", "ONE", "country", "--remove", "TUV", "--why", "y"), 1, "has no country 'TUV'"),
    (("correct", "ONE", "person", "--add", "Ilva", "--why", "y"), 1, "are not corrected"),
    (("correct", "ONE", "title", "--undo", "1"), 2, "--undo stands alone"),
    (("correct", "--undo", "999"), 1, "no correction 999"),
    (("correct", "https://[::1", "title", "--replace", "x", "--why", "y"), 1, "no address"),
    (("correct", "ONE", "title", "--replace", "x", "--why", "\udcff"), 1, "no text"),
    (("withdraw", "ONE", "--why", "y", "--by", "\udcff"), 1, "no text"),
    (("withdraw", "ONE"), 2, "give the reason, which readers will see"),
    (("withdraw", "not-a-document", "--why", "y"), 1, "give its identifier, or its whole address"),
    (("withdraw", "--undo", "999"), 1, "no withdrawal 999"),
    (("link", "decide", "ONE", "ONE", "--yes", "--why", "y"), 1, "is one document"),
    (("link", "decide", "ONE", "23456789bcdfg", "--why", "y"), 2, "say --yes or --no"),
    (("link", "decide", "ONE", "TWO", "--yes", "--as", "friend_of", "--why", "y"), 2, "friend_of"),
    (("decisions", "--document", "nothing"), 1, "give its identifier"),
)  # fmt: skip


def test_a_slip_is_named_in_one_line_and_changes_nothing(site: Site) -> None:
    named = {"ONE": a_document(site, 0)["identifier"], "TWO": a_document(site, 1)["identifier"]}
    before = site.run("decisions", "--json")
    for arguments, status, message in SLIPS:
        said = site.run(*(named.get(one, one) for one in arguments), status=status)
        assert message in said
        assert "Traceback" not in said
        assert status == 2 or len(said.splitlines()) == 1
    assert site.run("decisions", "--json") == before


def test_nothing_is_done_twice(site: Site) -> None:
    name = a_document(site, 0)["identifier"]
    site.run("withdraw", name, "--why", "A child is named.", *EDITOR)
    said = site.run("withdraw", name, "--why", "again", status=1)
    number = said.partition("--undo ")[2].partition("`")[0]
    assert "is withdrawn since" in said
    refused = site.run("correct", name, "title", "--replace", "x", "--why", "y", status=1)
    assert "is withdrawn since" in refused
    site.run("withdraw", "--undo", number)
    assert "was undone before" in site.run("withdraw", "--undo", number, status=1)


def test_who_decides_is_the_editor_of_the_environment_unless_told(site: Site) -> None:
    name = a_document(site, 2)["identifier"]
    environment = {**site.installation.environment, "LIAISON_EDITOR": "Editor of the day"}
    other = Installation(site.installation.home, environment)
    other.run("correct", name, "theme", "--add", "human_rights_defenders", "--why", "so")
    assert "Editor of the day" in site.run("decisions", "--document", name)


def test_of_two_editors_who_decide_the_same_at_once_one_does(site: Site) -> None:
    name = a_document(site, 0)["identifier"]
    both = [
        site.installation.start("withdraw", name, "--why", "so", "--by", f"Editor {number}")
        for number in (1, 2)
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], said
    number = next(one for one in said if "stands" in one).split()[1]
    assert any("is withdrawn since" in one for one in said)
    both = [site.installation.start("withdraw", "--undo", number) for _ in (1, 2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], said
    assert site.get(f"/en/documents/{name}")[0] == 200


def withdraw_name(site: Site, name: str, *more: str, status: int = 0) -> str:
    """Pipe a name into the command; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.command", "withdraw", "name", *more],
        env=site.installation.environment,
        cwd=ROOT,
        input=name,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return done.stdout + done.stderr


def test_a_name_is_piped_in_covered_at_once_and_printed_nowhere(
    site: Site, install: Callable[[], Installation], tmp_path: Path
) -> None:
    name = a_document(site, 0)["identifier"]
    page = f"/en/documents/{name}"
    site.run("correct", name, "title", "--replace", "Ilva Torrendahl is free", "--why", "so")
    assert site.found("torrendahl") == [name]
    said = withdraw_name(site, "Ilva Torrendahl\n", "--why", "She asked.", *EDITOR)
    assert said == "withdrawn name 1 stands; documents that hold it: 1\n"
    for address in (page, f"{page}.json", "/en/", "/en/search?q=free", "/en/search.atom"):
        assert "Torrendahl" not in site.get(address)[1]
    assert "[name withdrawn]" in site.get(page)[1]
    assert site.found("torrendahl") == []
    listed = site.run("decisions") + site.run("decisions", "--json")
    assert "Torrendahl" not in listed
    assert "a name withdrawn" in listed
    site.run("reindex")
    assert site.found("torrendahl") == []
    refused = site.run(
        "correct", name, "title", "--replace", "Torrendahl, Ilva", "--why", "so", status=1
    )
    assert "Torrendahl" not in refused

    site.run("backup", str(tmp_path / "named.zip"))
    elsewhere = install()
    elsewhere.run("restore", str(tmp_path / "named.zip"), timeout=300)
    assert "1 True 0" in elsewhere.python(
        "from django.conf import settings\nfrom liaison.catalogue.models import WithdrawnName\n"
        "from liaison.catalogue.hidden import hidden_names\nfrom liaison.index import open_reader\n"
        "from liaison.index.protocol import Selection\n"
        "hidden = hidden_names(settings.HOME.secret)\n"
        "found = open_reader(settings.HOME.index).search(Selection('torrendahl')).total\n"
        "print(WithdrawnName.objects.count(), hidden.stand_in('Ilva Torrendahl'), found)"
    )
    site.run("withdraw", "name", "--undo", "1", *EDITOR)
    assert "Torrendahl" in site.get(page)[1]
    assert site.found("torrendahl") == [name]


def test_a_name_given_wrongly_is_not_repeated(site: Site) -> None:
    for more, typed, status in (
        (("Ilva Torrendahl", "--why", "so"), "", 2),
        (("--why", "so"), "", 2),
        (("--why", "so"), "Ilva Torrendahl\nMarek Torrendahl\n", 2),
        (("--why", "Ilva Torrendahl asked"), "Ilva Torrendahl", 1),
        (("--by", "Ilva Torrendahl", "--why", "so"), "Ilva Torrendahl", 1),
        (("--why", "so"), "Ilva\x00 Torrendahl", 2),
        (("--why", "so"), "\ufffe\x00T\x00o\x00r", 2),
        (("--why", "so"), "12 34", 1),
        (("--undo", "99"), "", 1),
    ):
        said = withdraw_name(site, typed, *more, status=status)
        assert "Torrendahl" not in said
        assert "Traceback" not in said


# What each command is asked beside a withdrawn document. One that is added later has to be asked
# too, or to say here why it cannot give a document away.
ASKED: dict[str, tuple[str, ...]] = {
    "init": (),
    "sources list": (),
    "sources show": ("un-srhrd-communications",),
    "vocabulary check": (),
    "process": (),
    "status": (),
    "decisions": ("--json",),
    "link proposed": (),
    "link show": ("NAME",),
    "archive verify": (),
    "archive export": ("FOLDER/w.wacz",),
    "dump": ("FOLDER/dump",),
    "reread": ("--step", "describe"),
    "reindex": (),
    "correct": ("--undo", "999"),
    "withdraw": ("--undo", "999"),
    "link decide": ("--undo", "999"),
}
EXCUSED = {
    "sources new": "writes a form to fill in",
    "sources try": "looks at the web, not at the record",
    "harvest": "tried with a withdrawn document above",
    "deposit": "takes in, by the same steps as a harvest",
    "work": "harvest and process, one after another",
    "serve": "the site: every address of it is walked in tests/publish/test_withdrawal.py",
    "rehearse": "makes an invented web",
    "quality": "measures labelled sets that it is given",
    "backup": "the whole record, sealed documents included; tried above",
    "restore": "tried above",
    "mail key": "makes a pair of keys",
    "mail send": "what letters tell of what is withdrawn: tests/alerts",
    "mail stop": "forgets an address",
}


def leaves(command: click.Command, before: str = "") -> Iterator[str]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from leaves(inner, f"{before}{name} ")
    else:
        yield before.strip()


def test_every_command_is_asked_beside_a_withdrawn_document(site: Site, tmp_path: Path) -> None:
    assert set(leaves(liaison)) <= set(ASKED) | set(EXCUSED)
    document = a_document(site, 0)
    name = document["identifier"]
    text = site.data(f"/en/documents/{name}.json")["editions"][0]["text"][:60]
    site.run("withdraw", name, "--why", "A child is named.", *EDITOR)
    for command, more in ASKED.items():
        arguments = [
            name if one == "NAME" else one.replace("FOLDER", str(tmp_path)) for one in more
        ]
        refused = "999" in more or "NAME" in more
        said = site.run(*command.split(), *arguments, status=int(refused))
        for mark in (document["title"], document["original"], text):
            assert mark not in said, command
        assert command in ("decisions", "link show") or name not in said
        assert site.get(f"/en/documents/{name}")[0] == 410
    assert document["original"] not in exported(tmp_path / "w.wacz")
    told = dumped(tmp_path / "dump")
    assert not [mark for mark in (document["title"], document["original"], name) if mark in told]
