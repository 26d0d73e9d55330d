"""The card that one organisation gives another: who it is, where its node is, what to seal to.

Pure. A card is signed by the organisation's present key. Its identifier is the SHA-256 of its first
key and stays the same when keys are changed: each key was signed by the one before, and the card
brings that chain along.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from liaison.workspace.peers import statement
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.vault.pairs import Signer, is_recipient, signed_by

FORMAT = "liaison-card-1"
LONGEST_NAME = 120
_ROTATION = b"liaison-rotation-1\n"
_FIELDS = {"identifier", "names", "address", "certificate", "recipient", "rotations", "made"}
_MOST_NAMES = 5
_MOST_ROTATIONS = 100
_HERE = "localhost"  # of the demo: the courier goes there in the clear where it is told to alone
_ONION = re.compile(r"[a-z2-7]{56}\.onion")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True, slots=True)
class Rotation:
    """A key that was changed, and its signature of the key that took its place."""

    key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """Who an organisation is. `names`: what it is called, the first is the usual one.

    `address`: its node, `https://…` or `http://….onion`, or "" for one that is reached by files
    alone. `certificate`: the SHA-256 of the certificate its node answers with, or b"".
    """

    identifier: str
    key: bytes
    recipient: str
    names: tuple[str, ...]
    address: str
    certificate: bytes
    rotations: tuple[Rotation, ...]
    made: dt.datetime

    def descends_from(self, key: bytes) -> bool:
        """Whether its key is this one, or was signed by it, or by one that it had signed."""
        return key == self.key or any(key == one.key for one in self.rotations)


def identifier_of(key: bytes) -> str:
    """Of an organisation, by its first key."""
    return hashlib.sha256(key).hexdigest()


def rotation(old: Signer, new: bytes) -> Rotation:
    """A change of keys, signed by the old one."""
    return Rotation(old.public, old.sign(_ROTATION + new))


def write(card: Card, signer: Signer) -> str:
    """The card as it is handed over. `signer` has the secret of its key."""
    return statement.write(
        FORMAT,
        {
            "identifier": card.identifier,
            "names": list(card.names),
            "address": card.address,
            "certificate": card.certificate.hex(),
            "recipient": card.recipient,
            "rotations": rotations_written(card.rotations),
            "made": moment_written(card.made),
        },
        signer,
    )


def read(text: str | bytes) -> Card:
    """A card, after every check. Raises NoStatement."""
    said, key = statement.read(FORMAT, text.strip(), _FIELDS)
    rotations = rotations_read(said["rotations"])
    require_chain(said["identifier"], key, rotations)
    if not isinstance(said["recipient"], str) or not is_recipient(said["recipient"]):
        raise _wrong("nothing can be sealed to it")
    certificate = said["certificate"]
    return Card(
        said["identifier"],
        key,
        said["recipient"],
        _names(said["names"]),
        tidy_address(said["address"]),
        statement.from_hex(certificate, 32) if certificate != "" else b"",
        rotations,
        moment_read(said["made"]),
    )


def require_chain(identifier: object, key: bytes, rotations: Sequence[Rotation]) -> None:
    """Raise NoStatement unless this key is the first of who has the identifier, or descends."""
    keys = [*(one.key for one in rotations), key]
    held = all(
        signed_by(one.key, one.signature, _ROTATION + after)
        for one, after in zip(rotations, keys[1:], strict=True)
    )
    if identifier != identifier_of(keys[0]) or not held or len(set(keys)) != len(keys):
        raise _wrong("its key is not that of who it says it is")


def rotations_written(rotations: Sequence[Rotation]) -> list[dict[str, str]]:
    """As they stand in JSON."""
    return [{"key": one.key.hex(), "signature": one.signature.hex()} for one in rotations]


def rotations_read(said: object) -> tuple[Rotation, ...]:
    """From JSON. Raises NoStatement; whether they hold is for `require_chain`."""
    if not isinstance(said, list) or len(said) > _MOST_ROTATIONS:
        raise _wrong("its changes of keys cannot be read")
    if not all(isinstance(one, dict) and set(one) == {"key", "signature"} for one in said):
        raise _wrong("its changes of keys cannot be read")
    return tuple(
        Rotation(statement.from_hex(one["key"], 32), statement.from_hex(one["signature"], 64))
        for one in said
    )


def tidy_name(said: object) -> str:
    """A name as it is kept. Raises NoStatement for one with signs that nobody sees."""
    if not isinstance(said, str):
        raise _wrong("a name in it is no text")
    tidy = " ".join(unicodedata.normalize("NFC", said).split())
    if not 0 < len(tidy) <= LONGEST_NAME or any(
        unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in tidy
    ):
        raise _wrong("a name in it is empty, too long, or has signs that nobody sees")
    return tidy


def tidy_address(said: object) -> str:
    """An address of a node as it is kept. Raises NoStatement for what nothing can be sent to."""
    if said == "":
        return ""
    try:
        parts = urlsplit(said if isinstance(said, str) and said.isascii() else "")
        _ = parts.port
    except ValueError as error:
        raise _wrong("its address is none") from error
    host = parts.hostname or ""
    onion = _ONION.fullmatch(host) is not None
    if (
        not (parts.scheme == "https" or (parts.scheme == "http" and (onion or host == _HERE)))
        or parts.username is not None
        or parts.query
        or parts.fragment
        or len(parts.geturl()) > 200  # noqa: PLR2004 (characters, as much as the table takes)
        or not host
        or set(parts.geturl()) & set(" <>\"'\\")
    ):
        raise _wrong("its address is neither https://… nor an onion service")
    return parts.geturl().rstrip("/")


def moment_written(moment: dt.datetime) -> str:
    """In UTC, to the second."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_read(said: object) -> dt.datetime:
    """Raise NoStatement for what is no moment."""
    if not isinstance(said, str) or not _MOMENT.fullmatch(said):
        raise _wrong("a moment in it cannot be read")
    try:
        return dt.datetime.fromisoformat(said)
    except ValueError as error:
        raise _wrong("a moment in it cannot be read") from error


def _names(said: Any) -> tuple[str, ...]:  # noqa: ANN401 (any JSON)
    if not isinstance(said, list) or not 0 < len(said) <= _MOST_NAMES:
        raise _wrong("it does not say who it is")
    return tuple(tidy_name(one) for one in said)


def _wrong(what: str) -> NoStatement:
    return NoStatement(f"this card cannot be used: {what}", "ask for another one")
