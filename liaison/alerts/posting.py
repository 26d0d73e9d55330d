"""What is due to readers → mails, handed to the server; what was told is told once.

Before a letter that asks for confirmation is handed over, it is noted that its address was written
to: killed in between, it is not written to again within the hour. News are noted as told after the
server took them: killed in between, the same letter goes out again some minutes later under the
same Message-ID, by which receivers know it. Before that it is noted that one is on its way: on a
disk that is full nothing is sent at all, rather than the same again and again.
"""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from pyrage import x25519

from liaison.alerts.asking import EXPIRES, forget_unfollowed
from liaison.alerts.envelope import Envelope, message
from liaison.alerts.letters import Asked, Letter, confirmation, digest
from liaison.alerts.links import mark_of, words_of
from liaison.alerts.models import Mark, Notice, Request, Subscription
from liaison.alerts.news import Due, Wording, gather
from liaison.alerts.reader_keys import NoKey
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.sealing import Reader, opened
from liaison.alerts.server import Delivery, MailServer, Outcome
from liaison.design.written import written_day

_AN_HOUR = dt.timedelta(hours=1)
_REFUSED_FOR = dt.timedelta(days=30)  # an address that its server refused is not asked again
_FIRST_WAIT = dt.timedelta(minutes=5)  # after a failure; doubled each time
_LONGEST_WAIT = dt.timedelta(days=1)
_MOST_FAILURES = 12  # in a row: some five days


class Pages(Protocol):
    """Addresses of the site, whole, in the language that is active."""

    def confirm(self, word: str) -> str:
        """Where a subscription is confirmed."""

    def manage(self, word: str) -> str:
        """Where one is changed."""

    def stop(self, word: str) -> str:
        """Where one is ended, by POST."""


