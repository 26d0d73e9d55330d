"""How pages look: plain CSS in one file an area, sent as one so that a first view asks only twice.

The areas are joined as they are asked for first: there is no step that has to be run before.
"""

import functools
import gzip
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# What stands later wins: the ground first, fingers and paper last.
AREAS = (
    "ground",
    "frame",
    "parts",
    "search",
    "document",
    "numbers",
    "act",
    "standards",
    "touch",
    "print",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")
_YEAR = 31_536_000  # seconds
_LIGHT = re.compile(r"(?<!\{):root\{([^}]*)\}")
_DARK = re.compile(r"@media screen and \(prefers-color-scheme: dark\)\{:root\{([^}]*)\}")
_SWATCH = "display:inline-block;inline-size:2rem;block-size:1rem;border:1px solid var(--edge)"
_SWATCHES = "display:flex;flex-wrap:wrap;gap:var(--s2) var(--s4)"
_SHEET = "background:var(--paper);color:var(--ink);padding:var(--s4)"


def styles(request: HttpRequest) -> HttpResponse:
    """`/site.css`: all areas, kept by browsers for ever, for its address has its version."""
    if settings.DEBUG:  # whoever changes them looks at them
        _joined.cache_clear()
        _packed.cache_clear()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(
        _packed() if packed else _joined(), content_type="text/css; charset=utf-8"
    )
    answer.headers["Cache-Control"] = f"max-age={_YEAR}, public, immutable"
    answer.headers["Vary"] = "Accept-Encoding"
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def styles_address() -> str:
    """`/site.css?v=DIGEST`: a new release is seen at once."""
    return f"{reverse('styles')}?v={_digest()}"


def schemes(request: HttpRequest) -> HttpResponse:
    """`/design.css`: either scheme within a page, and a swatch of each colour; for `/design/`."""
    del request
    text = _joined().decode()
    rules = []
    for name, pattern in (("light", _LIGHT), ("dark", _DARK)):
        said = ";".join(pattern.findall(text))
        rules.append(f".in-{name}{{{said};color-scheme:{name};{_SHEET}}}")
    rules += [f".swatch{{{_SWATCH}}}", f".swatches{{{_SWATCHES}}}"]
    rules += [f".swatch-{one}{{background:var(--{one})}}" for one in colours()]
    return HttpResponse("\n".join(rules), content_type="text/css; charset=utf-8")


def colours() -> list[str]:
    """The names of the colours that have one in each scheme."""
    said = ";".join(_DARK.findall(_joined().decode()))
    return [one.partition(":")[0].strip().removeprefix("--") for one in said.split(";") if one]


@functools.cache
def _joined() -> bytes:
    folder = Path(__file__).parent
    text = "".join((folder / f"{area}.css").read_text(encoding="utf-8") for area in AREAS)
    return _AROUND.sub(r"\1", _BLANK.sub(" ", _COMMENT.sub("", text))).strip().encode()


@functools.cache
def _packed() -> bytes:
    return gzip.compress(_joined(), 9, mtime=0)


@functools.cache
def _digest() -> str:
    return hashlib.sha256(_joined()).hexdigest()[:12]
