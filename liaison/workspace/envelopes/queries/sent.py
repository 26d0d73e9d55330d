"""Reading what goes out: lists, one with its preview, what waits for somebody."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import kinds
from liaison.workspace.envelopes.format import Contents
from liaison.workspace.envelopes.manifest import Offered
from liaison.workspace.envelopes.models import Envelope, Parcel, Review
from liaison.workspace.envelopes.queries import holding
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.members import queries as members
from liaison.workspace.members.actions import of
from liaison.workspace.peers import queries as peers
from liaison.workspace.people import queries as people
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, facets, may
from liaison.workspace.policy.terms import Facet

PAGE = 50
"""Of one list."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list and the top of a page say of an envelope that goes out."""

    identifier: str
    batch: str
    kind: str
    level: str
    recipient: str
    recipient_name: str
    use: str
    purpose: str
    may_forward: bool
    tell_others: bool
    expires: dt.datetime
    subject: Mapping[str, str]
    facets: Sequence[str]
    files: int
    author: str
    second: str
    mine: bool
    made: dt.datetime
    state: State
    state_at: dt.datetime
    problem: str
    answer: str
    reason: str
    vital: bool
    tries: int
    way: str

    @property
    def waits(self) -> bool:
        """Whether it is still with us."""
        return self.state in (State.DRAFT, State.WAITING)


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what would be sealed, decoded as the recipient does it.

    `first`: what goes at once, `offered`: the card of an offer, `contents`: what follows it.
    """

    first: Contents
    offered: Offered | None
    contents: Contents | None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that went out without consent, and until when it is looked at again."""

    card: Card
    due: dt.datetime
    why: str


def listed(*, by: Who, state: State | None = None, before: str = "") -> list[Card]:
    """What was composed here, the latest change first; `before`: what was changed before this one.

    Raises Refused.
    """
    check_may(by, Act.READ_EXCHANGE)
    found = _seen(by).filter(kind__in=kinds.listed()).exclude(state=State.DISCARDED)
    if state is not None:
        found = found.filter(state=state)
    last = found.filter(identifier=before).first() if before else None
    if last is not None:
        found = found.filter(
            Q(state_at__lt=last.state_at) | Q(state_at=last.state_at, pk__lt=last.pk)
        )
    return _cards(list(found.order_by("-state_at", "-pk")[:PAGE]), by)


def of_person(reference_of_person: str, *, by: Who) -> list[Card]:
    """What went out, or is to go, of a person. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    found = _seen(by).filter(about=About.PERSON, about_reference=reference_of_person)
    return _cards(list(found.exclude(state=State.DISCARDED).order_by("-state_at", "-pk")), by)


def of_batch(batch: str, *, by: Who) -> list[Card]:
    """What was composed together. Raises Refused, NotThere."""
    check_may(by, Act.READ_EXCHANGE)
    rows = list(_seen(by).filter(batch=batch).order_by("pk"))
    if not rows:
        raise NotThere
    return _cards(rows, by)


def draft_of(batch: str, *, by: Who) -> list[Envelope]:
    """The rows of a draft of `by`, to be changed. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    found = Envelope.objects.filter(batch=batch, state=State.DRAFT, author=by.number)
    return list(found.order_by("pk"))


def one(identifier: str, *, by: Who) -> Card:
    """One of them. Raises Refused, NotThere."""
    return _cards([row_of(identifier, by)], by)[0]


def judged(identifier: str, *, by: Who, now: dt.datetime) -> holding.Judged:
    """What the rules say of it now. Raises Refused, NotThere."""
    return holding.judged(row_of(identifier, by), now)


def vital_reason(identifier: str, *, by: Who) -> str:
    """Why it goes without consent; for those who may agree to it, and its author."""
    row = row_of(identifier, by)
    if row.author != by.number and not may(by, Act.APPROVE_SENDING):
        raise NotThere
    return row.vital


def preview(identifier: str, *, by: Who) -> Preview:
    """What the recipient will read: packed as it would be, and unpacked. Raises NotThere.

    For who sees all of it alone; the log says that it was read.
    """
    row = row_of(identifier, by)
    if not holding.asked_of(row) <= facets(by):
        raise NotThere
    first, offered = holding.as_first_sent(row, by=by)
    contents = holding.contents_of(row, by=by) if offered is not None else None
    log("envelope.previewed", actor=of(by), subject=reference("envelope", identifier))
    return Preview(
        form.as_read(first), offered, form.as_read(contents) if contents is not None else None
    )


def waiting(*, by: Who) -> list[Card]:
    """What waits for a second member, without what `by` wrote. Raises Refused."""
    check_may(by, Act.APPROVE_SENDING)
    rows = _seen(by).filter(state=State.WAITING).exclude(author=by.number)
    return [
        card
        for card in _cards(list(rows.order_by("state_at", "pk")), by)
        if frozenset(map(Facet, card.facets)) <= facets(by)
    ]


def reviews(*, by: Who) -> list[Due]:
    """What went out without consent and was not looked at again, the most urgent first."""
    check_may(by, Act.APPROVE_SENDING)
    rows = list(
        Review.objects.filter(done=None, envelope__in=_seen(by))
        .select_related("envelope")
        .order_by("due")
    )
    cards = _cards([row.envelope for row in rows], by)
    return [Due(card, row.due, row.envelope.vital) for card, row in zip(cards, rows, strict=True)]


def undelivered(*, by: Who) -> int:
    """How many parcels are on their way and were tried in vain."""
    check_may(by, Act.READ_EXCHANGE)
    found = Parcel.objects.filter(done=None, next_try__isnull=False, tries__gt=1)
    return found.filter(envelope__in=_seen(by)).count()


def row_of(identifier: str, by: Who) -> Envelope:
    """The row, for other queries here. Raises Refused, NotThere."""
    check_may(by, Act.READ_EXCHANGE)
    row = _seen(by).filter(identifier=identifier).first()
    if row is None:
        raise NotThere
    return row


def _seen(by: Who) -> QuerySet[Envelope]:
    """Those `by` may know of: not what is about people whom they may not know of."""
    return Envelope.objects.exclude(about=About.PERSON, about_reference__in=people.hidden_from(by))


def _cards(rows: Sequence[Envelope], by: Who) -> list[Card]:
    names = peers.names({row.recipient for row in rows})
    numbers = {number for row in rows for number in (row.author, row.second) if number is not None}
    called = members.names(numbers)
    parcels = {
        parcel.envelope_id: parcel
        for parcel in Parcel.objects.filter(envelope__in=rows).defer("sealed").order_by("pk")
    }
    return [_card(row, names, called, parcels.get(row.pk), by) for row in rows]


def _card(
    row: Envelope,
    names: Mapping[str, str],
    called: Mapping[int, str],
    parcel: Parcel | None,
    by: Who,
) -> Card:
    return Card(
        row.identifier,
        row.batch,
        row.kind,
        row.level,
        row.recipient,
        names.get(row.recipient, ""),
        row.use,
        row.purpose,
        row.may_forward,
        row.tell_others,
        row.expires,
        row.subject,
        row.facets,
        len(row.files),
        called.get(row.author or 0, ""),
        called.get(row.second or 0, ""),
        row.author == by.number,
        row.made,
        State(row.state),
        row.state_at,
        row.problem,
        row.answer,
        row.reason,
        bool(row.vital),
        parcel.tries if parcel is not None else 0,
        parcel.problem if parcel is not None else "",
    )
