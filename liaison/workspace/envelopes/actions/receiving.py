"""Taking envelopes in: checked, kept under a key of its own, answered with a receipt.

Nothing is half here: what is kept, what it does, the entry in the log and what goes into the
receipt are one transaction. The key is made before it; killed in between, it is the key of nothing.
"""

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass

from django.db import transaction

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import kinds, limits, material
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.actions import heads
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.format import Contents
from liaison.workspace.envelopes.kinds import Arrival
from liaison.workspace.envelopes.manifest import Manifest
from liaison.workspace.envelopes.models import Received, ReceivedFile, Refusal, Seen
from liaison.workspace.envelopes.queries import came
from liaison.workspace.envelopes.queries import heads as known_heads
from liaison.workspace.envelopes.receipt import Receipt
from liaison.workspace.envelopes.states import Place
from liaison.workspace.peers import queries as peers
from liaison.workspace.peers.queries import Ourselves
from liaison.workspace.policy.terms import Level
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an envelope of somebody known: a receipt for its sender, and why it was refused.

    `reference`: under which it is here, where it is something to be read.
    """

    receipt: str
    refused: Code | None
    sender: str
    reference: str = ""


def receive(*, sealed: bytes, now: dt.datetime) -> Taken:
    """Take an envelope. The same bytes twice are taken once, and get a receipt each time.

    Raises NotTaken where its sender is not known for certain: nobody gets a receipt then.
    """
    us = peers.known_as()
    digest = hashlib.sha256(sealed).digest()
    try:
        manifest, contents = form.unpack(form.unseal(sealed, us.identities))
        _check_sender(manifest)
    except NotTaken as error:
        refused(code=error.code, sender="", now=now)
        raise
    arrival = Arrival(manifest, contents, now)
    try:
        with transaction.atomic(using=opened.current().alias):
            kept = _take(arrival, digest, us)
            return Taken(_receipt(arrival, digest, None, us), None, arrival.sender, kept)
    except NotTaken as error:
        code = error.code
    refused(code=code, sender=arrival.sender, now=now)
    return Taken(_receipt(arrival, digest, code, us), code, arrival.sender)


def refused(*, code: Code, sender: str, now: dt.datetime) -> None:
    """Note what was not taken."""
    with transaction.atomic(using=opened.current().alias):
        Refusal.objects.create(at=now, sender=sender, code=code)
        last = Refusal.objects.order_by("-pk").values_list("pk", flat=True)
        if (oldest := last[limits.MOST_REFUSALS : limits.MOST_REFUSALS + 1].first()) is not None:
            Refusal.objects.filter(pk__lte=oldest).delete()
        subject = reference("peer", sender) if sender else ""
        log("envelope.refused", subject=subject, code=code)


def _check_sender(manifest: Manifest) -> None:
    """Raise NotTaken unless it is of somebody whose keys were compared."""
    peer = peers.by_identifier(manifest.sender.identifier)
    if peer is None:
        raise NotTaken(Code.UNKNOWN_SENDER)
    if peer.standing != peers.PINNED:
        raise NotTaken(Code.NOT_PINNED)
    key = bytes(peer.key)
    if key != manifest.sender.key and all(one.key != key for one in manifest.sender.rotations):
        raise NotTaken(Code.CHANGED_KEY)


def _take(arrival: Arrival, digest: bytes, us: Ourselves) -> str:
    """Keep it; give back its reference, "" for what is not read. Raises NotTaken."""
    manifest = arrival.manifest
    if _same(arrival, digest):
        return _here(arrival)
    _check(arrival, us)
    kind = kinds.known(manifest.kind)
    offer = _accepted_offer(arrival)
    Seen.objects.create(
        sender=arrival.sender, identifier=manifest.identifier, sha256=digest, at=arrival.now
    )
    if kind.arrives is not None:
        kind.arrives(arrival)
    kept = ""
    if kind.listed:
        row = offer or _new(arrival)
        _keep(arrival, row)
        kept = row.reference
    log(
        "envelope.kept",
        subject=reference("received", kept) if kept else "",
        kind=manifest.kind,
        level=manifest.level,
        sender=reference("peer", arrival.sender),
        old_key=int(manifest.recipient.key != us.card.recipient),
    )
    heads.remember(
        peer=arrival.sender, theirs=manifest.head, ours=manifest.remembered, at=manifest.made
    )
    return kept


def _here(arrival: Arrival) -> str:
    """Under which reference something is here, by its own name or as what an offer was of."""
    names = (arrival.manifest.identifier, arrival.manifest.in_reply_to)
    row = Received.objects.filter(sender=arrival.sender, identifier__in=names).first()
    return row.reference if row is not None else ""


def _check(arrival: Arrival, us: Ourselves) -> None:
    manifest, now = arrival.manifest, arrival.now
    ours = {one.recipient for one in us.identities}
    if manifest.recipient.identifier != us.card.identifier or manifest.recipient.key not in ours:
        raise NotTaken(Code.OTHER_RECIPIENT)
    if manifest.made > now + limits.SKEW:
        raise NotTaken(Code.CLOCK)
    if manifest.terms.expires <= now - limits.SKEW:
        raise NotTaken(Code.EXPIRED)
    if manifest.offered is not None and (arrival.contents != form.EMPTY):
        raise NotTaken(Code.UNREADABLE)
    if manifest.level is not Level.FULL and (
        arrival.contents.facets or arrival.contents.attachments or manifest.offered is not None
    ):
        raise NotTaken(Code.UNREADABLE)
    for attachment in arrival.contents.attachments:
        material.check_attachment(attachment)


def _same(arrival: Arrival, digest: bytes) -> bool:
    """Whether these bytes were taken already. Raises NotTaken for others under the same name."""
    seen = Seen.objects.filter(
        sender=arrival.sender, identifier=arrival.manifest.identifier
    ).first()
    if seen is not None and bytes(seen.sha256) != digest:
        raise NotTaken(Code.REPLAY)
    return seen is not None


def _accepted_offer(arrival: Arrival) -> Received | None:
    """The offer that these are the contents of. Raises NotTaken for contents nobody asked for."""
    manifest, contents = arrival.manifest, arrival.contents
    if manifest.level is not Level.FULL or manifest.offered is not None:
        return None
    row = Received.objects.filter(
        identifier=manifest.in_reply_to, sender=arrival.sender, place=Place.ACCEPTED
    ).first()
    if row is None:
        raise NotTaken(Code.NOT_ASKED_FOR)
    offered = row.offered or {"facets": (), "files": ()}
    if not set(contents.facets) <= set(offered["facets"]):
        raise NotTaken(Code.NOT_ASKED_FOR)
    if len(contents.attachments) > len(offered["files"]):
        raise NotTaken(Code.NOT_ASKED_FOR)
    return row


def _new(arrival: Arrival) -> Received:
    manifest = arrival.manifest
    subject, offered = manifest.subject, manifest.offered
    return Received(
        reference=secrets.token_hex(16),
        sender=arrival.sender,
        identifier=manifest.identifier,
        kind=manifest.kind,
        level=manifest.level,
        use=manifest.terms.use,
        purpose=manifest.terms.purpose,
        may_forward=manifest.terms.may_forward,
        also_to=list(manifest.also_to),
        made=manifest.made,
        expires=manifest.terms.expires,
        arrived=arrival.now,
        subject={
            "what": subject.what,
            "country": subject.country,
            "period": subject.period,
            "urgency": subject.urgency,
        },
        offered=None
        if offered is None
        else {
            "facets": list(offered.facets),
            "files": [{"media_type": kind, "size": size} for kind, size in offered.files],
        },
        in_reply_to=manifest.in_reply_to,
        contents=b"",
    )


def _keep(arrival: Arrival, row: Received) -> None:
    """Write it down: an offer as it is, anything else with what it holds under its key."""
    row.place_at = arrival.now
    if arrival.manifest.offered is not None:
        row.place = Place.OFFERED
        row.save()
        return
    key = _key(row.reference)
    row.place = Place.KEPT
    row.contents = key.seal(_json(arrival.contents), f"{row.reference} contents")
    row.save()
    for number, one in enumerate(arrival.contents.attachments, start=1):
        ReceivedFile.objects.create(
            received=row,
            number=number,
            name=key.seal(one.name.encode(), f"{row.reference} name {number}"),
            media_type=one.media_type,
            size=len(one.content),
            sealed=key.seal(one.content, f"{row.reference} file {number}"),
        )


def _key(identifier: str) -> Key:
    """A key of its own; one that was made before a kill is taken again."""
    store, name = making.keys_of(opened.current()), came.key_name(identifier)
    return store.keys_of([name]).get(name) or store.make(name)


def _json(contents: Contents) -> bytes:
    held = {"body": contents.body, "facets": contents.facets}
    return json.dumps(held, ensure_ascii=False).encode()


def _receipt(arrival: Arrival, digest: bytes, code: Code | None, us: Ourselves) -> str:
    return receipts.write(
        Receipt(
            arrival.manifest.identifier,
            digest,
            code,
            arrival.now,
            known_heads.ours_now(),
            known_heads.last_of(arrival.sender),
        ),
        us.signer,
    )
