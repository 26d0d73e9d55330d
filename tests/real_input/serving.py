"""A plain web server over the real material, and the source files that name it."""

import contextlib
import http.server
import lzma
import tarfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

HERE = Path(__file__).parent
Pages = dict[str, Callable[[], bytes]]


def pages_of(real_data: Path) -> Pages:
    """What is served, by host and path."""
    pages: Pages = {}
    for feed in sorted((real_data / "hudoc-rss").glob("*.rss.xz")):
        pages[f"hudoc.test/{feed.name.removesuffix('.xz')}"] = partial(_unpacked, feed)
    for release in sorted((real_data / "ngo-documents" / "hrw").glob("*.json")):
        pages[f"hrw.test/{quote(release.name)}"] = release.read_bytes
    with tarfile.open(real_data / "amnesty-listings" / "pages.tar.xz") as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member)
            if file is not None:
                data = file.read()
                pages[f"amnesty.test/{quote(Path(member.name).name)}"] = partial(bytes, data)
    for host, folder in (("upr", "upr-reports"), ("slovenia", "slovenia-upr")):
        _add_files(pages, f"{host}.test", real_data / folder)
    return pages


def _unpacked(path: Path) -> bytes:
    return lzma.decompress(path.read_bytes())


def _add_files(pages: Pages, host: str, folder: Path) -> None:
    addresses = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in (".pdf", ".doc", ".docx"):
            place = f"{host}/{quote(path.relative_to(folder).as_posix())}"
            pages[place] = path.read_bytes
            addresses.append(f"http://{place}")
    pages[f"{host}/list.txt"] = lambda: "\n".join(addresses).encode()


def write_sources(pages: Pages, port: int, directory: Path) -> None:
    """The source files of this folder, with the server's port and the pages of its lists."""
    directory.mkdir(parents=True, exist_ok=True)
    for path in HERE.glob("*.yaml"):
        listed = ", ".join(f'"http://{p}"' for p in pages if p.startswith(f"{path.stem}.test/"))
        text = path.read_text(encoding="utf-8")
        text = text.replace("{port}", str(port)).replace("{pages}", listed)
        (directory / path.name).write_text(text, encoding="utf-8")
    for path in (HERE / "amnesty_results.py", HERE / "hrw_release.py"):
        (directory / path.name).write_bytes(path.read_bytes())


@contextlib.contextmanager
def serving(pages: Pages) -> Iterator[int]:
    """Serve the pages on loopback; gives the port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            body = pages.get(host + self.path) or pages.get(host + quote(unquote(self.path)))
            data = body() if body is not None else b""
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base has it
            """Keep quiet: the material names real people."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
