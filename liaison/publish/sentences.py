"""Sentences with names and addresses in them, each running in its own direction."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

_PLACE = re.compile(r"%\((\w+)\)s")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def sentence(said: str, **values: str) -> SafeString:
    """A translated sentence with its `%(name)s` filled in: escaped, and safe to mark up."""
    return format_html(_PLACE.sub(r"{\1}", said), **values)


def isolated(value: str) -> str:
    """A value in a sentence of plain text: its direction does not turn the sentence around."""
    return f"{_FIRST_STRONG}{value}{_POP}"


def without_isolation(said: str) -> str:
    """The same sentence for programs, which show it nowhere."""
    return said.replace(_FIRST_STRONG, "").replace(_POP, "")
