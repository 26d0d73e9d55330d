"""Taking a withdrawn name out of the search index, and putting one back that is withdrawn no more.

Display covers a name from the moment it is withdrawn; the index has its words until the documents
that hold it are indexed anew. Every text is looked through once for that. A name whose sweep was
cut short has no `swept_at`: `process` does it over.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import transaction

from liaison.catalogue.hidden import HiddenNames
from liaison.catalogue.models import Correction, Document, Edition, IndexTask, WithdrawnName
from liaison.kernel.clock import Clock

_BATCH = 50  # editions, with their texts

Report = Callable[[int, int], None]  # editions looked through, of how many


def anything_to_sweep() -> bool:
    """Whether a name was withdrawn, or shown again, that the index was not told of."""
    return WithdrawnName.objects.filter(swept_at=None).exists()


def sweep(clock: Clock, report: Report) -> list[str]:
    """Queue for the index every document that holds a name not swept for; their identifiers.

    Takes time in proportion to all texts of the record: a second for half a megabyte to two.
    """
    rows = list(WithdrawnName.objects.filter(swept_at=None))
    if not rows:
        return []
    digests = frozenset(digest for row in rows for digest in row.digests)
    found: set[str] = set()
    for holding in _holding(HiddenNames(digests, settings.HOME.secret()), report):
        fresh = sorted(holding - found)
        found |= holding
        with transaction.atomic():
            Document.objects.filter(identifier__in=fresh).update(changed_at=clock())
            IndexTask.objects.bulk_create([IndexTask(identifier=one) for one in fresh])
    for row in rows:  # one that was undone meanwhile is swept for again
        same = WithdrawnName.objects.filter(pk=row.pk, undone_at=row.undone_at)
        same.update(swept_at=clock())
    return sorted(found)


def _holding(hidden: HiddenNames, report: Report) -> Iterator[set[str]]:
    said = Correction.objects.filter(undone_at=None).values_list("identifier", "value")
    yield {named for named, value in said.iterator() if hidden.stand_in(value)}
    total = Edition.objects.count()
    done, after = 0, 0
    while True:
        rows = list(
            Edition.objects.filter(pk__gt=after)
            .order_by("pk")
            .values_list("pk", "document__identifier", "document__title", "title", "text")[:_BATCH]
        )
        if not rows:
            return
        after = rows[-1][0]
        done += len(rows)
        yield {named for _, named, *texts in rows if any(map(hidden.stand_in, texts))}
        report(done, max(total, done))
