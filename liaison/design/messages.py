"""The sentences that pages say, found by Babel in templates and in Python code.

No gettext of the system is needed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from jinja2 import TemplateSyntaxError

from liaison.kernel.errors import MistakenInput

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# By the end of a file's name: what reads it, and how. Templates as `design.environment` reads them.
_READERS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    ".html": (
        "jinja2.ext:babel_extract",
        {
            "newstyle_gettext": "true",
            "trimmed": "true",
            "trim_blocks": "true",
            "lstrip_blocks": "true",
            "silent": "false",
        },
    ),
    ".py": ("python", {}),
}


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence, its plural where it has one, and what tells it from its like."""

    singular: str
    plural: str = ""
    context: str = ""
    where: str = ""


def messages_in(roots: Iterable[Path]) -> dict[tuple[str, str], Message]:
    """Every sentence under these folders, by context and singular.

    Raises MistakenInput for a template that cannot be read.
    """
    found: dict[tuple[str, str], Message] = {}
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix in _READERS:
                for message in _in_file(path, root):
                    found.setdefault((message.context, message.singular), message)
    return found


def _in_file(path: Path, root: Path) -> Iterator[Message]:
    method, options = _READERS[path.suffix]
    try:
        with path.open("rb") as file:
            found = list(extract(method, file, _KEYWORDS, options=dict(options)))
    except TemplateSyntaxError as error:
        raise MistakenInput(
            f"{path}:{error.lineno}: {error.message}", "mend the template"
        ) from error
    for line, said, _comments, context in found:
        singular, plural = said if isinstance(said, tuple) else (said, "")
        yield Message(singular, plural or "", context or "", f"{path.relative_to(root)}:{line}")
