"""Reading what came from others. Who reads is held to the same facets as for what is our own."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import kinds
from liaison.workspace.envelopes.format import Attachment, Contents
from liaison.workspace.envelopes.models import Received, Refusal, Request
from liaison.workspace.envelopes.states import Place
from liaison.workspace.members.actions import of
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key

PAGE = 50
"""Of one list."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list and the top of a page say of an envelope that came."""

    reference: str
    sender: str
    sender_name: str
    kind: str
    level: str
    use: str
    purpose: str
    may_forward: bool
    made: dt.datetime
    expires: dt.datetime
    arrived: dt.datetime
    subject: Mapping[str, str]
    place: Place
    place_at: dt.datetime
    facets: Sequence[str]
    files: Sequence[Mapping[str, Any]]
    also_to: Sequence[str]
    asked: bool

    @property
    def held(self) -> bool:
        """Whether its contents are here."""
        return self.place is Place.KEPT

    def open_at(self, now: dt.datetime) -> bool:
        """Whether it is an offer that can still be accepted; at its very end it can no more."""
        return self.place is Place.OFFERED and now < self.expires


@dataclass(frozen=True, slots=True)
class FileHere:
    """A file that came along."""

    number: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Read:
    """What came, as far as the role sees. `hidden`: something is there that it does not see."""

    card: Card
    text: str
    body: Mapping[str, Any]
    facets: Mapping[Facet, Mapping[str, Any]]
    files: Sequence[FileHere]
    hidden: bool


def listed(*, by: Who, before: str = "") -> list[Card]:
    """What came, the latest first; `before`: what came earlier than this one. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    found = Received.objects.filter(kind__in=kinds.listed())
    last = found.filter(reference=before).first() if before else None
    if last is not None:
        found = found.filter(Q(arrived__lt=last.arrived) | Q(arrived=last.arrived, pk__lt=last.pk))
    return _cards(list(found.order_by("-arrived", "-pk")[:PAGE]))


def offers(*, by: Who, now: dt.datetime) -> list[Card]:
    """Offers that wait for an answer, the one that ends first on top. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    found = Received.objects.filter(place=Place.OFFERED, expires__gt=now)
    return _cards(list(found.order_by("expires", "pk")))


def one(identifier: str, *, by: Who) -> Card:
    """The card of one of them. Raises Refused, NotThere."""
    return _cards([_row(identifier, by)])[0]


def read(identifier: str, *, by: Who) -> Read:
    """One of them with what it holds; the log says that it was read. Raises Refused, NotThere."""
    row = _row(identifier, by)
    card = _cards([row])[0]
    if not card.held:
        return Read(card, "", {}, {}, (), hidden=False)
    key = key_of(row.reference)
    found = _opened(row, key)
    seen = {facet: held for facet, held in found.facets.items() if facet in facets(by)}
    hidden = len(seen) < len(found.facets)
    files = [] if hidden else _files(row, key)
    log(
        "envelope.read",
        actor=of(by),
        subject=reference("received", identifier),
        facets=",".join(sorted(seen)),
    )
    return Read(card, str(found.body.get("text", "")), found.body, seen, files, hidden)


def file(identifier: str, number: int, *, by: Who) -> Attachment:
    """A file that came along; the log says that it was read. Raises Refused, NotThere."""
    row = _row(identifier, by)
    if row.place != Place.KEPT or not _sees_all(row, by):
        raise NotThere
    found = row.files.filter(number=number).first()
    if found is None:
        raise NotThere
    key = key_of(identifier)
    name = _unsealed(key, bytes(found.name), f"{identifier} name {number}").decode()
    content = _unsealed(key, bytes(found.sealed), f"{identifier} file {number}")
    log("file.read", actor=of(by), subject=reference("received", identifier))
    return Attachment(name, found.media_type, content)


