"""What is due to one subscription: the notices since its last mail, as they stand now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from liaison.alerts.letters import Item, News
from liaison.alerts.models import Notice, Subscription
from liaison.catalogue.models import Document

_MOST = 30  # documents in one mail; the rest stands behind a link
_READ = 5_000  # notices of one mail that are looked at
_AT_ONCE = 500


class Wording(Protocol):
    """How the site words things, in the language that is active; addresses are whole."""

    def selection(self, asked: Mapping[str, Any]) -> str:
        """What a selection is called."""

    def narrowing(self, asked: Mapping[str, Any]) -> str:
        """The same without a word that was typed: for who may be a stranger to whoever typed it."""

    def search(self, asked: Mapping[str, Any]) -> str:
        """Where a selection is shown."""

    def document(self, row: Document) -> Item:
        """A document that is not withdrawn, with its names covered as on every page."""

    def tombstone(self, identifier: str) -> Item:
        """A withdrawn one: that it is, since when, and where it is said; never its title."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a mail would tell, and the last notice that it would settle."""

    selection: str
    search: str
    new: Sequence[Item]
    changed: Sequence[Item]
    withdrawn: Sequence[Item]
    left_out: int
    up_to: int

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to tell: what was withdrawn before it was told is not."""
        return bool(self.new or self.changed or self.withdrawn or self.left_out)

    def news(self, since: str, *, manage: str, stop: str) -> News:
        """The same for a letter."""
        return News(
            selection=self.selection,
            since=since,
            new=self.new,
            changed=self.changed,
            withdrawn=self.withdrawn,
            left_out=self.left_out,
            search=self.search,
            manage=manage,
            stop=stop,
        )


def gather(row: Subscription, wording: Wording) -> Due:
    """What is due. A document is told once in a mail: as new, else as changed."""
    notices = list(
        Notice.objects.filter(saved=row.saved_id, pk__gt=row.told_up_to).order_by("pk")[:_READ]
    )
    documents = dict(_shown({one.identifier for one in notices}))
    new = {one.identifier for one in notices if one.kind == "new"} & documents.keys()
    changed = {one.identifier for one in notices if one.kind == "changed"} & documents.keys() - new
    gone = {one.identifier for one in notices if one.kind == "withdrawn"} - documents.keys()
    told = _told_before(row, gone)
    order = list(dict.fromkeys(one.identifier for one in notices))
    first = [one for one in order if one in new or one in changed][:_MOST]
    return Due(
        selection=wording.selection(row.saved.asked),
        search=wording.search(row.saved.asked),
        new=[wording.document(documents[one]) for one in first if one in new],
        changed=[wording.document(documents[one]) for one in first if one in changed],
        withdrawn=[wording.tombstone(one) for one in order if one in told][:_MOST],
        left_out=len(new) + len(changed) - len(first),
        up_to=notices[-1].pk if notices else row.told_up_to,
    )


def _shown(identifiers: set[str]) -> Iterator[tuple[str, Document]]:
    ordered = sorted(identifiers)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        for row in Document.objects.filter(identifier__in=some, withdrawn=False):
            yield row.identifier, row


def _told_before(row: Subscription, gone: set[str]) -> set[str]:
    """Those of the withdrawn documents that a mail to this reader may have named."""
    earlier = Notice.objects.filter(
        saved=row.saved_id, pk__lte=row.told_up_to, made_at__gte=row.confirmed_at
    )
    named = earlier.filter(identifier__in=sorted(gone)).exclude(kind="withdrawn")
    return set(named.values_list("identifier", flat=True))
