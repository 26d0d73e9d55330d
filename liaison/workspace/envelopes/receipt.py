"""What the recipient of an envelope says of it: kept or refused, signed. Pure."""

import datetime as dt
from dataclasses import dataclass

from liaison.workspace.envelopes.errors import Code
from liaison.workspace.envelopes.manifest import IDENTIFIER, Told
from liaison.workspace.peers import card, statement
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.vault.pairs import Signer

FORMAT = "liaison-receipt-1"
_FIELDS = {"envelope", "sealed", "outcome", "code", "at", "head", "remembered"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """`refused`: why it was not kept, or None. `sealed`: SHA-256 of the bytes that came."""

    envelope: str
    sealed: bytes
    refused: Code | None
    at: dt.datetime
    head: Told
    remembered: Told | None = None


def write(receipt: Receipt, signer: Signer) -> str:
    """As it goes back."""
    return statement.write(
        FORMAT,
        {
            "envelope": receipt.envelope,
            "sealed": receipt.sealed.hex(),
            "outcome": "refused" if receipt.refused else "kept",
            "code": receipt.refused or "",
            "at": card.moment_written(receipt.at),
            "head": _written(receipt.head),
            "remembered": _written(receipt.remembered) if receipt.remembered else None,
        },
        signer,
    )


def read(text: str | bytes) -> tuple[Receipt, bytes]:
    """A receipt and the key that signed it. Raises NoStatement."""
    said, key = statement.read(FORMAT, text, _FIELDS)
    identifier, code = said["envelope"], said["code"]
    if not isinstance(identifier, str) or not IDENTIFIER.fullmatch(identifier):
        raise _wrong()
    try:
        refused = Code(code) if code else None
    except ValueError as error:
        raise _wrong() from error
    if said["outcome"] != ("refused" if refused else "kept"):
        raise _wrong()
    remembered = said["remembered"]
    return Receipt(
        identifier,
        statement.from_hex(said["sealed"], 32),
        refused,
        card.moment_read(said["at"]),
        _told(said["head"]),
        _told(remembered) if remembered is not None else None,
    ), key


def _written(told: Told) -> dict[str, object]:
    return {"number": told.number, "digest": told.digest.hex()}


def _told(said: object) -> Told:
    if not isinstance(said, dict) or set(said) != {"number", "digest"}:
        raise _wrong()
    number = said["number"]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**53:
        raise _wrong()
    return Told(number, statement.from_hex(said["digest"], 32))


def _wrong() -> NoStatement:
    return NoStatement("this receipt is not in its form", "it is asked for again by itself")
