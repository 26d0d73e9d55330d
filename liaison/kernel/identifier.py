"""Stable public identifiers, derived from the address a document was published at.

The rules here are frozen: a change would give every document a second identifier. They follow
RFC 3986 section 6.2 (case, percent-encoding, dot segments, default ports) and drop what
publishers add for tracking.
"""

import hashlib
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from liaison.kernel.storable import storable

_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_ga|_gl|igshid|yclid|wt_\w+"
    r"|jsessionid|phpsessid|aspsessionid\w*)$",
    re.IGNORECASE,
)
# Names that also number documents: dropped only where the value is a session's long token.
_SESSION_NAME = re.compile(r"^(?:sid|sessionid|session)$", re.IGNORECASE)
_TOKEN = re.compile(r"^[0-9a-f-]{24,}$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Lower case without vowels and without what reads alike (0/o, 1/l): no word can appear by chance.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH = 13


def canonical_address(address: str) -> str:
    """The one spelling of an address that all its spellings share.

    Scheme and host are lowered, the default port, tracking parameters and plain anchors are
    dropped, query parameters sorted, dot segments resolved, percent-encoding made uniform.
    A fragment that carries an identity (`#{"itemid":…}`, `#!/…`, `#/…`) is kept: some
    catalogues have nothing else. Raises ValueError for what is no absolute http(s) or file
    address.
    """
    if storable(address) != address:
        raise ValueError(f"not an absolute address: {address[:200]!r} holds no characters")
    parts = urlsplit(address.strip())
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https", "file") or (scheme != "file" and not parts.hostname):
        raise ValueError(f"not an absolute address: {address[:200]!r}")
    host = _host(parts.hostname or "")
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{parts.port}"
    path = _path(_SESSION_IN_PATH.sub("", parts.path))
    query = urlencode(
        sorted(
            (name, value)
            for name, value in parse_qsl(
                parts.query, keep_blank_values=True, errors="surrogateescape"
            )
            if not _is_noise(name, value)
        ),
        errors="surrogateescape",
    )
    fragment = _CONTROL.sub(lambda found: quote(found[0], safe=""), unquote(parts.fragment))
    kept = fragment if fragment[:1] in ("{", "!", "/") else ""
    return (
        f"{scheme}://{host}{path}" + (f"?{query}" if query else "") + (f"#{kept}" if kept else "")
    )


def document_identifier(address: str) -> str:
    """Thirteen letters and digits (61 bits) that name the document published at `address`.

    http and https name the same document. At a million documents the chance that any two
    share an identifier is below one in a million.
    """
    return _letters(canonical_address(address).partition("://")[2])


def matter_identifier(founder: str) -> str:
    """The identifier of the matter whose first document is `founder`, which it does not tell."""
    return _letters(f"matter {founder}")


def activity_identifier(document: str, kind: str, country: str, number: int) -> str:
    """The identifier of the `number`th activity of a kind in a country that a document tells of.

    `document` is the document's identifier, which it does not show.
    """
    return _letters(f"activity {document} {kind} {country} {number}")


def _letters(named: str) -> str:
    number = int.from_bytes(hashlib.sha256(named.encode()).digest(), "big")
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[rest])
    return "".join(letters)


def _is_noise(name: str, value: str) -> bool:
    is_session = _SESSION_NAME.match(name) is not None and _TOKEN.match(value) is not None
    return is_session or _TRACKING.match(name) is not None


def _host(name: str) -> str:
    if " " in name or _CONTROL.search(name):
        raise ValueError(f"not an absolute address: host {name[:200]!r}")
    if ":" in name:  # IPv6, whose brackets urlsplit takes off
        return f"[{name.lower()}]"
    try:
        return name.lower().rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        return name.lower().rstrip(".")


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    plain = unquote("/" + "/".join(kept), errors="surrogateescape")
    return quote(plain, safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")
