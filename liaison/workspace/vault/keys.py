"""Keys, what is derived from them, and how they are sealed under one another.

HKDF is that of RFC 5869 with SHA-256; sealing is ChaCha20-Poly1305 (RFC 8439) with a random nonce
of 12 bytes in front. A key seals few things: nonces do not meet.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from liaison.workspace.vault.errors import WrongKey

SIZE = 32  # bytes of every key
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Key:
    """A secret of 32 bytes; it never shows what it is."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no key."""
        if len(self.secret) != SIZE:
            raise WrongKey(
                f"a key has {SIZE} bytes, not {len(self.secret)}", "look where it comes from"
            )

    @classmethod
    def new(cls) -> "Key":
        """One that nobody has."""
        return cls(secrets.token_bytes(SIZE))

    def derive(self, purpose: str) -> "Key":
        """The key for one purpose: from it nobody finds this one, nor that of another purpose."""
        info = f"liaison vault: {purpose}".encode()
        return Key(HKDF(SHA256(), SIZE, salt=None, info=info).derive(self.secret))

    def seal(self, content: bytes, context: str) -> bytes:
        """Sealed so that it opens with this key in the same context alone."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(self.secret).encrypt(nonce, content, context.encode())

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """What was sealed. Raises WrongKey where the key, the context or the content is another."""
        nonce, content = sealed[:_NONCE], sealed[_NONCE:]
        try:
            return ChaCha20Poly1305(self.secret).decrypt(nonce, content, context.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongKey("this key does not open it", "look for the right one") from error
