"""Passwords that are long and soon guessed all the same."""

import re
import unicodedata
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from liaison.workspace.policy.members import Role
from liaison.workspace.vault import opened

OF_HERE = ("liaison", "vault", "defender", "passphrase", "password", *(role.value for role in Role))
"""What somebody who knows this house tries first; with the name of the vault and its parts."""

_LEFT = 8  # characters that have to be left of a password without these words
_SHORTEST_WORD = 4
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_REPEATED = re.compile(r"(.{1,6}?)\1+.{0,5}", re.DOTALL)


class SoonGuessed:
    """Refuses words of this house, common passwords with digits around, a few signs repeated."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError."""
        del user
        typed = unicodedata.normalize("NFKC", password).casefold()
        rest = typed
        for word in words_of_here():
            rest = rest.replace(word, "")
        if len(rest) < _LEFT and rest != typed:
            raise ValidationError(_("This is made of words that everybody here would try."))
        if _AROUND.sub("", typed) in _common() or _REPEATED.fullmatch(typed):
            raise ValidationError(_("This is a common password, only longer."))

    def get_help_text(self) -> str:
        """Nothing: forms say what is better."""
        return ""


def words_of_here() -> list[str]:
    """Words of the house and of the vault at hand, the longest first."""
    vault = opened.here()
    name = vault.place.name if vault is not None else ""
    words = {*OF_HERE, name, *name.split("-")}
    return sorted((word for word in words if len(word) >= _SHORTEST_WORD), key=len, reverse=True)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
