"""Short words by which two people compare their organisations' keys, over the telephone say.

Pure. Both read the same: the digest is that of both organisations' keys, in the order of their
identifiers. Twelve words of eleven bits: who stands between the two and makes keys of his own for
both would need about 2^66 tries to have them meet.
"""

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from mnemonic import Mnemonic

WORDS = 12
_BITS = 11
_LISTS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}


@dataclass(frozen=True, slots=True)
class Party:
    """What is compared of an organisation."""

    identifier: str
    key: bytes
    recipient: str


def numbers(one: Party, other: Party) -> tuple[int, ...]:
    """Twelve numbers from 0 to 2047; the same whichever comes first."""
    digest = hashlib.sha256(b"liaison-words-1\n")
    for party in sorted((one, other), key=lambda party: party.identifier):
        for part in (party.identifier.encode(), party.key, party.recipient.encode()):
            digest.update(len(part).to_bytes(4, "big") + part)
    bits = int.from_bytes(digest.digest(), "big") >> (256 - WORDS * _BITS)
    return tuple(bits >> _BITS * place & 2047 for place in reversed(range(WORDS)))


def words(found: Iterable[int], language: str) -> tuple[str, ...]:
    """The same as words of a language; () for one that has no list: numbers are for everyone."""
    if language not in _LISTS:
        return ()
    known = _list(_LISTS[language])
    return tuple(known[number] for number in found)


def digits(found: Iterable[int]) -> tuple[str, ...]:
    """The same in groups of four digits."""
    return tuple(f"{number:04}" for number in found)


@functools.cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(Mnemonic(name).wordlist)
