"""What a reader does at the site: ask to be written to, confirm it, change it, end it."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from pyrage import x25519

from liaison.alerts.addresses import mailbox
from liaison.alerts.links import digest_of, words_of
from liaison.alerts.models import Notice, Request, SavedSelection, Subscription
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.saved import Saved
from liaison.alerts.sealing import Reader, new_secret, seal
from liaison.kernel.errors import LiaisonError

EXPIRES = dt.timedelta(days=7)  # what is not confirmed by then is deleted
_OF_AN_ADDRESS = 5  # requests a day, of all that lead to one mailbox
_OF_ALL = 1_000  # requests an hour
_WAITING = 5_000  # that are not confirmed: with more, no long keys are kept for strangers
_SHORT = 4_000  # characters of a key
_PURPOSE = b"liaison-ask"


class TooMany(LiaisonError):
    """More readers ask at the moment than can be answered."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asked for in the form; the address and key were checked."""

    saved: Saved
    address: str
    key: str
    rhythm: Rhythm
    language: str


def ask(wish: Wish, public: x25519.Recipient, secret: bytes, now: dt.datetime) -> None:
    """Keep a wish, sealed, until its reader confirms it.

    Nothing tells whether the address was known or has asked too often: then the wish is dropped.
    `secret` is that of the home. Raises TooMany where all readers together ask too much.
    """
    if Request.objects.filter(asked_at__gt=now - dt.timedelta(hours=1)).count() >= _OF_ALL:
        raise TooMany("too many subscriptions are asked for", "try again in an hour")
    if len(wish.key) > _SHORT and Subscription.objects.filter(confirmed_at=None).count() > _WAITING:
        raise TooMany("too many subscriptions wait to be confirmed", "try again in a day")
    digest = _digest(wish.address, secret, now.date())
    since = now - dt.timedelta(days=1)
    earlier = Request.objects.filter(digest=digest, asked_at__gt=since).count()
    reader = Reader(wish.address, wish.key, new_secret())
    sealed, words = seal(reader, public), words_of(reader.secret)
    with transaction.atomic():
        Request.objects.create(digest=digest, asked_at=now)
        kept = transaction.savepoint()
        saved, _made = SavedSelection.objects.get_or_create(
            pk=wish.saved.number(), defaults={"asked": wish.saved.kept()}
        )
        Subscription.objects.create(
            saved=saved,
            sealed=sealed,
            language=wish.language,
            rhythm=wish.rhythm,
            confirm_digest=digest_of(words.confirm),
            manage_digest=digest_of(words.manage),
            asked_at=now,
            due_at=now,
        )
        if earlier >= _OF_AN_ADDRESS:  # done and undone, or it could be told by the time it takes
            transaction.savepoint_rollback(kept)


def to_confirm(word: str, now: dt.datetime) -> Subscription | None:
    """The subscription whose link to confirm has this word, confirmed already or not."""
    row = (
        Subscription.objects.select_related("saved").filter(confirm_digest=digest_of(word)).first()
    )
    if row is not None and row.confirmed_at is None and row.asked_at < now - EXPIRES:
        return None
    return row


def to_manage(word: str) -> Subscription | None:
    """The subscription whose link to change or end it has this word."""
    return (
        Subscription.objects.select_related("saved").filter(manage_digest=digest_of(word)).first()
    )


def confirm(row: Subscription, now: dt.datetime) -> None:
    """Begin to tell a reader; a second time changes nothing.

    An older subscription of the same address to the same selection ends: this one takes its place.
    """
    with transaction.atomic():
        if not Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(
            confirmed_at=now, due_at=now + _first_pause(Rhythm(row.rhythm)), told_up_to=_told(row)
        ):
            return
        if row.mark:
            same = Subscription.objects.filter(saved=row.saved_id, mark=row.mark)
            same.exclude(pk=row.pk).delete()


def change_rhythm(row: Subscription, rhythm: Rhythm, now: dt.datetime) -> None:
    """Write more or less often from now on."""
    row.rhythm = rhythm
    row.due_at = now + _first_pause(rhythm)
    row.save(update_fields=["rhythm", "due_at"])


def stop(row: Subscription) -> None:
    """End a subscription: the sealed address is deleted with it."""
    with transaction.atomic():
        saved = row.saved_id
        row.delete()
        forget_unfollowed(saved)


def forget_unfollowed(*saved: int) -> None:
    """Delete what nobody follows any more, with all that was to be told of it."""
    SavedSelection.objects.filter(pk__in=saved, subscriptions=None).delete()


def _told(row: Subscription) -> int:
    last = Notice.objects.filter(saved=row.saved_id).aggregate(last=Max("pk"))["last"]
    return last or 0


def _first_pause(rhythm: Rhythm) -> dt.timedelta:
    return dt.timedelta() if rhythm is Rhythm.AT_ONCE else rhythm.pause


def _digest(address: str, secret: bytes, day: dt.date) -> str:
    """Another one each day: what is kept of an address for a day is of no use after it."""
    key = hashlib.sha256(_PURPOSE + day.isoformat().encode() + secret).digest()
    return hashlib.blake2b(mailbox(address).encode(), key=key, digest_size=32).hexdigest()
