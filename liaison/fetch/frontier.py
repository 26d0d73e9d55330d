"""What is known, due and done of a source's addresses: every read and write of the fetch tables."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q

from liaison.fetch.models import Address, ListPage, Round
from liaison.kernel.errors import SourceFailure
from liaison.kernel.identifier import canonical_address, document_identifier
from liaison.kernel.item import Discovery, Item, Role
from liaison.kernel.storable import storable
from liaison.sources.declaration import Source

_FIRST_RETRY = dt.timedelta(hours=1)
_LAST_RETRY = dt.timedelta(days=30)
_LONGEST_STATED = 2_000  # characters of a title or date from a listing


@dataclass(frozen=True, slots=True)
class Pointed:
    """An address that a document's page points to as its own."""

    address: str
    role: Role
    document_address: str
    language: str = ""


@dataclass(slots=True)
class Tally:
    """The counts of one round, as it goes."""

    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0


def key_of(address: str) -> str:
    """The identifier of an address, or "" for one that cannot be kept or asked for."""
    if any(char < " " or char == "\x7f" for char in address):
        return ""
    try:
        return document_identifier(address)
    except ValueError:
        return ""


def start_round(source: Source, now: dt.datetime) -> Round:
    """Open a round."""
    return Round.objects.create(source_id=source.id, started_at=now)


def finish_round(
    round_: Round, tally: Tally, failure: SourceFailure | None, now: dt.datetime
) -> None:
    """Close a round with its counts and, if the source as a whole failed, why."""
    round_.finished_at = now
    round_.listed, round_.new, round_.changed = tally.listed, tally.new, tally.changed
    round_.unchanged, round_.failed = tally.unchanged, tally.failed
    if failure is not None:
        round_.failure, round_.failure_detail = failure.failure, str(failure)
    round_.save()


def was_cut_short(source_id: str) -> bool:
    """Whether the last round left something for the next."""
    rounds = Round.objects.filter(source_id=source_id).exclude(finished_at=None)
    return bool(rounds.order_by("-id").values_list("cut_short", flat=True).first())


def note_unchanged(page: ListPage, now: dt.datetime) -> None:
    """A list page gave what it gave before."""
    page.last_checked = now
    page.save(update_fields=["last_checked"])


def open_pages(source: Source, read_since: dt.datetime | None) -> list[ListPage]:
    """The list pages to read first: where a round starts, and what an earlier one left unread.

    Of sitemaps all that are known: one may change while the index above it stays as it was.
    A round that goes on where one was cut short passes over what was read since then.
    """
    start = [
        ListPage(source_id=source.id, address=address, address_key=document_identifier(address))
        for address in source.addresses
    ]
    ListPage.objects.bulk_create(start, ignore_conflicts=True)
    keys = [page.address_key for page in start]
    wanted = Q(last_checked=None) | Q(address_key__in=keys)
    if source.reader.kind == "sitemap":
        wanted = Q()
    if read_since is not None:
        wanted &= Q(last_checked=None) | Q(last_checked__lt=read_since)
    return list(ListPage.objects.filter(wanted, source_id=source.id).order_by("pk"))


def forget_lists(source_ids: Iterable[str]) -> None:
    """Read the list pages of these sources anew, changed or not: their reader has changed."""
    ListPage.objects.filter(source_id__in=list(source_ids)).update(
        sha256="", etag="", last_modified=""
    )


@transaction.atomic
def take_discovery(
    source: Source, page: ListPage, discovery: Discovery, now: dt.datetime
) -> list[ListPage]:
    """Record what a list page gave, all of it or nothing; give back the further pages to read.

    A paged list ends where a page gives nothing new: what follows is known, or the site repeats
    its last page.
    """
    new = take_items(source, discovery.items, now)
    page.listed = len(discovery.items)
    page.last_checked = now
    page.save()
    if discovery.items and not new:
        return []
    return _take_pages(source, discovery.pages)


