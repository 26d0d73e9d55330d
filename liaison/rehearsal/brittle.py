"""The website that answers badly in all the small ways that websites are known to."""

import gzip
from html import escape

from liaison.rehearsal.answer import Answer, Conduct, Request, page, redirect
from liaison.rehearsal.hostile_files import docx_cut_short, locked_pdf
from liaison.rehearsal.layouts import DESIGNS
from liaison.rehearsal.sites import BRITTLE
from liaison.rehearsal.trouble import NOTICE, Making, Trouble, always

SLOW = 1.5  # seconds that a slow answer takes
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RUSSIAN = (
    "<p>Читальный зал в выдуманном городе Мелвофо закрыли до полудня, и восемь участников "
    "кооператива попросили уйти. Этот текст выдуман для репетиции.</p>\n"
)
_ARABIC = (
    "<p>أُغلقت قاعة القراءة في بلدة ميلفوفو المختلقة قبل الظهر، وطُلب من ثمانية من أعضاء "
    "التعاونية المغادرة. هذا النص مختلق لأجل التجربة.</p>\n"
)


def brittle_redirect(path: str) -> Answer | None:
    """The further steps of the redirects that never end."""
    if path == "/loop/back":
        return redirect("/loop/there")
    return redirect(f"{path}x") if path.startswith("/endless/x") and len(path) < _LONGEST else None


_LONGEST = 2_000  # letters of an address, by when every client has given up


def _article(language: str, title: str, words: str) -> str:
    design = (DESIGNS / "reading_room.html").read_text(encoding="utf-8")
    return design.format(language=language, title=escape(title), words=words)


def _good(request: Request, _times: int) -> Answer:
    words = "".join(
        f"<p>Case {at} of the brittle archive concerns a cooperative in the invented town of "
        f"Melvofo, whose {at + 2} members were asked to leave before noon. {NOTICE}</p>\n"
        for at in range(1, 9)
    )
    title = f"The reading room of Melvofo ({request.path[1:]})"
    return Answer(200, _article("en", title, words).encode())


def _challenge(status: int) -> Making:
    return always(Answer(status, (DESIGNS / "challenge.html").read_bytes()))


def _once(status: int, *headers: tuple[str, str]) -> Making:
    """That status at the first request, and the document from then on."""
    bad = Answer(status, b"Try again later.", "text/plain", headers)
    return lambda request, times: _good(request, times) if times else bad


def _cut_gzip(request: Request, times: int) -> Answer:
    whole = gzip.compress(_good(request, times).body * 20, mtime=0)
    return Answer(200, whole[: len(whole) // 2], headers=(("Content-Encoding", "gzip"),))


def _slow(request: Request, times: int) -> Answer:
    return Answer(200, _good(request, times).body, wait=SLOW)


def _broken_off(request: Request, times: int) -> Answer:
    return Answer(200, _good(request, times).body, conduct=Conduct.BROKEN_OFF)


def _mixed_bytes(request: Request, times: int) -> Answer:
    return Answer(200, _good(request, times).body.replace(b"noon", b"noon \xff\xfe\xc3"))


def _lying_charset(_request: Request, _times: int) -> Answer:
    text = _article("ru", "Читальный зал в Мелвофо", _RUSSIAN * 6)
    return Answer(200, text.encode("windows-1251"))


def _no_charset(_request: Request, _times: int) -> Answer:
    text = _article("ar", "قاعة القراءة في ميلفوفو", _ARABIC * 6)
    return Answer(200, text.encode("windows-1256"), "text/html")


def _status(status: int, words: str) -> Making:
    return always(page(status, str(status), words))


def _inward(address: str) -> Making:
    return always(redirect(address, 302))


_ERROR = page(200, "Error", "An unexpected error has occurred. Please try again later.")
_SOFT = page(200, "Page not found", "The page you are looking for does not exist or was removed.")
_VIEWER = page(200, "Document viewer", "This document is not available in that language.")
_SCRIPTED = Answer(
    200,
    b"<!DOCTYPE html><html><head><title>App</title></head>"
    b"<body><div id=root></div><script src=/app.js></script></body></html>",
)
_TOO_MANY = Answer(429, b"slow down", "text/plain", (("Retry-After", "1"),))
_NOWHERE = ("changed_shape", "unreadable")
_INWARD = ("blocked", "moved")
_GIVEN: tuple[tuple[str, str, tuple[str, ...], Making], ...] = (
    ("/challenge", "challenge with 200", ("blocked",), _challenge(200)),
    ("/challenge-403", "challenge with 403", ("blocked",), _challenge(403)),
    ("/login", "401", ("blocked",), _status(401, "Log in.")),
    ("/forbidden", "403", ("blocked",), _status(403, "Forbidden.")),
    ("/private/minutes", "disallowed by robots.txt", ("blocked",), _good),
    ("/too-many", "429 for ever", ("blocked",), always(_TOO_MANY)),
    ("/too-many-once", "429 once", (), _once(429, ("Retry-After", "1"))),
    ("/error", "error page with 200", ("changed_shape", "slow", "gone"), always(_ERROR)),
    ("/soft", "gone page with 200", ("gone",), always(_SOFT)),
    ("/gone", "410", ("gone",), _status(410, "Gone.")),
    ("/missing", "404", ("gone",), _status(404, "Not found.")),
    ("/symbol.pdf", "PDF address that answers HTML", ("changed_shape", "gone"), always(_VIEWER)),
    ("/empty", "empty body", _NOWHERE, always(Answer(200))),
    ("/accepted", "202 with an empty body", (*_NOWHERE, "blocked"), always(Answer(202))),
    ("/cut", "truncated gzip", ("unreadable", "slow"), _cut_gzip),
    ("/lying-charset", "UTF-8 declared, windows-1251 sent", (), _lying_charset),
    ("/no-charset", "windows-1256 sent, nothing declared", (), _no_charset),
    ("/mixed-bytes", "invalid UTF-8", (), _mixed_bytes),
    ("/slow", "slow, then fine", (), _slow),
    ("/broken-off", "connection that breaks off", ("slow",), _broken_off),
    ("/down", "503 for ever", ("slow",), _status(503, "Down for maintenance.")),
    ("/down-once", "503 once", (), _once(503)),
    ("/loop/there", "redirects in a circle", ("moved",), always(redirect("/loop/back"))),
    ("/endless/", "redirects without end", ("moved",), always(redirect("/endless/x"))),
    ("/inward", "redirect to a private address", _INWARD, _inward("http://10.0.0.1/")),
    ("/link-local", "redirect to a link-local address", _INWARD, _inward("http://169.254.1.1/")),
    ("/to-file", "redirect to a file", (*_INWARD, "unreadable"), _inward("file:///etc/hostname")),
    ("/scripted", "page that is all script", _NOWHERE, always(_SCRIPTED)),
    (
        "/damaged.pdf",
        "damaged PDF",
        ("unreadable",),
        always(Answer(200, b"%PDF-1.4\n" + bytes(range(256)) * 40, _PDF)),
    ),
    (
        "/locked.pdf",
        "PDF with a password",
        ("unreadable",),
        lambda _request, _times: Answer(200, locked_pdf(), _PDF),
    ),
    (
        "/cut.docx",
        "DOCX cut short",
        ("unreadable",),
        lambda _request, _times: Answer(200, docx_cut_short(), _DOCX),
    ),
)
BRITTLE_TROUBLES = tuple(Trouble(BRITTLE, *given) for given in _GIVEN)
