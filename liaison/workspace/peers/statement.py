"""Signed statements: what an organisation says of itself, of what it got, of what it publishes.

A JSON object of three: `said`, itself JSON as a text, so that nothing has to be written in one way
alone; `key`, the public key in hexadecimal; `signature`, by it, over the format, a line's end and
the text as UTF-8. docs/reference/envelopes.md describes them.
"""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from liaison.workspace.peers.errors import NewerStatement, NoStatement
from liaison.workspace.vault.pairs import Signer, signed_by

LARGEST = 65_536  # bytes
_DEEPEST = 6
_PARTS = {"said", "key", "signature"}


def write(form: str, values: Mapping[str, Any], signer: Signer) -> str:
    """The statement, with its `format` first."""
    said = json.dumps({"format": form, **values}, ensure_ascii=False)
    signature = signer.sign(_signed(form, said))
    return json.dumps(
        {"said": said, "key": signer.public.hex(), "signature": signature.hex()}, ensure_ascii=False
    )


def read(form: str, text: str | bytes, fields: AbstractSet[str]) -> tuple[dict[str, Any], bytes]:
    """What it says, without the format, and the key that signed it.

    Raises NewerStatement where it is of another format or has fields beside these, NoStatement for
    all else that is not as it should be.
    """
    outer = strict_json(text)
    if not isinstance(outer, dict) or set(outer) != _PARTS:
        raise _not_one()
    said = outer["said"]
    key, signature = from_hex(outer["key"], 32), from_hex(outer["signature"], 64)
    if not isinstance(said, str) or not signed_by(key, signature, _signed(form, said)):
        raise NoStatement("its signature does not hold", "it was altered: ask for it once more")
    values = strict_json(said)
    if not isinstance(values, dict) or values.pop("format", None) != form:
        raise _not_one()
    if set(values) - fields:
        raise NewerStatement("it was made by a newer version", "bring this one up to date")
    if set(values) != fields:
        raise _not_one()
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
        raise _not_one() from error
    return values


def from_hex(said: object, size: int) -> bytes:
    """Bytes as small hexadecimal digits. Raises NoStatement where they are not `size` of them."""
    if isinstance(said, str) and len(said) == size * 2 and not set(said) - set("0123456789abcdef"):
        return bytes.fromhex(said)
    raise _not_one()


def _signed(form: str, said: str) -> bytes:
    return f"{form}\n{said}".encode("utf-8", "replace")


def _not_one() -> NoStatement:
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
