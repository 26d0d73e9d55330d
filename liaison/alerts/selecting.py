"""The selections that are followed, kept under their anchors, and those that hold an entry.

What one entry costs is in proportion to its words and to the selections that share an anchor with
it, whatever the number of selections and the size of the record.
"""

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from django.db import connection, transaction

from liaison import vocabulary
from liaison.alerts.models import Anchor, SavedSelection
from liaison.alerts.saved import Saved
from liaison.index.protocol import Entry, Selection
from liaison.index.saved import Matcher, Seen
from liaison.index.sieve import Sieve

_AT_ONCE = 900  # rows of one question: SQLite takes a thousand parameters everywhere
_UNDER = f"SELECT key, saved_id FROM {Anchor._meta.db_table} WHERE key IN"  # noqa: S608 (ours)
_ANCHORED_AT_ONCE = 500
_RULES = "4"  # changes where anchors or sieves are made by another rule


class Selecting:
    """Looks entries up among the selections that are followed, with the stems of an engine."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._sieves: dict[int, Sieve[int]] = {}
        self._numbers = 0  # of the sieves at hand, at least

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
        anchors = []
        for row in rows:
            sieve, keys = self._matcher.prepared(Saved.read(row.asked).selection())
            row.sieve, row.anchored = sieve.kept(), version
            anchors += [Anchor(key=key, saved=row) for key in sorted(keys)]
        with transaction.atomic():
            Anchor.objects.filter(saved__in=[row.pk for row in rows]).delete()
            Anchor.objects.bulk_create(anchors, batch_size=_AT_ONCE)
            SavedSelection.objects.bulk_update(rows, ["sieve", "anchored"], batch_size=_UPDATED)
        for row in rows:
            self._sieves.pop(row.pk, None)

    def holding(self, entries: Sequence[Entry]) -> list[set[int]]:
        """Of each entry, the rows of `SavedSelection` that hold it."""
        seen = [self._matcher.seen(entry) for entry in entries]
        under = self._under({key for one in seen for key in one.keys})
        candidates = [{pk for key in one.keys if key in under for pk in under[key]} for one in seen]
        self._load(set().union(*candidates))
        return [self._decided(one, some) for one, some in zip(seen, candidates, strict=True)]

    def _decided(self, seen: Seen, candidates: Iterable[int]) -> set[int]:
        held, untold = set(), []
        for pk in candidates:
            sieve = self._sieves.get(pk)
            told = False if sieve is None else seen.told_by(sieve)
            if told:
                held.add(pk)
            elif told is None:
                untold.append(pk)
        return held | {pk for pk, selection in _selections(untold) if seen.held_by(selection)}

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
        """Have the sieves of these selections at hand."""
        if self._numbers > _KEPT:
            self._sieves.clear()
            self._numbers = 0
        for some in _batches(sorted(pks - self._sieves.keys())):
            rows = SavedSelection.objects.filter(pk__in=some).exclude(anchored="")
            for pk, kept in rows.values_list("pk", "sieve"):
                self._sieves[pk] = Sieve.read(kept)
                self._numbers += _numbers(kept)


def _numbers(kept: object) -> int:
    """How many there are in a sieve, as it is kept."""
    return sum(map(_numbers, kept)) if isinstance(kept, list) else 1


_KEPT = 15_000_000  # numbers of sieves, in some 200 MB: a word gives 40, sixty widened ones 2,500
_UPDATED = 100  # rows of one statement, each with its sieve


def _selections(pks: Sequence[int]) -> Iterator[tuple[int, Selection]]:
    for some in _batches(pks):
        for pk, asked in SavedSelection.objects.filter(pk__in=some).values_list("pk", "asked"):
            yield pk, Saved.read(asked).selection()


@functools.cache
def _version() -> str:
    return f"{_RULES} {vocabulary.fingerprint(vocabulary.load())}"


def _batches(ordered: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
