"""Where a text came from, as sentences: when captured, from where, what changed since."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from liaison.archive.models import Capture
from liaison.catalogue.models import Edition
from liaison.design.written import written_day, written_moment, written_number
from liaison.kernel.reading import Format
from liaison.publish.declared import is_deposited
from liaison.publish.names import hidden
from liaison.publish.sentences import sentence


@dataclass(frozen=True, slots=True)
class Told:
    """One edition's way here."""

    edition: Edition
    sentence: Markup
    changes: str
    sha256: str
    copy: str = ""  # name of the capture that is given out as it came

    @property
    def form(self) -> Format:
        """What kind of file it is."""
        return Format(self.edition.format)

    @property
    def size(self) -> int:
        """Of the bytes as they came."""
        return self.edition.capture.size


def tell(
    edition: Edition, captures: Sequence[Capture], language: str, *, given: bool = False
) -> Told:
    """What the captures of an edition's address, oldest first, say of it.

    `given`: a reader gets the bytes as they came (`liaison.publish.copies`).
    """
    changed = changes_among(captures)
    changes = _changes(captures, changed, language)
    taken = edition.capture
    name = capture_name(taken) if given else ""
    return Told(edition, _taken(edition, language), changes, taken.sha256, name)


def capture_name(capture: Capture) -> str:
    """What a capture is called: the key of its address, and the second of its capture in UTC.

    Both stand in the WARC file, so a catalogue rebuilt from the archive gives the same names.
    """
    moment = capture.fetched_at.astimezone(dt.UTC)
    return f"{capture.address_key}-{moment:%Y%m%d%H%M%S}"


def web_address(address: str) -> str:
    """The address, if a browser may be sent there; "" otherwise.

    What was brought by hand, or lies in a folder, has an address that means nothing elsewhere and
    may tell of the machine that it lay on. One that holds a withdrawn name is shown to nobody.
    """
    if urlsplit(address).scheme not in ("http", "https") or hidden().stand_in(address):
        return ""
    return address


def _taken(edition: Edition, language: str) -> Markup:
    taken = edition.capture
    address = web_address(edition.address)
    if is_deposited(taken.source_id):
        return sentence(
            _("Deposited on %(day)s with whoever runs this site."),
            day=written_day(taken.fetched_at.date(), language),
        )
    moment = written_moment(taken.fetched_at, language)
    if not address:
        return sentence(_("Captured on %(moment)s from a file."), moment=moment)
    return sentence(
        _("Captured on %(moment)s from %(address)s."),
        moment=moment,
        address=Markup('<bdi class="address">{}</bdi>').format(address),
    )


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
    if len(captures) > 1 and not is_deposited(captures[-1].source_id):
        return _("It was the same each time it was fetched since %(first)s.") % {
            "first": written_day(captures[0].fetched_at.date(), language)
        }
    return ""
