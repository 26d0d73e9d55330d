"""The recovery key: what is printed once, and typed in when a passphrase is lost.

32 random bytes and 3 of their SHA-256, as 56 letters and digits of Crockford's base 32 in groups
of four: no letter looks like a digit, and a slip of the pen is told from a wrong key.
"""

import base64
import hashlib

from liaison.workspace.vault.errors import WrongKey
from liaison.workspace.vault.keys import SIZE, Key

_RFC4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITE = str.maketrans(_RFC4648, _CROCKFORD)
_READ = str.maketrans(_CROCKFORD + "ILO", _RFC4648 + "BBA")  # I and L are read as 1, O as 0
_CHECK = 3  # bytes
_LENGTH = 56
_GROUP = 4


def written(key: Key) -> str:
    """The key as it is printed: 14 groups of four."""
    whole = base64.b32encode(key.secret + _check(key.secret)).decode().translate(_WRITE)
    return "-".join(whole[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read(typed: str) -> Key:
    """The key that was printed so, however it is spaced. Raises WrongKey for a slip."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != _LENGTH or not set(signs) <= set(_CROCKFORD + "ILO"):
        raise WrongKey(
            f"a recovery key has {_LENGTH} letters and digits; these are {len(signs)}",
            "copy all 14 groups of four",
        )
    whole = base64.b32decode(signs.translate(_READ))
    secret, check = whole[:SIZE], whole[SIZE:]
    if check != _check(secret):
        raise WrongKey("a letter or digit of the recovery key is wrong", "compare it once more")
    return Key(secret)


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"liaison recovery key" + secret).digest()[:_CHECK]
