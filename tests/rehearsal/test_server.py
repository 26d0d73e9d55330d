"""The invented web as a client meets it, good answers and bad ones."""

import contextlib
import gzip
import html
import http.client
import io
import os
import re
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from striprtf.striprtf import rtf_to_text

from liaison.kernel.errors import FailureClass, LiaisonError
from liaison.rehearsal.abyss import HUGE
from liaison.rehearsal.server import running, serve
from liaison.rehearsal.sites import ABYSS, BRITTLE
from liaison.rehearsal.troubles import TROUBLES
from liaison.rehearsal.world import World
from tests.rehearsal.conftest import Ask, Got, asking


def lines(world: World, **wanted: object) -> list[dict[str, object]]:
    return [line for line in world.truth() if wanted.items() <= line.items()]


def pdf_text(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def charset(got: Got) -> str:
    return got.headers["content-type"].partition("charset=")[2]


def docx_text(got: Got) -> str:
    return " ".join(part.text for part in docx.Document(io.BytesIO(got.body)).paragraphs)


def rtf_text(got: Got) -> str:
    return str(rtf_to_text(got.body.decode("ascii")))  # type: ignore[no-untyped-call]


READERS: dict[str, Callable[[Got], str]] = {
    "html": lambda got: got.body.decode(charset(got)),
    "pdf": lambda got: " ".join(pdf_text(got.body)),
    "docx": docx_text,
    "rtf": rtf_text,
    "txt": lambda got: got.body.decode(charset(got)),
}


def children(pid: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def test_the_truth_stands_in_what_is_served(rehearsal_world: World, ask: Ask) -> None:
    seen = set()
    for line in lines(rehearsal_world):
        form = str(line.get("format"))
        if line["status"] == "gone" or form not in READERS or "matter" not in line:
            continue
        got = ask(str(line["address"]))
        assert got.status == 200
        text = squeezed(html.unescape(READERS[form](got)))
        assert squeezed(str(line["title"])) in text
        assert squeezed(str(line["published_text"])) in text
        assert squeezed(str(line["symbol"])) in text
        for reference in line["references"]:  # type: ignore[attr-defined]
            assert squeezed(reference) in text
        seen.add(form)
    assert seen == {"html", "pdf", "docx", "rtf", "txt"}


def test_bytes_are_the_same_every_time_but_for_the_noise(rehearsal_world: World, ask: Ask) -> None:
    with running(rehearsal_world) as port:
        other = asking(port)
        for line in lines(rehearsal_world, status="ok")[:160]:
            address = str(line["address"])
            if "#" not in address and "lantern" not in address and "harbour" not in address:
                assert ask(address).body == other(address).body, address


def test_noisy_pages_change_outside_their_text_only(rehearsal_world: World, ask: Ask) -> None:
    address = str(lines(rehearsal_world, site="lantern.rehearsal.test", status="ok")[0]["address"])
    one, two = ask(address), ask(address)
    assert one.body != two.body
    assert "etag" not in one.headers
    still = [re.sub(r"[0-9a-f]{8}", "", got.text) for got in (one, two)]
    assert still[0] == still[1]


def test_scans_have_no_text_and_reports_have_several_pages(
    rehearsal_world: World, ask: Ask
) -> None:
    scan = ask(str(lines(rehearsal_world, format="scan")[0]["address"]))
    assert "".join(pdf_text(scan.body)).strip() == ""
    reports = lines(rehearsal_world, site="visits.rehearsal.test", status="ok")
    pages = [pdf_text(ask(str(line["attachments"][0])).body) for line in reports]  # type: ignore[index]
    assert max(len(texts) for texts in pages) > 1
    assert all(text.strip() for texts in pages for text in texts)


def test_what_has_moved_and_what_is_gone(rehearsal_world: World, ask: Ask) -> None:
    moved = lines(rehearsal_world, status="moved")
    assert moved
    for line in moved:
        got = ask(str(line["listed"]))
        assert got.status in (301, 302)
        assert got.headers["location"] == line["address"] != line["listed"]
    gone = {ask(str(line["address"])).status for line in lines(rehearsal_world, status="gone")}
    assert gone == {404, 410, 200}


def test_etag_and_last_modified_are_honoured(rehearsal_world: World, ask: Ask) -> None:
    for line in lines(rehearsal_world, status="ok", language="en")[:30]:
        got = ask(str(line["address"]))
        if "etag" in got.headers:
            assert ask(str(line["address"]), If_None_Match=got.headers["etag"]).status == 304
            assert ask(str(line["address"]), If_None_Match='"other"').status == 200
            since = got.headers["last-modified"]
            assert ask(str(line["address"]), If_Modified_Since=since).status == 304


def test_a_change_and_a_new_translation_change_the_etag(rehearsal_world: World, ask: Ask) -> None:
    later = World(rehearsal_world.seed, rehearsal_world.documents, day=1)
    line = next(
        line
        for line in later.truth()
        if line["status"] == "ok" and line.get("revision") and line["format"] == "html"
    )
    with running(later) as port:
        tomorrow = asking(port)(str(line["address"]))
    today = ask(str(line["address"]))
    assert today.body != tomorrow.body
    assert today.headers.get("etag") != tomorrow.headers.get("etag") or "etag" not in today.headers


def test_pages_come_compressed_where_asked(rehearsal_world: World, ask: Ask) -> None:
    line = lines(rehearsal_world, site="envoy.rehearsal.test", status="ok", format="html")[0]
    plain, packed = ask(str(line["address"])), ask(str(line["address"]), Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers


def test_translations_point_at_each_other(rehearsal_world: World, ask: Ask) -> None:
    well = {line["address"] for line in lines(rehearsal_world, status="ok")}
    line = next(line for line in rehearsal_world.truth() if line.get("translation_of") in well)
    assert f'hreflang="{line["language"]}"' in ask(str(line["translation_of"])).text


def test_robots_speak_for_each_website(ask: Ask) -> None:
    envoy = ask("http://envoy.rehearsal.test/robots.txt").text
    assert "Disallow: /private/" in envoy
    assert "Sitemap: http://envoy.rehearsal.test/sitemap.xml" in envoy
    assert "Crawl-delay: 0.01" in ask("http://savanna.rehearsal.test/robots.txt").text


@pytest.mark.parametrize(
    "address",
    [
        "http://nowhere.rehearsal.test/",
        "http://envoy.rehearsal.test/en/press-releases/2014/01/other-words-0",
        "http://envoy.rehearsal.test/en/x-99999999999999999999",
        "http://letters.rehearsal.test/files/%E0%A4%A.pdf",
        "http://savanna.rehearsal.test/node/²",
    ],
)
def test_addresses_that_nobody_gave_are_404(rehearsal_port: int, address: str) -> None:
    host, _, path = address.removeprefix("http://").partition("/")
    with socket.create_connection(("127.0.0.1", rehearsal_port)) as connection:
        connection.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )
        assert connection.makefile("rb").readline().split()[1] == b"404"


@pytest.mark.parametrize(
    "said", [b"nonsense\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / FTP\r\n\r\n"]
)
def test_what_is_no_request_is_refused(rehearsal_port: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", rehearsal_port)) as connection:
        connection.sendall(said)
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_a_head_without_end_is_cut_off(rehearsal_port: int, ask: Ask) -> None:
    with socket.create_connection(("127.0.0.1", rehearsal_port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000)
        connection.settimeout(5)
        with contextlib.suppress(ConnectionResetError):  # how some say that bytes went unread
            assert connection.recv(100) == b""
    assert ask("http://envoy.rehearsal.test/").status == 200


def test_one_connection_carries_many_requests(rehearsal_world: World, rehearsal_port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", rehearsal_port)
    for line in lines(rehearsal_world, site="vigil.rehearsal.test")[:9]:
        path = str(line["address"]).removeprefix("http://vigil.rehearsal.test")
        connection.request("GET", path, headers={"Host": "vigil.rehearsal.test"})
        first = connection.sock
        connection.getresponse().read()
        assert connection.sock is first
    connection.close()


# -- troubles ----------------------------------------------------------------------------------


def test_every_trouble_names_failure_classes_that_there_are() -> None:
    known = {str(failure) for failure in FailureClass} | {""}
    assert all(set(trouble.expect) <= known for trouble in TROUBLES)
    assert len({(trouble.host, trouble.path) for trouble in TROUBLES}) == len(TROUBLES)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/challenge", 200, "Checking your browser"),
        ("/challenge-403", 403, "Checking your browser"),
        ("/login", 401, "Log in"),
        ("/forbidden", 403, "Forbidden"),
        ("/too-many", 429, "slow down"),
        ("/error", 200, "unexpected error"),
        ("/soft", 200, "does not exist"),
        ("/gone", 410, "Gone"),
        ("/missing", 404, "Not found"),
        ("/symbol.pdf", 200, "<!DOCTYPE html>"),
        ("/empty", 200, ""),
        ("/accepted", 202, ""),
        ("/down", 503, "maintenance"),
        ("/scripted", 200, "<div id=root></div>"),
    ],
)
def test_bad_pages(ask: Ask, path: str, status: int, words: str) -> None:
    got = ask(f"http://{BRITTLE}{path}")
    assert got.status == status
    assert words in got.text
    assert bool(got.body) is bool(words)


@pytest.mark.parametrize(("path", "status"), [("/down-once", 503), ("/too-many-once", 429)])
def test_what_is_bad_once_is_good_afterwards(path: str, status: int) -> None:
    with running(World(1, 50)) as port:
        ask = asking(port)
        assert [ask(f"http://{BRITTLE}{path}").status for _ in range(3)] == [status, 200, 200]


def test_bad_bytes(ask: Ask) -> None:
    with pytest.raises(EOFError):
        ask(f"http://{BRITTLE}/cut").unpacked()
    lying = ask(f"http://{BRITTLE}/lying-charset")
    assert "utf-8" in lying.headers["content-type"]
    assert "Читальный зал" in lying.body.decode("windows-1251")
    silent = ask(f"http://{BRITTLE}/no-charset")
    assert "charset" not in silent.headers["content-type"] + silent.body.decode("windows-1256")
    for path in ("/lying-charset", "/mixed-bytes", "/no-charset"):
        with pytest.raises(UnicodeDecodeError):
            ask(f"http://{BRITTLE}{path}").body.decode()


def test_bad_files(ask: Ask) -> None:
    for name in ("damaged", "locked"):
        got = ask(f"http://{BRITTLE}/{name}.pdf")
        assert got.body.startswith(b"%PDF-")
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(got.body)
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(ask(f"http://{BRITTLE}/cut.docx").body))


def test_connections_that_break_off_and_answers_that_take_long(ask: Ask) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ask(f"http://{BRITTLE}/broken-off")
    began = time.monotonic()
    assert ask(f"http://{BRITTLE}/slow").status == 200
    assert time.monotonic() - began > 1
    for path in ("/silent", "/drip"):
        with pytest.raises(TimeoutError):
            ask(f"http://{ABYSS}{path}", timeout=0.5)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/inward", "http://10.0.0.1/"),
        ("/link-local", "http://169.254.1.1/"),
        ("/to-file", "file:///etc/hostname"),
    ],
)
def test_redirects_that_lead_inward(ask: Ask, path: str, where: str) -> None:
    assert ask(f"http://{BRITTLE}{path}").headers["location"] == where


