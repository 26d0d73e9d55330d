"""A server on loopback that answers as oddly as a test asks, one path a kind of oddness."""

import contextlib
import gzip
import http.server
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PAGE = (
    b"<html><head><title>An appeal</title></head><body><p>"
    + b"Some words. " * 40
    + b"</p></body></html>"
)


@dataclass
class Odd:
    """The server: its port, what was asked how often and when, and what it answers."""

    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    routes: dict[str, Callable[["Handler"], None]] = field(default_factory=dict)

    def address(self, path: str) -> str:
        return f"http://odd.test{path}"  # a path that begins with a colon brings its port


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    odd: Odd

    def do_GET(self) -> None:
        self.odd.asked[self.path] += 1
        self.odd.times.append(time.monotonic())
        self.odd.headers.append(dict(self.headers))
        route = self.odd.routes.get(self.path)
        if route is None:
            self.give(404, b"nothing here")
        else:
            route(self)

    def give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base has it
        """Keep quiet."""


Route = Callable[[Handler], None]


def page(body: bytes = PAGE, status: int = 200, **headers: str) -> Route:
    headers.setdefault("Content_Type", "text/html; charset=utf-8")
    return lambda handler: handler.give(status, body, **headers)


def redirect(to: str, status: int = 302) -> Route:
    return lambda handler: handler.give(status, b"", Location=to)


def late(route: Route) -> Route:
    """The same answer, after all others that were asked for at the same time."""

    def wait_then_answer(handler: Handler) -> None:
        time.sleep(0.3)
        route(handler)

    return wait_then_answer


def zipped(body: bytes, keep: int | None = None) -> Route:
    packed = gzip.compress(body)[:keep]
    return page(packed, Content_Encoding="gzip")


def broken_off(handler: Handler) -> None:
    """Promises more than it gives."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.close_connection = True


def endless(handler: Handler) -> None:
    """Two gigabytes, if anyone took them."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(2 << 30))
    handler.end_headers()
    piece = b"x" * (1 << 16)
    with contextlib.suppress(ConnectionError):
        for _ in range(1 << 15):
            handler.wfile.write(piece)


def once(first: Route, then: Route) -> Route:
    """One answer, and another ever after."""
    answers = iter([first])

    def route(handler: Handler) -> None:
        next(answers, then)(handler)

    return route


@contextlib.contextmanager
def odd_server() -> Iterator[Odd]:
    odd = Odd()
    handler = type("Bound", (Handler,), {"odd": odd})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    odd.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield odd
    finally:
        server.shutdown()
        server.server_close()
