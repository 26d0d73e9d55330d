"""Signed statements: what an organisation says of itself, of what it got, of what it publishes.

A JSON object of three: `said`, itself JSON as a text, so that nothing has to be written in one way
alone; `key`, the public key in hexadecimal; `signature`, by it, over the format, a line's end and
the text as UTF-8. docs/reference/envelopes.md describes them.
"""

import json
from collections.abc import Mapping
from typing import Any

from liaison.kernel.signed import LARGEST, from_hex, read, strict_json, what_is_signed
from liaison.workspace.vault.pairs import Signer

__all__ = ["LARGEST", "from_hex", "read", "strict_json", "write"]


def write(form: str, values: Mapping[str, Any], signer: Signer) -> str:
    """The statement, with its `format` first."""
    said = json.dumps({"format": form, **values}, ensure_ascii=False)
    signature = signer.sign(what_is_signed(form, said))
    return json.dumps(
        {"said": said, "key": signer.public.hex(), "signature": signature.hex()}, ensure_ascii=False
    )