@pytest.mark.parametrize("start", ["/loop/there", "/endless/"])
def test_redirects_without_end(ask: Ask, start: str) -> None:
    path = start
    for _ in range(30):
        got = ask(f"http://{BRITTLE}{path}")
        assert got.status == 301
        path = got.headers["location"]
    assert (path == start) is (start == "/loop/there")


def test_the_abyss(rehearsal_port: int, ask: Ask) -> None:
    with socket.create_connection(("127.0.0.1", rehearsal_port)) as connection:
        connection.sendall(f"GET /huge HTTP/1.1\r\nHost: {ABYSS}\r\n\r\n".encode())
        got = connection.recv(5_000_000)
        assert f"Content-Length: {HUGE}".encode() in got
    bomb = ask(f"http://{ABYSS}/bomb")
    assert len(bomb.body) < 3_000_000
    assert len(zlib.decompressobj(31).decompress(bomb.body, 200_000_000)) == 200_000_000
    with zipfile.ZipFile(io.BytesIO(ask(f"http://{ABYSS}/bomb.docx", timeout=60).body)) as archive:
        assert archive.getinfo("word/document.xml").file_size > 1_000_000_000
    assert ask(f"http://{ABYSS}/nested").body.count(b"<div>") == 100_000
    assert b"<!ENTITY l9" in ask(f"http://{ABYSS}/laughs").body
    assert ask(f"http://{ABYSS}/feed.xml").body.count(b"<item>") == 100_000


