"""Remembering the heads of logs."""

import datetime as dt

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes.manifest import Told
from liaison.workspace.envelopes.models import Head
from liaison.workspace.envelopes.queries import heads


def remember(*, peer: str, theirs: Told, ours: Told | None, at: dt.datetime) -> None:
    """What an envelope or a receipt of this organisation told, made at `at`."""
    before = heads.doubt_about(peer)
    _keep(peer, theirs, at, ours=False)
    if ours is not None:
        _keep(peer, ours, at, ours=True)
    after = heads.doubt_about(peer)
    if after is not None and before is None:
        log(
            "peer.log-rewritten" if after.rewritten else "peer.log-shorter",
            subject=reference("peer", peer),
            entry=after.number,
        )


def _keep(peer: str, told: Told, at: dt.datetime, *, ours: bool) -> None:
    if told.number:
        Head.objects.get_or_create(
            peer=peer, ours=ours, number=told.number, digest=told.digest, defaults={"at": at}
        )
