"""Sealing envelopes into parcels, and envelopes that are answers."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import groups, limits
from liaison.workspace.envelopes.format import Contents
from liaison.workspace.envelopes.manifest import (
    Manifest,
    Offered,
    Recipient,
    Sender,
    Subject,
    Terms,
)
from liaison.workspace.envelopes.models import Envelope, Parcel
from liaison.workspace.envelopes.queries import heads
from liaison.workspace.envelopes.states import Stage, State
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.terms import Level, Purpose, Urgency, Use


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, or something else that is not composed. `author`: None where nobody wrote it."""

    kind: str
    recipient: str
    in_reply_to: str = ""
    body: Mapping[str, Any] | None = None
    purpose: Purpose = Purpose.PROTECTION
    author: int | None = None


def new_identifier() -> str:
    """128 bits by chance."""
    return secrets.token_hex(16)


def seal_parcel(
    row: Envelope, stage: Stage, contents: Contents, offered: Offered | None, now: dt.datetime
) -> Parcel:
    """Seal it to its recipient's key as it is now, and queue it. Raises NotPinned, NotTaken."""
    peer = peers.check_pinned(row.recipient)
    us = peers.known_as()
    identifier = row.contents_identifier if stage is Stage.CONTENTS else row.identifier
    manifest = Manifest(
        identifier,
        row.kind,
        Level(row.level),
        Sender(us.card.identifier, us.card.key, us.card.rotations),
        Recipient(peer.identifier, peer.recipient),
        Terms(Use(row.use), Purpose(row.purpose), row.may_forward, row.expires),
        now,
        row.identifier if stage is Stage.CONTENTS else row.in_reply_to,
        subject_of(row),
        offered,
        _others(row),
        heads.ours_now(),
        heads.last_of(row.recipient),
    )
    sealed = form.seal(form.pack(manifest, contents, us.signer), peer.recipient)
    made = Parcel.objects.create(
        envelope=row,
        identifier=identifier,
        stage=stage,
        sealed=sealed,
        sha256=hashlib.sha256(sealed).digest(),
        size=len(sealed),
        expires=row.expires,
        next_try=now,
    )
    log(
        "envelope.sealed",
        subject=reference("envelope", row.identifier),
        stage=stage,
        level=row.level,
        kind=row.kind,
        to=reference("peer", row.recipient),
        facets=",".join(sorted(contents.facets)),
        files=len(contents.attachments),
    )
    return made


def say(said: Said, now: dt.datetime) -> Envelope:
    """Seal and queue something that nobody composes. Raises NotPinned."""
    row = Envelope.objects.create(
        identifier=new_identifier(),
        contents_identifier=new_identifier(),
        batch=new_identifier(),
        kind=said.kind,
        level=Level.NOTICE,
        recipient=said.recipient,
        use=Use.KNOW_ONLY,
        purpose=said.purpose,
        expires=now + limits.USUAL,
        body=dict(said.body or {}),
        in_reply_to=said.in_reply_to,
        author=said.author,
        made=now,
        state=State.QUEUED,
        state_at=now,
    )
    seal_parcel(row, Stage.WHOLE, Contents(row.body, {}), None, now)
    return row


def subject_of(row: Envelope) -> Subject:
    """What it is about, as the manifest has it."""
    said = {"urgency": Urgency.C, **row.subject}
    return Subject(
        str(said.get("what", "")),
        str(said.get("country", "")),
        str(said.get("period", "")),
        Urgency(said["urgency"]),
    )


def move(row: Envelope, state: State, now: dt.datetime, problem: str = "") -> None:
    """Another state. The caller writes the entry of the log."""
    row.state, row.state_at, row.problem = state, now, problem
    row.save(update_fields=["state", "state_at", "problem"])


def _others(row: Envelope) -> tuple[str, ...]:
    """Who else gets it, where the sender wanted that told."""
    if not row.tell_others:
        return ()
    found = Envelope.objects.filter(batch=row.batch).exclude(pk=row.pk)
    others = tuple(sorted(found.values_list("recipient", flat=True)))
    # Since it was written they may have come into a sealed circle together.
    return others if groups.may_be_told((*others, row.recipient)) else ()
