"""Texts of the record made fit for files of other programs, which have dangers of their own."""

import re
import unicodedata

# What no text file or XML can carry, and a page or PDF may hold; noncharacters among them.
_UNFIT = re.compile(
    "[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
# Where spreadsheets of many countries begin a cell, whatever the file says of it: they part fields
# at semicolons, and do not see that a comma before the quotation mark was meant to.
_NEW_CELL = re.compile(
    "([;\t\r\n])(?=[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+@＝＋－＠-])"
)
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


def fit(text: str) -> str:
    """Without control characters, each of which becomes a space."""
    return _UNFIT.sub(" ", text)


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(fit(text).split())


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks so.

    OWASP, "CSV Injection": cells that begin with = + - @, tab, carriage return or line feed, also
    in full width, and may begin after any sign by which a program parts fields. Signs that are not
    seen do not hide them.
    """
    text = _NEW_CELL.sub(r"\1'", fit(text))
    if text[:1] in _STARTS_FORMULA:
        return f"'{text}"
    for sign in text:
        if sign in _STARTS_FORMULA:
            return f"'{text}"
        if unicodedata.category(sign) not in _UNSEEN:
            break
    return text
