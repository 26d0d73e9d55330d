"""How what identifies somebody is sealed: JSON under the person's own key, for one place alone.

The context names the person, the facet and its version: a text that was moved to another row, or
brought back from an earlier one, does not open.
"""

import json
from collections.abc import Mapping
from typing import Any

from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key


def facet_context(reference: str, facet: Facet, version: int) -> str:
    """Of one text of one facet."""
    return f"person {reference} facet {facet} version {version}"


def file_context(owner: str, reference: str) -> str:
    """Of a file; `owner`: "person" or "note", and its reference."""
    return f"{owner} file {reference}"


def consent_context(reference: str) -> str:
    """Of the name of who spoke for somebody."""
    return f"consent {reference}"


def sealed(key: Key, content: Mapping[str, Any], context: str) -> bytes:
    """Sealed JSON."""
    return key.seal(json.dumps(content, ensure_ascii=False).encode(), context)


def unsealed(key: Key, content: bytes, context: str) -> dict[str, Any]:
    """What was sealed. Raises VaultUnusable for what is damaged or belongs elsewhere."""
    try:
        found: dict[str, Any] = json.loads(key.unseal(content, context))
    except WrongKey as error:
        raise VaultUnusable(
            "something sealed is damaged, or was moved from elsewhere",
            "restore a backup: what is here was changed by nobody who works in it",
        ) from error
    return found
