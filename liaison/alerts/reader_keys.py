"""A reader's own key: age or OpenPGP, so that mails can be read by nobody else."""

import re
from dataclasses import dataclass

import pyrage
from pyrage import ssh, x25519
from pysequoia import Cert, encrypt

from liaison.kernel.errors import LiaisonError

LONGEST = 100_000  # characters: keys with many signatures are long
_AGE = re.compile(r"age1[0-9a-z]{50,}")
_ARMOUR = "-----BEGIN PGP PUBLIC KEY BLOCK-----"


class NoKey(LiaisonError):
    """What was given as a key cannot be encrypted to."""


@dataclass(frozen=True, slots=True)
class Encrypted:
    """Bytes that only the reader can read, armoured, and in which format they are."""

    format: str  # "age" or "openpgp"
    armoured: bytes


def check_key(key: str) -> None:
    """Raise NoKey unless something can be encrypted to this key."""
    if len(key) > LONGEST:
        raise NoKey("this key is too long")
    encrypt_to(key, b"")


def encrypt_to(key: str, plain: bytes) -> Encrypted:
    """Encrypt to a reader's key. Raises NoKey."""
    text = key.strip()
    try:
        if _ARMOUR in text:
            return Encrypted("openpgp", _openpgp(text, plain))
        if _AGE.fullmatch(text):
            recipient = x25519.Recipient.from_str(text)
            return Encrypted("age", pyrage.encrypt(plain, [recipient], armored=True))
        if text.startswith("ssh-"):
            return Encrypted(
                "age", pyrage.encrypt(plain, [ssh.Recipient.from_str(text)], armored=True)
            )
    except (pyrage.RecipientError, pyrage.EncryptError, ValueError, RuntimeError):
        raise NoKey("this key cannot be used") from None  # the cause may name its owner
    except BaseException as error:
        # What breaks an assumption of the Rust behind it is no Exception, importable from nowhere.
        if type(error).__name__ == "PanicException":
            raise NoKey("this key cannot be used") from None
        raise
    raise NoKey("this is no key")


def _openpgp(text: str, plain: bytes) -> bytes:
    cert = Cert.from_bytes(text.encode())
    if cert.has_secret_keys:
        raise NoKey("this is a private key")
    made: bytes = encrypt(plain, [cert])
    return made
