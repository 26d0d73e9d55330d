"""The words of the links in mails, and the digests by which the site knows them again."""

import hashlib
import hmac
from dataclasses import dataclass

from pyrage import x25519

_BYTES = 18
_MARK = b"liaison-mark"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the links to confirm a subscription and to change or end it."""

    confirm: str
    manage: str


def words_of(secret: str) -> Words:
    """Those of a subscription, by its secret."""
    return Words(_word(secret, "confirm"), _word(secret, "manage"))


def digest_of(word: str) -> str:
    """What is kept of the word of a link. It is random, so nobody finds it by trying."""
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


def mark_of(address: str, private: x25519.Identity) -> str:
    """By which mailing knows an address again. Whoever lacks the private key cannot try any."""
    key = hashlib.sha256(_MARK + str(private).encode()).digest()
    return hmac.new(key, address.casefold().encode(), hashlib.sha256).hexdigest()


def _word(secret: str, purpose: str) -> str:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()[:_BYTES].hex()
