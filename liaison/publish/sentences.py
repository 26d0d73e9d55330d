"""Sentences with names and addresses in them, each running in its own direction."""

from markupsafe import Markup

_FIRST_STRONG, _POP = "\u2068", "\u2069"


def sentence(said: str, **values: str) -> Markup:
    """A translated sentence with its `%(name)s` filled in: escaped, and safe to mark up."""
    return Markup(said) % values  # noqa: S704 (a sentence of ours)


def isolated(value: str) -> str:
    """A value in a sentence of plain text: its direction does not turn the sentence around."""
    return f"{_FIRST_STRONG}{value}{_POP}"


def without_isolation(said: str) -> str:
    """The same sentence for programs, which show it nowhere."""
    return said.replace(_FIRST_STRONG, "").replace(_POP, "")