def test_a_pdf_hangs_its_reader(ask: Ask) -> None:
    reading = (
        "import sys, pypdfium2; pypdfium2.PdfDocument(sys.stdin.buffer.read())[0].get_textpage()"
    )
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(
            [sys.executable, "-c", reading],
            input=ask(f"http://{ABYSS}/hangs.pdf").body,
            timeout=4,
            check=False,
        )


# -- the process -------------------------------------------------------------------------------


def test_a_million_documents_are_served_at_once_in_little_memory() -> None:
    world = World(1, 1_000_000)
    before = children(os.getpid())
    began = time.monotonic()
    with running(world) as port:
        assert time.monotonic() - began < 10
        ask = asking(port)
        (child,) = children(os.getpid()) - before
        for number in range(0, 1_000_000, 20_011):
            line = world.document(number)
            assert ask(line.site.root + "/robots.txt").status == 200
        assert ask("http://envoy.rehearsal.test/sitemap-150.xml.gz").status == 200
        assert ask("http://lantern.rehearsal.test/feed/?page=999").text.count("<item>") > 20
        assert resident_bytes(child) < 300_000_000


def test_the_child_ends_with_the_block_and_with_its_parent() -> None:
    before = children(os.getpid())
    with running(World(1, 50)) as port:
        (child,) = children(os.getpid()) - before
    assert not runs(child)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    waiting = (
        "from liaison.rehearsal.server import running; from liaison.rehearsal.world import World\n"
        "import os, sys, time\n"
        "with running(World(1, 50)) as port:\n print(port, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline().strip().isdigit()
    (child,) = children(parent.pid)
    os.kill(parent.pid, 9)
    parent.communicate()
    ends = time.monotonic() + 10
    while runs(child) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not runs(child)


def test_a_taken_port_is_an_error_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LiaisonError, match="name another port"):
            serve(World(1, 50), port=port)
        with pytest.raises(LiaisonError, match="did not start"), running(World(1, 50), port=port):
            pass
