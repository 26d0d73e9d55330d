"""Websites that answer badly: one where each trouble is small, and one that means harm."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from liaison.rehearsal.answer import Answer, Conduct, Request, page, redirect
from liaison.rehearsal.hostile_files import (
    docx_cut_short,
    hanging_pdf,
    locked_pdf,
    nested_page,
    zip_bomb_docx,
)
from liaison.rehearsal.sites import ABYSS, BRITTLE

SLOW = 1.5  # seconds that a slow answer takes
_NOTICE = "This text was invented for a rehearsal of Liaison: nobody in it is real."
_MEGABYTE = 1 << 20
HUGE = 2 << 30  # bytes of the largest body
BOMB = 1 << 30  # bytes that the compressed bomb unpacks to
MANY = 100_000  # items of the long feed


@dataclass(frozen=True, slots=True)
class Trouble:
    """One address that answers badly.

    `expect` names the classes of failure that are right, or is empty where a careful reader
    gets the document all the same. `times` is how often the same address was asked before.
    """

    host: str
    path: str
    name: str
    expect: tuple[str, ...]
    make: Callable[[Request, int], Answer]

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"http://{self.host}{self.path}"


def trouble_answer(request: Request, host: str, times: int) -> Answer:
    """What the brittle website or the abyss answers to a request."""
    if request.path == "/robots.txt":
        return Answer(200, b"User-agent: *\nDisallow: /private/\n", "text/plain; charset=utf-8")
    if request.path == "/addresses.txt":
        lines = "".join(f"{trouble.address}\n" for trouble in TROUBLES if trouble.host == host)
        return Answer(200, lines.encode(), "text/plain; charset=utf-8")
    if host == ABYSS and request.path == "/feed.xml":
        return _long_feed()
    if host == BRITTLE and request.path == "/loop/back":
        return redirect("/loop/there")
    if host == BRITTLE and request.path.startswith("/endless/"):
        return redirect(f"/endless/{request.path.count('x') * 'x'}x")
    made = _BY_PLACE.get((host, request.path))
    return (
        made.make(request, times) if made else page(404, "404 Not Found", "There is nothing here.")
    )


def _article(language: str, title: str, words: str, charset: str) -> bytes:
    return (
        f'<html lang="{language}"><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>'
        f'<p class="date">14 March 2019</p>{words}</article></body></html>'
    ).encode(charset, "replace")


def _good(request: Request, times: int) -> Answer:
    words = "".join(
        f"<p>Case {at} of the brittle archive concerns a cooperative in the invented town of Melvofo, "
        f"whose {at + 2} members were asked to leave the reading room before noon. {_NOTICE}</p>"
        for at in range(1, 9)
    )
    return Answer(
        200, _article("en", f"The reading room of Melvofo ({request.path[1:]})", words, "utf-8")
    )


_RUSSIAN = (
    "<p>Читальный зал в выдуманном городе Мелвофо закрыли до полудня, и восемь участников кооператива попросили уйти. Этот текст выдуман для репетиции.</p>"
    * 6
)
_ARABIC = (
    "<p>أُغلقت قاعة القراءة في بلدة ميلفوفو المختلقة قبل الظهر، وطُلب من ثمانية من أعضاء التعاونية المغادرة. هذا النص مختلق لأجل التجربة.</p>"
    * 6
)


def _challenge(status: int) -> Callable[[Request, int], Answer]:
    body = (
        b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser before "
        b"you access the site</h1><p>Please enable JavaScript and cookies to continue.</p><div id='challenge-form'>"
        b"</div><noscript>Verify you are human by completing the action below.</noscript></body></html>"
    )
    return lambda _request, _times: Answer(status, body)


def _always(made: Answer) -> Callable[[Request, int], Answer]:
    return lambda _request, _times: made


def _once(status: int, *headers: tuple[str, str]) -> Callable[[Request, int], Answer]:
    """That status at the first request, and the document from then on."""
    bad = Answer(status, b"Try again later.", "text/plain", headers)
    return lambda request, times: _good(request, times) if times else bad


def _cut_gzip(request: Request, times: int) -> Answer:
    whole = gzip.compress(_good(request, times).body * 20, mtime=0)
    return Answer(200, whole[: len(whole) // 2], headers=(("Content-Encoding", "gzip"),))


def _slow(request: Request, times: int) -> Answer:
    good = _good(request, times)
    return Answer(200, good.body, wait=SLOW)


def _broken_off(request: Request, times: int) -> Answer:
    return Answer(200, _good(request, times).body, conduct=Conduct.BROKEN_OFF)


def _mixed_bytes(request: Request, times: int) -> Answer:
    return Answer(200, _good(request, times).body.replace(b"noon", b"noon \xff\xfe\xc3"))


def _huge(_request: Request, _times: int) -> Answer:
    pieces = (b"<p>" + b"a" * (_MEGABYTE - 4) + b"\n" for _ in range(HUGE // _MEGABYTE))
    return Answer(
        200, b"", headers=(("Content-Length", str(HUGE)),), conduct=Conduct.STREAM, pieces=pieces
    )


def _bomb(_request: Request, _times: int) -> Answer:
    headers = (("Content-Encoding", "gzip"),)
    return Answer(200, b"", headers=headers, conduct=Conduct.STREAM, pieces=_bomb_pieces())


def _bomb_pieces() -> Iterator[bytes]:
    """A gzip stream of spaces, a megabyte packed once and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b" " * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    for _ in range(BOMB // _MEGABYTE):
        yield packed
    yield packer.flush()  # a reader that comes this far has unpacked it all; the checksum is left out


def _long_feed() -> Answer:
    return Answer(
        200, b"", "application/rss+xml", conduct=Conduct.STREAM, pieces=_long_feed_pieces()
    )


def _long_feed_pieces() -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>The long feed</title>\n'
    for first in range(0, MANY, 500):
        yield "".join(
            f'<item><title>Note {at} from the long feed</title><link>http://{ABYSS}/#{{"itemid":"{at}"}}</link>'
            f"<guid>abyss-{at}</guid><pubDate>Thu, 14 Mar 2019 09:30:00 GMT</pubDate>"
            f"<description>Note {at}: the ferry of Melvofo carried {at % 97} passengers. {_NOTICE}</description></item>\n"
            for at in range(first, first + 500)
        ).encode()
    yield b"</channel></rss>\n"


def _laughs(_request: Request, _times: int) -> Answer:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{levels}]><html><body><p>&l9;</p></body></html>'
    return Answer(200, xml.encode(), "application/xhtml+xml")


