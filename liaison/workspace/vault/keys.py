"""Keys, what is derived from them, and how they are sealed under one another.

HKDF is that of RFC 5869 with SHA-256; what is sealed is one byte that says how (1), a random nonce
of 12 bytes, and the content by ChaCha20-Poly1305 (RFC 8439). A key seals few things: nonces do not
meet.
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
_HOW = b"\x01"  # another way of sealing gets another byte


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
        sealed = ChaCha20Poly1305(self.secret).encrypt(nonce, content, context.encode())
        return _HOW + nonce + sealed

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """What was sealed. Raises WrongKey where the key, the context or the content is another."""
        how, nonce, content = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            if how != _HOW:
                raise ValueError(how)  # noqa: TRY301 (as all that does not open)
            return ChaCha20Poly1305(self.secret).decrypt(nonce, content, context.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongKey("this key does not open it", "look for the right one") from error