def contents(identifier: str, *, by: Who) -> Contents:
    """All that it holds, to be passed on. Raises NotThere where `by` does not see all of it."""
    row = _row(identifier, by)
    if row.place != Place.KEPT or not _sees_all(row, by):
        raise NotThere
    found = _opened(row, key_of(identifier))
    files = [file(identifier, one.number, by=by) for one in row.files.all()]
    return Contents(found.body, found.facets, tuple(files))


def facets_of(identifier: str) -> frozenset[Facet]:
    """What it holds, for the rules; nothing where its contents are not here."""
    row = Received.objects.filter(reference=identifier, place=Place.KEPT).first()
    return frozenset(_opened(row, key_of(identifier)).facets) if row is not None else frozenset()


def requests(*, by: Who) -> list[tuple[Request, Card]]:
    """What senders ask to delete and nobody answered yet, the oldest first. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    rows = list(Request.objects.filter(answered=None).select_related("received").order_by("asked"))
    cards = _cards([row.received for row in rows])
    return list(zip(rows, cards, strict=True))


def requests_of(identifier: str, *, by: Who) -> list[Request]:
    """What its sender asked of this one, the latest first. Raises Refused, NotThere."""
    row = _row(identifier, by)
    return list(row.requests.order_by("-asked"))


def refusals(*, by: Who) -> list[tuple[Refusal, str]]:
    """What was not taken lately, with the sender's name where it is known. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    rows = list(Refusal.objects.order_by("-at", "-pk")[:PAGE])
    names = peers.names({row.sender for row in rows})
    return [(row, names.get(row.sender, "")) for row in rows]


def open_offers(*, by: Who, now: dt.datetime) -> int:
    """How many offers wait for an answer. Raises Refused."""
    check_may(by, Act.READ_EXCHANGE)
    return Received.objects.filter(place=Place.OFFERED, expires__gt=now).count()


def key_name(identifier: str) -> str:
    """Under which its key lies in the key store."""
    return f"received {identifier}"


def key_of(identifier: str) -> Key:
    """The key that it is sealed with. Raises Erased."""
    return making.keys_of(opened.current()).key_of(key_name(identifier))


def _row(identifier: str, by: Who) -> Received:
    check_may(by, Act.READ_EXCHANGE)
    row = Received.objects.filter(reference=identifier).first()
    if row is None:
        raise NotThere
    return row


def _cards(rows: Sequence[Received]) -> list[Card]:
    names = peers.names({row.sender for row in rows})
    asked = set(
        Request.objects.filter(received__in=rows, answered=None).values_list("received", flat=True)
    )
    return [_card(row, names.get(row.sender, ""), asked=row.pk in asked) for row in rows]


def _card(row: Received, name: str, *, asked: bool) -> Card:
    offered = row.offered or {"facets": [], "files": []}
    return Card(
        row.reference,
        row.sender,
        name,
        row.kind,
        row.level,
        row.use,
        row.purpose,
        row.may_forward,
        row.made,
        row.expires,
        row.arrived,
        row.subject,
        Place(row.place),
        row.place_at,
        offered["facets"],
        offered["files"],
        row.also_to,
        asked,
    )


def _opened(row: Received, key: Key) -> Contents:
    held = json.loads(_unsealed(key, bytes(row.contents), f"{row.reference} contents"))
    return Contents(held["body"], {Facet(facet): one for facet, one in held["facets"].items()})


def _files(row: Received, key: Key) -> list[FileHere]:
    return [
        FileHere(
            one.number,
            _unsealed(key, bytes(one.name), f"{row.reference} name {one.number}").decode(),
            one.media_type,
            one.size,
        )
        for one in row.files.defer("sealed")
    ]


def _sees_all(row: Received, by: Who) -> bool:
    return frozenset(_opened(row, key_of(row.reference)).facets) <= facets(by)


def _unsealed(key: Key, content: bytes, context: str) -> bytes:
    try:
        return key.unseal(content, context)
    except WrongKey as error:
        raise VaultUnusable(
            "something that came is damaged, or was moved from elsewhere", "restore a backup"
        ) from error