@dataclass(frozen=True, slots=True)
class Office:
    """What mails are made and sent with."""

    private: x25519.Identity
    server: MailServer
    sender: str
    pages: Pages
    wording: Wording
    invented: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round of mailing did."""

    confirmations: int = 0
    digests: int = 0
    stopped: int = 0  # subscriptions whose address or letters were refused for good

    def __add__(self, other: "Sent") -> "Sent":
        pairs = zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)
        return Sent(*(one + more for one, more in pairs))

    def said(self) -> str:
        """In words, without any address."""
        stopped = f", {self.stopped} subscriptions ended: refused" if self.stopped else ""
        return f"{self.digests} letters with news, {self.confirmations} to confirm{stopped}"


def anything_due(now: dt.datetime) -> bool:
    """Whether a round would have a letter to write."""
    return _to_confirm(now).exists() or _due(now).exists()


def post(office: Office, now: dt.datetime) -> Sent:
    """Send what is due. Raises ServerAway; whatever was sent until then is noted."""
    tidy(now)
    if not anything_due(now):
        return Sent()
    sent = Sent()
    with office.server.open() as delivery:
        asked: dict[str, list[tuple[Subscription, Reader]]] = {}
        for row in _to_confirm(now).order_by("pk"):
            if (reader := _reader(office, row)) is not None:
                asked.setdefault(row.mark, []).append((row, reader))
        for mark, rows in asked.items():
            sent += _confirm(office, delivery, mark, rows, now)
        for row in _due(now).select_related("saved").order_by("due_at", "pk"):
            sent += _tell(office, delivery, row, now)
    return sent


def tidy(now: dt.datetime) -> None:
    """Delete what was never confirmed, and what was remembered for a day or a week."""
    late = Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - EXPIRES)
    saved = list(late.values_list("saved_id", flat=True).distinct())
    with transaction.atomic():
        late.delete()
        forget_unfollowed(*saved)
    Request.objects.filter(asked_at__lt=now - dt.timedelta(days=2)).delete()
    Mark.objects.filter(
        Q(asked_at=None) | Q(asked_at__lt=now - EXPIRES),
        Q(refused_at=None) | Q(refused_at__lt=now - _REFUSED_FOR),
    ).delete()


def refuse(address: str, private: x25519.Identity, now: dt.datetime) -> int:
    """Write no more to an address, and take no wish of it for a month; how many were ended."""
    return _refuse(mark_of(address, private), now)


def _to_confirm(now: dt.datetime) -> QuerySet[Subscription]:
    """Not those whose address was written to within the hour, or is refused."""
    lately = Q(asked_at__gt=now - _AN_HOUR) | Q(refused_at__gt=now - _REFUSED_FOR)
    return Subscription.objects.filter(
        ~Exists(Mark.objects.filter(lately, mark=OuterRef("mark"))),
        confirmed_at=None,
        confirmation_sent_at=None,
        due_at__lte=now,
    ).select_related("saved")


def _due(now: dt.datetime) -> QuerySet[Subscription]:
    untold = Notice.objects.filter(saved=OuterRef("saved"), pk__gt=OuterRef("told_up_to"))
    return Subscription.objects.filter(Exists(untold), confirmed_at__isnull=False, due_at__lte=now)


def _reader(office: Office, row: Subscription) -> Reader | None:
    """Who asked. None, and the row is gone, where it was sealed with another key."""
    reader = opened(row.sealed, office.private)
    if reader is None:
        row.delete()
        forget_unfollowed(row.saved_id)
        return None
    if not row.mark:
        row.mark = mark_of(reader.address, office.private)
        row.save(update_fields=["mark"])
    return reader


def _confirm(
    office: Office,
    delivery: Delivery,
    mark: str,
    rows: Sequence[tuple[Subscription, Reader]],
    now: dt.datetime,
) -> Sent:
    """One letter for all that an address asked for; of equal wishes the last."""
    known, _made = Mark.objects.get_or_create(mark=mark)
    if known.refused_at is not None and known.refused_at > now - _REFUSED_FOR:
        Subscription.objects.filter(pk__in=[row.pk for row, _reader in rows]).delete()
        return Sent()
    if known.asked_at is not None and known.asked_at > now - _AN_HOUR:
        return Sent()
    wishes = {row.saved_id: (row, reader) for row, reader in rows}
    pks = [row.pk for row, _reader in wishes.values()]
    with transaction.atomic():
        Subscription.objects.filter(
            pk__in=[row.pk for row, _reader in rows if row.pk not in pks]
        ).delete()
        Mark.objects.filter(pk=known.pk).update(asked_at=now)
    last, reader = list(wishes.values())[-1]
    with translation.override(last.language):
        letter = confirmation(
            [_asked(office, row, one) for row, one in wishes.values()], invented=office.invented
        )
        identity = _identity("confirm", mark, now.isoformat())
        outcome = _hand_over(office, delivery, letter, reader, identity)
    if outcome is Outcome.NO_SUCH_READER:
        return Sent(stopped=_refuse(mark, now))
    if outcome is not Outcome.TAKEN:
        wait = _AN_HOUR if outcome is Outcome.LATER else _LONGEST_WAIT
        Subscription.objects.filter(pk__in=pks).update(due_at=now + wait)
        return Sent()
    Subscription.objects.filter(pk__in=pks).update(confirmation_sent_at=now)
    return Sent(confirmations=1)


def _asked(office: Office, row: Subscription, reader: Reader) -> Asked:
    """Nothing that somebody typed: else anyone could have us write anything to anyone."""
    words = words_of(reader.secret)
    return Asked(office.wording.narrowing(row.saved.asked), office.pages.confirm(words.confirm))


def _tell(office: Office, delivery: Delivery, row: Subscription, now: dt.datetime) -> Sent:
    reader = _reader(office, row)
    if reader is None:
        return Sent()
    words = words_of(reader.secret)
    with translation.override(row.language):
        pages = office.pages
        day = written_day((row.confirmed_at or now).date(), row.language)
        due: Due = gather(row, office.wording)
        outcome = Outcome.TAKEN
        if due.is_anything:
            news = due.news(day, manage=pages.manage(words.manage), stop=pages.stop(words.manage))
            letter = digest(news, invented=office.invented)
            identity = _identity("news", row.manage_digest, str(row.told_up_to), str(due.up_to))
            stop = pages.stop(words.manage)
            # Where this cannot be written, neither could it be that the letter was sent.
            Subscription.objects.filter(pk=row.pk).update(due_at=now + _FIRST_WAIT)
            outcome = _hand_over(office, delivery, letter, reader, identity, stop)
    if outcome is Outcome.NO_SUCH_READER:
        return Sent(stopped=_refuse(row.mark, now))
    if outcome is not Outcome.TAKEN:
        return _wait(row, now)
    row.told_up_to, row.failures = due.up_to, 0
    if due.is_anything:
        row.due_at = now + Rhythm(row.rhythm).pause
    row.save(update_fields=["told_up_to", "failures", "due_at"])
    return Sent(digests=int(due.is_anything))


def _hand_over(
    office: Office,
    delivery: Delivery,
    letter: Letter,
    reader: Reader,
    identity: str,
    stop: str = "",
) -> Outcome:
    envelope = Envelope(office.sender, reader.address, identity, stop)
    try:
        made = message(letter, envelope, reader.key)
    except NoKey:  # it has expired or was revoked: never send in the clear what was to be sealed
        return Outcome.UNWANTED
    except (ValueError, LookupError):  # what no header can hold: it must not keep up all others
        return Outcome.UNWANTED
    return delivery.hand_over(made)


def _wait(row: Subscription, now: dt.datetime) -> Sent:
    """Try again later, and give up after days."""
    row.failures += 1
    if row.failures >= _MOST_FAILURES:
        saved = row.saved_id
        row.delete()
        forget_unfollowed(saved)
        return Sent(stopped=1)
    row.due_at = now + min(_FIRST_WAIT * 2 ** (row.failures - 1), _LONGEST_WAIT)
    row.save(update_fields=["failures", "due_at"])
    return Sent()


def _refuse(mark: str, now: dt.datetime) -> int:
    rows = Subscription.objects.filter(mark=mark)
    saved = list(rows.values_list("saved_id", flat=True))
    with transaction.atomic():
        rows.delete()
        Mark.objects.update_or_create(mark=mark, defaults={"refused_at": now})
        forget_unfollowed(*saved)
    return len(saved)


def _identity(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
