"""The website that means harm: bodies without end, bombs, files that hang their readers."""

import zlib
from collections.abc import Iterator

from liaison.rehearsal.answer import Answer, Conduct, Request
from liaison.rehearsal.hostile_files import hanging_pdf, nested_page, zip_bomb_docx
from liaison.rehearsal.sites import ABYSS
from liaison.rehearsal.trouble import NOTICE, Making, Trouble, always

HUGE = 2 << 30  # bytes of the largest body
BOMB = 1 << 30  # bytes that the compressed bomb unpacks to
MANY = 100_000  # items of the long feed
_MEGABYTE = 1 << 20
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def long_feed() -> Answer:
    """A feed of 100,000 items that are published nowhere else."""
    pieces = _long_feed_pieces()
    return Answer(200, b"", "application/rss+xml", conduct=Conduct.STREAM, pieces=pieces)


def _long_feed_pieces() -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>\n'
    for first in range(0, MANY, 500):
        yield "".join(
            f"<item><title>Note {at} from the long feed</title>"
            f'<link>http://{ABYSS}/#{{"itemid":"{at}"}}</link><guid>abyss-{at}</guid>'
            "<pubDate>Thu, 14 Mar 2019 09:30:00 GMT</pubDate>"
            f"<description>Note {at}: the ferry of Melvofo carried {at % 97} passengers. "
            f"{NOTICE}</description></item>\n"
            for at in range(first, first + 500)
        ).encode()
    yield b"</channel></rss>\n"


def _huge(_request: Request, _times: int) -> Answer:
    pieces = (b"<p>" + b"a" * (_MEGABYTE - 4) + b"\n" for _ in range(HUGE // _MEGABYTE))
    length = (("Content-Length", str(HUGE)),)
    return Answer(200, b"", headers=length, conduct=Conduct.STREAM, pieces=pieces)


def _bomb(_request: Request, _times: int) -> Answer:
    packed = (("Content-Encoding", "gzip"),)
    return Answer(200, b"", headers=packed, conduct=Conduct.STREAM, pieces=_bomb_pieces())


def _bomb_pieces() -> Iterator[bytes]:
    """A gzip stream (RFC 1952) of spaces: a megabyte packed once and repeated.

    The checksum at its end is left out: who comes that far has unpacked it all.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b" " * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    for _ in range(BOMB // _MEGABYTE):
        yield packed
    yield packer.flush()


def _laughs(_request: Request, _times: int) -> Answer:
    levels = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{levels}]>'
    body = f"{head}<html><body><p>&l9;</p></body></html>"
    return Answer(200, body.encode(), "application/xhtml+xml")


_SILENT = Answer(200, conduct=Conduct.SILENT)
_DRIP = Answer(200, b"x" * 100_000, conduct=Conduct.DRIP)
_UNREADABLE = ("unreadable",)
_GIVEN: tuple[tuple[str, str, tuple[str, ...], Making], ...] = (
    ("/huge", "2 GB body", _UNREADABLE, _huge),
    ("/bomb", "gzip bomb", _UNREADABLE, _bomb),
    (
        "/bomb.docx",
        "DOCX that unpacks to a gigabyte",
        _UNREADABLE,
        lambda _request, _times: Answer(200, zip_bomb_docx(), _DOCX),
    ),
    (
        "/hangs.pdf",
        "PDF that hangs its reader",
        ("unreadable", "slow"),
        lambda _request, _times: Answer(200, hanging_pdf(), "application/pdf"),
    ),
    (
        "/nested",
        "page nested 100,000 deep",
        ("unreadable", ""),
        lambda _request, _times: Answer(200, nested_page(100_000)),
    ),
    ("/laughs", "entities that multiply", ("unreadable", "changed_shape", ""), _laughs),
    ("/silent", "no answer at all", ("slow",), always(_SILENT)),
    ("/drip", "a byte a second", ("slow",), always(_DRIP)),
)
ABYSS_TROUBLES = tuple(Trouble(ABYSS, *given) for given in _GIVEN)
