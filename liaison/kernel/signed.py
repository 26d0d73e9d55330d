"""Statements that an organisation signed, read strictly: Ed25519 (RFC 8032) over JSON as it stands.

docs/reference/envelopes.md describes them. Both halves read them: the vaults from other
organisations, the record what a vault gives it to publish.
"""

import json
from collections.abc import Set as AbstractSet
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from liaison.kernel.errors import MistakenInput

LARGEST = 65_536
"""Bytes of a statement, unless its reader takes more."""

_DEEPEST = 6
_PARTS = {"said", "key", "signature"}


class NoStatement(MistakenInput):
    """It is not in its form, or not signed by who it says."""


class NewerStatement(NoStatement):
    """It says more than this version knows."""


def signed_by(public: bytes, signature: bytes, said: bytes) -> bool:
    """Whether who has the secret to `public` signed this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def what_is_signed(form: str, said: str) -> bytes:
    """The bytes that a statement's signature is of."""
    return f"{form}\n{said}".encode("utf-8", "replace")


def read(
    form: str, text: str | bytes, fields: AbstractSet[str], most: int = LARGEST
) -> tuple[dict[str, Any], bytes]:
    """What a statement says, without the format, and the key that signed it.

    Raises NewerStatement where it has fields beside these, NoStatement for all else that is not as
    it should be.
    """
    outer = strict_json(text, most)
    if not isinstance(outer, dict) or set(outer) != _PARTS:
        raise not_one()
    said = outer["said"]
    key, signature = from_hex(outer["key"], 32), from_hex(outer["signature"], 64)
    if not isinstance(said, str) or not signed_by(key, signature, what_is_signed(form, said)):
        raise NoStatement("its signature does not hold", "it was altered: ask for it once more")
    values = strict_json(said, most)
    if not isinstance(values, dict) or values.pop("format", None) != form:
        raise not_one()
    if set(values) - fields:
        raise NewerStatement("it was made by a newer version", "bring this one up to date")
    if set(values) != fields:
        raise not_one()
    return values, key


def strict_json(text: str | bytes, most: int = LARGEST) -> Any:  # noqa: ANN401 (any JSON)
    """Values of a JSON text: no key twice, no number but whole ones, not deep, not long.

    Raises NoStatement.
    """
    try:
        if len(text) > most:
            raise ValueError  # noqa: TRY301 (as for all else that is wrong)
        decoded = text.decode() if isinstance(text, bytes) else text
        decoded.encode()
        values = json.loads(
            decoded, object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused
        )
        _require_shallow(values, _DEEPEST)
    except (ValueError, RecursionError) as error:
        raise not_one() from error
    return values


def from_hex(said: object, size: int) -> bytes:
    """Bytes as small hexadecimal digits. Raises NoStatement where they are not `size` of them."""
    if isinstance(said, str) and len(said) == size * 2 and not set(said) - set("0123456789abcdef"):
        return bytes.fromhex(said)
    raise not_one()


def not_one() -> NoStatement:
    """For what has not the form that was expected."""
    return NoStatement("it is not in the form that was expected", "ask for it once more")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refused(said: str) -> None:
    raise ValueError(said)


def _require_shallow(value: object, left: int) -> None:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if inner and not left:
        raise ValueError
    if isinstance(value, str):
        value.encode()  # half a surrogate pair is no text
    for one in inner:
        _require_shallow(one, left - 1)
