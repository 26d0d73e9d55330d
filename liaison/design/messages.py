"""The sentences that pages say, found in templates and in Python code.

Templates are turned into code by Django itself, as its own `makemessages` does; Babel reads
the calls from that. No gettext of the system is needed.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_CALL = re.compile(
    r"""\b(?:n?p?gettext|_)\((?:[^()'"]|u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")*\)"""
)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, its plural where it has one, and what tells it from its like."""

    singular: str
    plural: str = ""
    context: str = ""
    where: str = ""


def messages_in(roots: Iterable[Path]) -> dict[tuple[str, str], Message]:
    """Every sentence under these folders, by context and singular."""
    found: dict[tuple[str, str], Message] = {}
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".html"):
                for message in _in_file(path, root):
                    found.setdefault((message.context, message.singular), message)
    return found


def _in_file(path: Path, root: Path) -> Iterator[Message]:
    code = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # Indented text between the calls would not be Python, so the calls alone are kept.
        code = "\n".join(_CALL.findall(templatize(code, origin=str(path))))
    for line, said, _comments, context in extract("python", io.BytesIO(code.encode()), _KEYWORDS):
        singular, plural = said if isinstance(said, tuple) else (said, "")
        yield Message(singular, plural or "", context or "", f"{path.relative_to(root)}:{line}")
