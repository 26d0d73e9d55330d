"""Plain text: what every reader's words pass through before they become a reading."""

import re
import unicodedata
from collections.abc import Iterable

# NUL and lone surrogates, which PostgreSQL refuses; other controls, noncharacters, byte order
# marks and soft hyphens; marks and overrides of direction, which can hide or reorder words.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_TABS = re.compile(" ?\t ?")
# Glyphs that stand for letters: Latin ligatures, Arabic presentation forms (Unicode blocks FB00,
# FB50 and FE70). Some typesetters write these instead of the letters, and no search finds them.
_GLYPHS = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]+")
# Everything that any of these would change: most lines have none of it and need no second look.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f\u205f"
    "\u2066-\u2069\u3000\ud800-\udfff\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufeff\ufff9-\uffff]|  "
)


def plain(text: str) -> str:
    r"""The text without what no reader sees and no database takes, in Unicode form NFC.

    Line ends become `\n`, runs of spaces one space; tabs stay; ligatures become letters.
    """
    if _ODD.search(text) is not None:
        text = _LINE_ENDS.sub("\n", text)
        text = _UNWANTED.sub("", text)
        text = _GLYPHS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
        text = _AROUND_TABS.sub("\t", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text as one line, for titles and dates."""
    return " ".join(plain(text).split())


def joined(blocks: Iterable[str]) -> str:
    """The blocks in their order as one plain text, parted by blank lines; empty ones are left out.

    A line end within a block stays one, so that an address or a verse keeps its lines.
    """
    kept = []
    for block in blocks:
        lines = (line.strip() for line in plain(block).split("\n"))
        if text := "\n".join(line for line in lines if line):
            kept.append(text)
    return "\n\n".join(kept)
