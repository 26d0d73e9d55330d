"""The selections that are followed, kept under their anchors, and those that hold an entry.

What one entry costs is in proportion to its words and to the selections that share an anchor with
it, whatever the number of selections and the size of the record.
"""

import functools
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection, transaction

from liaison import vocabulary
from liaison.alerts.models import Anchor, SavedSelection
from liaison.alerts.saved import Saved
from liaison.index.protocol import Entry, Selection
from liaison.index.saved import Matcher, Seen

_KEY = 8  # bytes of an anchor's digest: two that meet cost a look, and decide nothing
_AT_ONCE = 900  # rows of one question: SQLite takes a thousand parameters everywhere
_UNDER = f"SELECT key, saved_id FROM {Anchor._meta.db_table} WHERE key IN"  # noqa: S608 (ours)
_ANCHORED_AT_ONCE = 500
_RULES = "1"  # changes where anchors are made by another rule


class Selecting:
    """Looks entries up among the selections that are followed, with the stems of an engine."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._selections: dict[int, Selection] = {}

    def prepare(self) -> int:
        """Anchor what is followed and not anchored, or by an older vocabulary; how many were."""
        version, done = _version(), 0
        while True:
            followed = SavedSelection.objects.filter(subscriptions__confirmed_at__isnull=False)
            stale = list(followed.exclude(anchored=version).distinct()[:_ANCHORED_AT_ONCE])
            if not stale:
                return done
            self._anchor(stale, version)
            done += len(stale)

    def _anchor(self, rows: Sequence[SavedSelection], version: str) -> None:
        anchors = [
            Anchor(key=key, saved=row)
            for row in rows
            for key in sorted(
                {_key(one) for one in self._matcher.anchors(Saved.read(row.asked).selection())}
            )
        ]
        pks = [row.pk for row in rows]
        with transaction.atomic():
            Anchor.objects.filter(saved__in=pks).delete()
            Anchor.objects.bulk_create(anchors, batch_size=_AT_ONCE)
            SavedSelection.objects.filter(pk__in=pks).update(anchored=version)

    def holding(self, entries: Sequence[Entry]) -> list[set[int]]:
        """Of each entry, the rows of `SavedSelection` that hold it."""
        seen = [self._matcher.seen(entry) for entry in entries]
        keys = [[_key(key) for key in one.keys] for one in seen]
        under = self._under({key for own in keys for key in own})
        candidates = [{pk for key in own if key in under for pk in under[key]} for own in keys]
        self._load(set().union(*candidates))
        return [set(self._decided(one, some)) for one, some in zip(seen, candidates, strict=True)]

    def _decided(self, seen: Seen, candidates: Iterable[int]) -> Iterator[int]:
        for pk in candidates:
            selection = self._selections.get(pk)
            if selection is not None and seen.held_by(selection):
                yield pk

    def _under(self, keys: Collection[int]) -> Mapping[int, list[int]]:
        """The selections under each of these keys."""
        found: dict[int, list[int]] = {}
        with connection.cursor() as cursor:
            for some in _batches(sorted(keys)):
                cursor.execute(f"{_UNDER} ({','.join(map(str, some))})")  # whole numbers alone
                for key, pk in cursor.fetchall():
                    found.setdefault(key, []).append(pk)
        return found

    def _load(self, pks: Collection[int]) -> None:
        """Have these selections at hand. Rows never change: what is known stays as it is."""
        if len(self._selections) > _KEPT:
            self._selections.clear()
        for some in _batches(sorted(pks - self._selections.keys())):
            for pk, asked in SavedSelection.objects.filter(pk__in=some).values_list("pk", "asked"):
                self._selections[pk] = Saved.read(asked).selection()


_KEPT = 150_000  # selections, at about a thousand bytes each


@functools.cache
def _version() -> str:
    return f"{_RULES} {vocabulary.fingerprint(vocabulary.load())}"


@functools.lru_cache(maxsize=200_000)
def _key(anchor: str) -> int:
    digest = hashlib.blake2b(anchor.encode("utf-8", "replace"), digest_size=_KEY).digest()
    return int.from_bytes(digest, "big", signed=True)


def _batches(ordered: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
