"""Addresses on their way to the mail worker: whoever keeps them cannot read them.

They are encrypted to an X25519 key in the format age (age-encryption.org/v1). The public half lies
in the home; the private half belongs where mail is sent from, and nowhere else.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

import pyrage
from pyrage import x25519

from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.kernel.home import Home, write_whole

_PUBLIC = "mail.pub"
_OWNER_ALONE = 0o600
_SECRET = 24  # bytes
_PADDED = (
    512  # bytes: what is sealed is filled up to a multiple, or its length would tell addresses
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is sealed: where a reader is written to, their own key ("": none), and a secret."""

    address: str
    key: str
    secret: str


def new_secret() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(_SECRET)


def make_keys(home: Home, private: Path) -> str:
    """Make a key pair: the private half into a new file, the public one into the home; give that.

    Raises MistakenInput where the file or a public key exists, HomeUnusable where none can be made.
    """
    public = home.root / _PUBLIC
    if public.exists():
        raise MistakenInput(
            f"{public} exists: addresses were sealed with it",
            "go on with its private key; only where that is lost, delete this file and begin anew",
        )
    identity = x25519.Identity.generate()
    try:
        private.touch(mode=_OWNER_ALONE, exist_ok=False)
        private.write_text(f"# public key: {identity.to_public()}\n{identity}\n", encoding="utf-8")
        write_whole(public, f"{identity.to_public()}\n")
    except FileExistsError as error:
        raise MistakenInput(f"{private} exists", "choose a new name: no key is replaced") from error
    except OSError as error:
        raise HomeUnusable(
            f"the keys cannot be written ({error.strerror or error})",
            "choose a folder that exists and has room",
        ) from error
    return str(identity.to_public())


def public_key(home: Home) -> x25519.Recipient | None:
    """The key that addresses are sealed with; None where mail is not set up.

    Raises HomeUnusable where the file is damaged.
    """
    path = home.root / _PUBLIC
    try:
        return x25519.Recipient.from_str(path.read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, pyrage.RecipientError) as error:
        raise HomeUnusable(f"{path} cannot be read", "restore it from a backup") from error


def private_key(path: Path) -> x25519.Identity:
    """The key that opens what was sealed. Raises MistakenInput for a file that holds none."""
    try:
        lines = path.read_text(encoding="utf-8").split()
        return x25519.Identity.from_str(next(one for one in lines if one.startswith("AGE-SECRET")))
    except FileNotFoundError as error:
        raise MistakenInput(
            f"no file {path}", "name the one that `liaison mail key` made"
        ) from error
    except (OSError, ValueError, StopIteration, pyrage.IdentityError):
        raise MistakenInput(
            f"{path} holds no private key", "name the file that `liaison mail key` made"
        ) from None  # the cause might hold a piece of the key


def require_pair(home: Home, private: x25519.Identity) -> None:
    """Raise MistakenInput unless the home's public key belongs to this private one."""
    public = public_key(home)
    if public is None or str(public) != str(private.to_public()):
        raise MistakenInput(
            "this private key is not that of the home",
            f"use the key that was made with {home.root / _PUBLIC}",
        )


def seal(reader: Reader, public: x25519.Recipient) -> str:
    """A reader as only the private key can read them, armoured."""
    plain = json.dumps(asdict(reader)).encode()
    plain = plain.ljust(-(-len(plain) // _PADDED) * _PADDED)
    made: bytes = pyrage.encrypt(plain, [public], armored=True)
    return made.decode()


def opened(sealed: str, private: x25519.Identity) -> Reader | None:
    """The reader; None where it was sealed with another key."""
    try:
        return Reader(**json.loads(pyrage.decrypt(sealed.encode(), [private])))
    except pyrage.DecryptError:
        return None
