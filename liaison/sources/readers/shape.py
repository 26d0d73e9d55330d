"""Whether an answer is the kind of list that was asked for, and plain words where it is not."""

import re

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.sources.readers.charset import decode

_HEAD = 32_768
_OPENING = re.compile(rb"^(?:\s|\xef\xbb\xbf|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>\s*([^<]{1,200})", re.IGNORECASE)
# Words of the title, and marks that only the challenge itself has: an ordinary page may well
# carry a captcha in its contact form or a script of the service that guards it.
_CHALLENGE = re.compile(
    r"<title[^>]*>\s*(?:just a moment|attention required|access denied|checking your browser"
    r"|ddos-guard|one moment, please|security check|human verification|robot or human|captcha"
    r"|pardon our interruption|request rejected)"
    r"|_cf_chl_opt|cf-chl-|awswafcookiedomainlist|gokuprops|_incapsula_resource|px-captcha"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human",
    re.IGNORECASE,
)


def is_page(data: bytes) -> bool:
    """Whether these bytes begin as an HTML page."""
    head = data[:_HEAD]
    opening = _OPENING.match(head)
    return _PAGE.match(head, opening.end() if opening else 0) is not None


def refuse_empty(data: bytes, address: str, wanted: str) -> None:
    """Raise SourceFailure where nothing came."""
    if not data.strip(b" \t\r\n\0"):
        raise changed(address, "the answer is empty", wanted)


def refuse_challenge(data: bytes, media_type: str, address: str, wanted: str) -> None:
    """Raise SourceFailure where a page came that asks whether its reader is human."""
    head = decode(data[:_HEAD], media_type)
    if _CHALLENGE.search(head):
        raise SourceFailure(
            FailureClass.BLOCKED,
            f"{address}: a challenge came in place of {wanted}{_named(head)}",
            "ask the publisher to allow the harvester, or try later and slower",
            retry=True,
        )


def refuse_page(data: bytes, media_type: str, address: str, wanted: str) -> None:
    """Raise SourceFailure where nothing, a challenge or any other web page came."""
    refuse_empty(data, address, wanted)
    if is_page(data):
        refuse_challenge(data, media_type, address, wanted)
        head = decode(data[:_HEAD], media_type)
        raise changed(address, f"a web page came{_named(head)}", wanted)


def _named(head: str) -> str:
    title = _TITLE.search(head)
    return f" ({' '.join(title[1].split())!r})" if title else ""


def changed(address: str, what: str, wanted: str) -> SourceFailure:
    """The failure of an address that no longer gives what it used to."""
    return SourceFailure(
        FailureClass.CHANGED_SHAPE,
        f"{address}: {what} in place of {wanted}",
        "visit the source and mend its `addresses` or `reader`",
    )
