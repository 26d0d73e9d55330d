"""What an address may ask for in vain; `answers` turns each into a page with its status."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from liaison.kernel.errors import HomeUnusable, LiaisonError, MistakenInput


@dataclass(frozen=True, slots=True)
class Offer:
    """A way out of a mistaken address: what some of its parameters should be instead.

    An empty choice leaves a parameter out; `words` are those of the link, "" for the usual ones.
    """

    values: Mapping[str, Sequence[str]]
    words: str = ""


class MistakenQuery(MistakenInput):
    """An address asks for something that does not exist. Answered with 400.

    `what` and `way_out` are for programs, in the codes that addresses are made of; `said` is the
    same for readers, who are offered links instead of codes. `parameter` is the one that is wrong,
    `nearest` what was probably meant.
    """

    def __init__(
        self,
        what: str,
        way_out: str = "",
        *,
        said: str = "",
        offers: Sequence[Offer] = (),
        parameter: str = "",
        nearest: str = "",
    ) -> None:
        self.said = said or what
        self.parameter = parameter
        self.nearest = nearest
        self.offers = offers
        super().__init__(what, way_out)


class NamesUnknown(HomeUnusable):
    """Which names are withdrawn cannot be told, so no text may be shown. Answered with 503."""


class TooManyAtOnce(LiaisonError):
    """As many large files or forms are on their way as the site can take. Answered with 503."""

    def __init__(self) -> None:
        super().__init__("too much is on its way at once", "try again in a minute")


class TooLarge(LiaisonError):
    """More was sent than any form of this site holds. Answered with 413."""

    def __init__(self) -> None:
        super().__init__("more was sent than a form holds")


class Withdrawn(LiaisonError):
    """A document was taken out of the record: since when, and why. Answered with 410.

    Not by whom: whoever decided it answers to the other editors, not to everyone.
    """

    def __init__(self, identifier: str, why: str, since: dt.datetime | None) -> None:
        self.why = why
        self.since = since
        super().__init__(f"{identifier} was withdrawn", why)


class Kept(StrEnum):
    """Why the bytes of a capture are not given out."""

    TERMS = "terms"  # the terms of a source do not allow it
    BY_HAND = "by_hand"  # nobody published them: a person brought the file
    NAMED = "named"  # a withdrawn name stands in them
    UNCHECKED = "unchecked"  # whether one does cannot be told


class NotGiven(LiaisonError):
    """A capture is kept, but not given out as it came. Answered with 403.

    `document` is the one whose page says what may be shown; `original` is "" where there is none.
    """

    def __init__(self, why: Kept, document: str, original: str) -> None:
        self.why = why
        self.document = document
        self.original = original
        super().__init__(f"the capture is not given out ({why.value})")


class CaptureDamaged(HomeUnusable):
    """The bytes of a capture, or of a kept compendium, cannot be read. Answered with 503."""
