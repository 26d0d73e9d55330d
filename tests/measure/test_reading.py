"""What a first view weighs, and asks for."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from liaison.measure.reading import AIM, MOST, Weight, weight

FILES = {
    "/en/": b'<link rel="stylesheet" href="/a.css"><link rel="icon" href="/icon.svg"><p>Words</p>',
    "/a.css": b"@font-face{src:url('/f.woff2')} h1{src:url(/f.woff2)} p{color:red}",
    "/f.woff2": b"0123456789",
    "/plain": b"<p>Words</p>",
}


class Site(BaseHTTPRequestHandler):
    """A site of these files, nothing of it compressed."""

    def do_GET(self) -> None:
        body = FILES[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_first_view_is_the_page_its_styles_and_their_fonts_each_once(port: int) -> None:
    found = weight(port, "/en/")
    page, styles, fonts = (len(FILES[path]) for path in ("/en/", "/a.css", "/f.woff2"))
    assert found == Weight(page, styles, fonts, 3)
    assert found.size == page + styles + fonts


def test_a_page_without_styles_is_one_request(port: int) -> None:
    assert weight(port, "/plain") == Weight(len(FILES["/plain"]), 0, 0, 1)


def test_what_is_too_heavy_is_told_from_what_is_above_the_aim() -> None:
    sizes = (AIM[0], AIM[0] + 1, MOST[0] + 1)
    assert [Weight(size, 0, 0, 2).verdict for size in sizes] == ["", "above the aim", "too heavy"]
    asked = (AIM[1], AIM[1] + 1, MOST[1] + 1)
    assert [Weight(9, 9, 9, one).verdict for one in asked] == ["", "above the aim", "too heavy"]
