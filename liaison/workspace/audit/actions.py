"""Writing into the log of the vault at hand."""

import hashlib
import hmac
import re

from django.db import transaction

from liaison.kernel.clock import utc_now
from liaison.workspace.audit import chain
from liaison.workspace.audit.models import Entry
from liaison.workspace.audit.queries import head
from liaison.workspace.vault import opened
from liaison.workspace.vault.lasting import lasting

_ACTION = re.compile(r"[a-z]+(?:[.-][a-z]+)+")
_DETAIL = re.compile(r"(?:[a-z-]+=[a-z0-9,.:/_-]*(?: |$))*")
_REFERENCE = 16  # bytes


def log(action: str, *, actor: str = "", subject: str = "", **detail: str | int) -> chain.Head:
    """Write what was done, within the transaction that does it; give back the new head.

    `actor` and `subject` are references, see `reference`; `detail` are codes and counts. Raises
    ValueError for words: they could name somebody, and a log is never erased.
    """
    said = " ".join(f"{name.replace('_', '-')}={value}" for name, value in sorted(detail.items()))
    if not (_ACTION.fullmatch(action) and _DETAIL.fullmatch(said)):
        raise ValueError(f"not for the log: {action!r:.60} with {sorted(detail)}")
    vault = opened.current()
    with transaction.atomic(using=vault.alias):
        last = head()
        number, at = last.number + 1, chain.moment(utc_now())
        made = chain.digest(last.digest, number, at, actor, action, subject, said)
        Entry.objects.create(
            number=number,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            detail=said,
            before=last.digest,
            digest=made,
        )
    return chain.Head(number, made)


def reference(kind: str, identifier: object) -> str:
    """What stands in the log for a member, a person, an envelope: the same within one vault alone.

    With the vault's keys one can look a known person up; from the log nobody learns who it is.
    """
    key = lasting("references of the log").secret
    said = f"{kind} {identifier}".encode()
    return hmac.new(key, said, hashlib.sha256).digest()[:_REFERENCE].hex()
