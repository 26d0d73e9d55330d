"""Where a text came from, as sentences: when captured, from where, what changed since."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.archive.models import Capture
from liaison.catalogue.models import Edition
from liaison.design.written import written_day, written_moment, written_number


@dataclass(frozen=True, slots=True)
class Told:
    """One edition's way here."""

    edition: Edition
    sentence: str
    changes: str
    sha256: str


def tell(edition: Edition, captures: Sequence[Capture], language: str) -> Told:
    """What the captures of an edition's address, oldest first, say of it."""
    shown = edition.capture
    sentence = _("Captured on %(moment)s from %(address)s.") % {
        "moment": written_moment(shown.fetched_at, language),
        "address": edition.address,
    }
    changed = changes_among(captures)
    return Told(edition, sentence, _changes(captures, changed, language), shown.sha256)


def changes_among(captures: Sequence[Capture]) -> list[dt.datetime]:
    """When the bytes of an address were first seen to differ from those before."""
    return [
        later.fetched_at
        for earlier, later in itertools.pairwise(captures)
        if earlier.sha256 != later.sha256
    ]


def _changes(captures: Sequence[Capture], changed: Sequence[dt.datetime], language: str) -> str:
    if not captures:
        return ""
    if changed:
        return ngettext(
            "It changed once since it was first seen on %(first)s: on %(last)s.",
            "It changed %(number)s times since it was first seen on %(first)s, last on %(last)s.",
            len(changed),
        ) % {
            "number": written_number(len(changed), language),
            "first": written_day(captures[0].fetched_at.date(), language),
            "last": written_day(changed[-1].date(), language),
        }
    if len(captures) > 1:
        return _("It was the same each time it was fetched since %(first)s.") % {
            "first": written_day(captures[0].fetched_at.date(), language)
        }
    return ""
