"""Pairs of keys: one to sign with (Ed25519, RFC 8032), one to be sealed to (age, X25519).

What is sealed is in the age format (https://age-encryption.org/v1): whoever has the identity opens
it with any program that speaks it.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from liaison.kernel.signed import signed_by
from liaison.workspace.vault.errors import WrongKey

__all__ = ["Identity", "Signer", "is_recipient", "open_with", "seal_to", "signed_by"]

SIZE = 32  # bytes of either half of a pair to sign with


@dataclass(frozen=True, slots=True)
class Signer:
    """A secret of 32 bytes that signs; it never shows what it is."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "Signer":
        """One that nobody has."""
        return cls(secrets.token_bytes(SIZE))

    @property
    def public(self) -> bytes:
        """What others know it by: 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    def sign(self, said: bytes) -> bytes:
        """The signature: 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(said)


@dataclass(frozen=True, slots=True)
class Identity:
    """What opens that which was sealed to its recipient; it never shows what it is."""

    secret: str = field(repr=False)

    @classmethod
    def new(cls) -> "Identity":
        """One that nobody has."""
        return cls(str(x25519.Identity.generate()))

    @property
    def recipient(self) -> str:
        """What others seal to: `age1…`."""
        return str(x25519.Identity.from_str(self.secret).to_public())


def is_recipient(said: str) -> bool:
    """Whether something can be sealed to this."""
    try:
        return str(x25519.Recipient.from_str(said)) == said
    except pyrage.RecipientError:
        return False


def seal_to(recipient: str, content: bytes) -> bytes:
    """Sealed to one recipient. Raises WrongKey for what is none."""
    try:
        sealed: bytes = pyrage.encrypt(content, [x25519.Recipient.from_str(recipient)])
    except pyrage.RecipientError as error:
        raise WrongKey("nothing can be sealed to this", "ask for another card") from error
    return sealed


def open_with(identities: Iterable[Identity], sealed: bytes) -> bytes:
    """What was sealed to one of them. Raises WrongKey where it was to none, or was altered."""
    known = [x25519.Identity.from_str(one.secret) for one in identities]
    try:
        content: bytes = pyrage.decrypt(sealed, known)
    except (pyrage.DecryptError, ValueError) as error:
        raise WrongKey("none of these keys opens it", "ask for it once more") from error
    return content