_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ERROR = page(
    200,
    "Error",
    "An unexpected error has occurred while processing your request. Please try again later.",
)
_SOFT = page(
    200, "Page not found", "Sorry, the page you are looking for does not exist or has been removed."
)
_SCRIPTED = Answer(
    200,
    b"<!DOCTYPE html><html><head><title>App</title></head><body><div id=root></div><script src=/app.js></script></body></html>",
)
_VIEWER = page(200, "Document viewer", "This document is not available in the requested language.")

TROUBLES = (
    Trouble(BRITTLE, "/challenge", "challenge with 200", ("blocked",), _challenge(200)),
    Trouble(BRITTLE, "/challenge-403", "challenge with 403", ("blocked",), _challenge(403)),
    Trouble(BRITTLE, "/login", "401", ("blocked",), _always(page(401, "401", "Log in."))),
    Trouble(BRITTLE, "/forbidden", "403", ("blocked",), _always(page(403, "403", "Forbidden."))),
    Trouble(BRITTLE, "/private/minutes", "disallowed by robots.txt", ("blocked",), _good),
    Trouble(BRITTLE, "/too-many", "429 for ever", ("blocked",), _always(Answer(429, b"slow down", "text/plain", (("Retry-After", "1"),)))),
    Trouble(BRITTLE, "/too-many-once", "429 once", (), _once(429, ("Retry-After", "1"))),
    Trouble(BRITTLE, "/error", "error page with 200", ("changed_shape", "slow", "gone"), _always(_ERROR)),
    Trouble(BRITTLE, "/soft", "gone page with 200", ("gone",), _always(_SOFT)),
    Trouble(BRITTLE, "/gone", "410", ("gone",), _always(page(410, "410", "Gone."))),
    Trouble(BRITTLE, "/missing", "404", ("gone",), _always(page(404, "404", "Not found."))),
    Trouble(BRITTLE, "/symbol.pdf", "PDF address that answers HTML", ("changed_shape", "gone"), _always(_VIEWER)),
    Trouble(BRITTLE, "/empty", "empty body", ("changed_shape", "unreadable"), _always(Answer(200))),
    Trouble(BRITTLE, "/accepted", "202 with an empty body", ("changed_shape", "unreadable", "blocked"), _always(Answer(202))),
    Trouble(BRITTLE, "/cut", "truncated gzip", ("unreadable", "slow"), _cut_gzip),
    Trouble(BRITTLE, "/lying-charset", "UTF-8 declared, windows-1251 sent", (), _always(Answer(200, _article("ru", "Читальный зал в Мелвофо", _RUSSIAN, "windows-1251")))),
    Trouble(BRITTLE, "/no-charset", "windows-1256 sent, nothing declared", (), _always(Answer(200, _article("ar", "قاعة القراءة في ميلفوفو", _ARABIC, "windows-1256"), "text/html"))),
    Trouble(BRITTLE, "/mixed-bytes", "invalid UTF-8", (), _mixed_bytes),
    Trouble(BRITTLE, "/slow", "slow, then fine", (), _slow),
    Trouble(BRITTLE, "/broken-off", "connection that breaks off", ("slow",), _broken_off),
    Trouble(BRITTLE, "/down", "503 for ever", ("slow",), _always(page(503, "503", "Down for maintenance."))),
    Trouble(BRITTLE, "/down-once", "503 once", (), _once(503)),
    Trouble(BRITTLE, "/loop/there", "redirects in a circle", ("moved",), _always(redirect("/loop/back"))),
    Trouble(BRITTLE, "/endless/", "redirects without end", ("moved",), _always(redirect("/endless/x"))),
    Trouble(BRITTLE, "/inward", "redirect to a private address", ("blocked", "moved"), _always(redirect("http://10.0.0.1/", 302))),
    Trouble(BRITTLE, "/link-local", "redirect to a link-local address", ("blocked", "moved"), _always(redirect("http://169.254.169.254/latest/meta-data/", 302))),
    Trouble(BRITTLE, "/to-file", "redirect to a file", ("blocked", "moved", "unreadable"), _always(redirect("file:///etc/hostname", 302))),
    Trouble(BRITTLE, "/scripted", "page that is all script", ("changed_shape", "unreadable"), _always(_SCRIPTED)),
    Trouble(BRITTLE, "/damaged.pdf", "damaged PDF", ("unreadable",), _always(Answer(200, b"%PDF-1.4\n" + bytes(range(256)) * 40, _PDF))),
    Trouble(BRITTLE, "/locked.pdf", "PDF with a password", ("unreadable",), lambda _r, _t: Answer(200, locked_pdf(), _PDF)),
    Trouble(BRITTLE, "/cut.docx", "DOCX cut short", ("unreadable",), lambda _r, _t: Answer(200, docx_cut_short(), _DOCX)),
    Trouble(ABYSS, "/huge", "2 GB body", ("unreadable",), _huge),
    Trouble(ABYSS, "/bomb", "gzip bomb", ("unreadable",), _bomb),
    Trouble(ABYSS, "/bomb.docx", "DOCX that unpacks to a gigabyte", ("unreadable",), lambda _r, _t: Answer(200, zip_bomb_docx(), _DOCX)),
    Trouble(ABYSS, "/hangs.pdf", "PDF that hangs its reader", ("unreadable", "slow"), lambda _r, _t: Answer(200, hanging_pdf(), _PDF)),
    Trouble(ABYSS, "/nested", "page nested 100,000 deep", ("unreadable", ""), lambda _r, _t: Answer(200, nested_page(100_000))),
    Trouble(ABYSS, "/laughs", "entities that multiply", ("unreadable", "changed_shape"), _laughs),
    Trouble(ABYSS, "/silent", "no answer at all", ("slow",), _always(Answer(200, conduct=Conduct.SILENT))),
    Trouble(ABYSS, "/drip", "a byte a second", ("slow",), _always(Answer(200, b"x" * 100_000, conduct=Conduct.DRIP))),
)  # fmt: skip
_BY_PLACE = {(trouble.host, trouble.path): trouble for trouble in TROUBLES}