def take_items(source: Source, items: Iterable[Item], now: dt.datetime) -> list[Item]:
    """Write down the addresses of items; give back those never listed before."""
    by_key: dict[str, Item] = {}
    for item in items:
        if key := key_of(item.address):
            by_key.setdefault(key, item)
    known = _known(source.id, by_key)
    new = {key: item for key, item in by_key.items() if key not in known}
    inline = source.items_are_documents
    Address.objects.bulk_create(
        [
            Address(
                source_id=source.id,
                address=item.address,
                address_key=key,
                document_address=item.address,
                role=Role.DOCUMENT,
                stated=stated(item),
                inline=inline,
                first_listed=now,
                next_check=None if inline else now,
            )
            for key, item in new.items()
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
    return list(new.values())


def _known(source_id: str, keys: Iterable[str]) -> set[str]:
    wanted = list(keys)
    known: set[str] = set()
    for start in range(0, len(wanted), 1000):
        known.update(
            Address.objects.filter(
                source_id=source_id, address_key__in=wanted[start : start + 1000]
            ).values_list("address_key", flat=True)
        )
    return known


def _take_pages(source: Source, addresses: Sequence[str]) -> list[ListPage]:
    rows = {
        key: ListPage(source_id=source.id, address=address, address_key=key)
        for address in addresses
        if (key := key_of(address))
    }
    ListPage.objects.bulk_create(rows.values(), batch_size=1000, ignore_conflicts=True)
    return list(ListPage.objects.filter(source_id=source.id, address_key__in=rows).order_by("pk"))


def stated(item: Item) -> dict[str, str]:
    """What a listing says of an item, as it is kept beside its captures."""
    said = {"title": item.title, "date": item.date, "language": item.language}
    return {name: storable(value)[:_LONGEST_STATED] for name, value in said.items() if value}


def addresses_by_key(source_id: str, keys: Sequence[str]) -> dict[str, Address]:
    """The rows of addresses, by key."""
    rows = Address.objects.filter(source_id=source_id, address_key__in=keys)
    return {row.address_key: row for row in rows}


def due_addresses(source_id: str, now: dt.datetime, limit: int, after: int = 0) -> list[Address]:
    """Addresses to ask for in this round, in the order in which they were listed."""
    return list(
        Address.objects.filter(source_id=source_id, next_check__lte=now, pk__gt=after).order_by(
            "pk"
        )[:limit]
    )


def as_they_are(rows: Sequence[Address]) -> list[Address]:
    """The same rows as the database has them now: an earlier batch may have adopted some."""
    return list(Address.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def count_due(source_id: str, now: dt.datetime) -> int:
    """How many addresses a round still has to ask for."""
    return Address.objects.filter(source_id=source_id, next_check__lte=now).count()


def point_to(source_id: str, pointed: Iterable[Pointed], now: dt.datetime) -> None:
    """Add what documents' pages point to; what is known already keeps its place."""
    rows = {}
    for one in pointed:
        key = key_of(one.address)
        if not key or key in rows:
            continue
        rows[key] = Address(
            source_id=source_id,
            address=one.address,
            address_key=key,
            document_address=one.document_address,
            role=one.role,
            stated={"language": one.language} if one.language else {},
            first_listed=now,
            next_check=now,
        )
    Address.objects.bulk_create(rows.values(), ignore_conflicts=True)


def adopt(source_id: str, page: Address, pointed: Iterable[Pointed]) -> set[str]:
    """Make a page's language versions its own where they were listed beside it.

    A list often names each language version as an entry. The first listed is the document and
    the others, which are listed after it and were never captured, become its translations; give
    back their keys.
    """
    translations = [one.address for one in pointed if one.role is Role.TRANSLATION]
    keys = {key_of(address) for address in translations}
    rows = Address.objects.filter(
        source_id=source_id,
        address_key__in=keys,
        pk__gt=page.pk,
        role=Role.DOCUMENT,
        sha256="",
        inline=False,
    )
    found = set(rows.values_list("address_key", flat=True))
    if found:
        rows.update(role=Role.TRANSLATION, document_address=page.document_address)
    return found


def alias(source_id: str, address: Address, final_address: str, now: dt.datetime) -> bool:
    """Note that an address has moved for good, so that its new place is not a second document.

    False where the new place is a document of its own already: then this one adds nothing.
    """
    key = key_of(final_address)
    if not key or key == address.address_key:
        return True
    row, _ = Address.objects.get_or_create(
        source_id=source_id,
        address_key=key,
        defaults={
            "address": canonical_address(final_address),
            "document_address": address.document_address,
            "role": address.role,
            "first_listed": now,
        },
    )
    return row.document_address == address.document_address


def note_success(address: Address, *, etag: str, last_modified: str, now: dt.datetime) -> None:
    """It answered as it should. Save it with `save_addresses`."""
    address.etag, address.last_modified = etag, last_modified
    address.last_checked = now
    address.tries = 0
    address.failure = address.failure_detail = ""


def note_failure(address: Address, failure: SourceFailure, now: dt.datetime) -> None:
    """It did not; the next try is an hour off, then two, four … up to thirty days."""
    wait = min(_FIRST_RETRY * 2 ** min(address.tries, 12), _LAST_RETRY)
    address.tries = min(address.tries + 1, 1000)
    address.last_checked = now
    address.next_check = now + wait
    address.failure, address.failure_detail = failure.failure, str(failure)


_OUTCOME = [
    "etag",
    "last_modified",
    "last_checked",
    "next_check",
    "sha256",
    "tries",
    "failure",
    "failure_detail",
]


def save_addresses(addresses: Iterable[Address]) -> None:
    """Keep what `note_success` and `note_failure` noted."""
    Address.objects.bulk_create(
        list(addresses),
        update_conflicts=True,
        unique_fields=["source_id", "address_key"],
        update_fields=_OUTCOME,
    )


def last_new(source_id: str) -> dt.datetime | None:
    """When the source last listed something that it had not listed before."""
    found: dt.datetime | None = Address.objects.filter(source_id=source_id).aggregate(
        last=Max("first_listed")
    )["last"]
    return found
