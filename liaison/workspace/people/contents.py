"""What a facet of a person may hold, as plain values that go into JSON.

Identity: `names` (a list of `text` and `kind`), `birth_year`, `sex`, `nationalities`, `text`.
Every other facet: `text`. What is empty is left out.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import load
from liaison.workspace.people.codes import NameKind, Sex
from liaison.workspace.people.naming import tidy_name
from liaison.workspace.policy.terms import Facet

LONGEST_TEXT = 50_000
"""Characters of one text."""

MOST_NAMES = 20
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIRST_YEAR, _LAST_YEAR = 1880, 2100


def tidy(facet: Facet, content: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept. Raises MistakenInput, quoting nothing, and ValueError for other fields."""
    allowed = _FIELDS if facet is Facet.IDENTITY else _FIELDS.keys() & {"text"}
    if strange := content.keys() - allowed:
        raise ValueError(f"{facet} has no {sorted(strange)}")
    found = {name: _FIELDS[name](content[name]) for name in content}
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def names_of(content: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in an identity."""
    return tuple(name["text"] for name in content.get("names", ()))


def tidy_text(typed: str, longest: int = LONGEST_TEXT) -> str:
    """A text as it is kept: lines end in one way, no control characters. Raises MistakenInput."""
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > longest:
        raise MistakenInput(
            _("A text has more than %(most)s characters.") % {"most": longest},
            _("Shorten it, or attach it as a file."),
        )
    if _CONTROL.search(text):
        raise MistakenInput(
            _("A text holds control characters."), _("Paste it as plain text, or type it.")
        )
    return text


def tidy_country(code: str) -> str:
    """A code of ISO 3166-1 alpha-3, or nothing. Raises MistakenInput."""
    if code and code not in countries():
        raise MistakenInput(_("This country is not known."), _("Choose one of the list."))
    return code


@functools.cache
def countries() -> frozenset[str]:
    """The codes of all countries."""
    return frozenset(load().countries)


def _names(given: list[Mapping[str, str]]) -> list[dict[str, str]]:
    kept: dict[str, dict[str, str]] = {}
    for name in given:
        text = tidy_name(name["text"])
        if text:
            kept.setdefault(text, {"text": text, "kind": NameKind(name["kind"]).value})
    if len(kept) > MOST_NAMES:
        raise MistakenInput(
            _("There are more than %(most)s names.") % {"most": MOST_NAMES},
            _("Keep those that others write."),
        )
    return list(kept.values())


def _birth_year(given: int | None) -> int | None:
    if given is not None and not _FIRST_YEAR <= given <= _LAST_YEAR:
        raise MistakenInput(
            _("The year of birth cannot be."), _("Write it with four digits, or leave it out.")
        )
    return given


def _nationalities(given: list[str]) -> list[str]:
    return sorted({tidy_country(code) for code in given if code})


_FIELDS: Mapping[str, Any] = {
    "names": _names,
    "birth_year": _birth_year,
    "sex": lambda given: Sex(given).value,
    "nationalities": _nationalities,
    "text": tidy_text,
}
