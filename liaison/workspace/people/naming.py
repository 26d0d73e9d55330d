"""Which names are taken: those that everybody reads as they are written.

Signs that turn the direction of writing or take no room (Unicode TR 36, 3.2 "Bidirectional text
spoofing") make one name look like another; nobody who types a name needs them.
"""

import unicodedata

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput

LONGEST = 200
"""Characters of one name."""

_JOINERS = "\u200c\u200d"  # Persian, Urdu and the scripts of India need them within words
_JOINING = ("Mn", "Mc", "Lo", "Lm")
_REFUSED = {
    "Cc": "control",
    "Cf": "unseen",
    "Cn": "unassigned",
    "Co": "unassigned",
    "Cs": "unassigned",
    "Zl": "control",
    "Zp": "control",
}


def tidy_name(typed: str) -> str:
    """As it is kept: composed (NFC), one space between words. Raises MistakenInput, naming no name.

    Half-width and other compatibility forms stay as they were typed: a name is its bearer's.
    """
    composed = unicodedata.normalize("NFC", typed)
    for place, sign in enumerate(composed):
        flaw = _REFUSED.get(unicodedata.category(sign))
        if sign in "\t\n\r " or flaw is None or _joins(composed, place):
            continue
        raise MistakenInput(*_said(flaw, f"U+{ord(sign):04X}"))
    tidy = " ".join(composed.split())
    if len(tidy) > LONGEST:
        raise MistakenInput(
            _("A name has more than %(most)s characters.") % {"most": LONGEST},
            _("Shorten it."),
        )
    if tidy and not any(unicodedata.category(sign)[0] in "LN" for sign in tidy):
        raise MistakenInput(_("A name has no letter."), _("Write it in any script."))
    return tidy


def _joins(text: str, place: int) -> bool:
    """Whether this is a joiner between two letters of a script that has them."""
    between = 0 < place < len(text) - 1
    return (
        text[place] in _JOINERS
        and between
        and all(unicodedata.category(text[at]) in _JOINING for at in (place - 1, place + 1))
    )


def _said(flaw: str, sign: str) -> tuple[str, str]:
    way_out = _("Type the name anew instead of pasting it.")
    if flaw == "unseen":
        return (
            _(
                "A name holds a sign that cannot be seen or turns the direction of writing"
                " (%(sign)s)."
            )
            % {"sign": sign},
            way_out,
        )
    if flaw == "unassigned":
        return _("A name holds a sign that no script has (%(sign)s).") % {"sign": sign}, way_out
    return _("A name holds a control character (%(sign)s).") % {"sign": sign}, way_out
