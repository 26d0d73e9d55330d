"""After indexing: what came, changed or was withdrawn, held against the selections of readers."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from django.db.models import Q

from liaison.alerts import watching
from liaison.alerts.models import Owed
from liaison.alerts.selecting import Selecting
from liaison.catalogue import activities, description
from liaison.catalogue.models import Document, Edition
from liaison.index import open_matcher
from liaison.kernel.clock import Clock
from liaison.link import facts
from liaison.pipeline.indexing import entries
from liaison.understand import VERSION as UNDERSTOOD

_AT_ONCE = 500


def anything_to_watch() -> bool:
    """Whether the outbox to alerts holds anything."""
    return Owed.objects.exists()


def watch(clock: Clock) -> int:
    """Work the outbox through; how many documents were done."""
    if not anything_to_watch():
        return 0
    return watching.watch(watching.Watch(_selecting(), entries, settled, watching.began()), clock())


def settled(identifiers: Collection[str]) -> set[str]:
    """Those that no step will do more with, as far as is known.

    A document that is new to the record may turn out to be the copy of another while it is linked.
    """
    return set(identifiers) - set(_under_way(sorted(identifiers)))


def _under_way(identifiers: list[str]) -> Iterator[str]:
    behind = (
        Q(described_version__lt=description.VERSION)
        | Q(activities_version__lt=activities.VERSION)
        | Q(filed_version__lt=facts.VERSION)
        | Q(linked_version__lt=facts.VERSION)
    )
    for start in range(0, len(identifiers), _AT_ONCE):
        some = identifiers[start : start + _AT_ONCE]
        documents = Document.objects.filter(identifier__in=some, withdrawn=False)
        yield from documents.filter(behind).values_list("identifier", flat=True)
        unread = Edition.objects.filter(document__in=documents, understood_version__lt=UNDERSTOOD)
        yield from unread.values_list("document__identifier", flat=True).distinct()


@lru_cache(maxsize=1)
def _selecting() -> Selecting:
    """Kept in the process: what was understood of the selections is understood once."""
    return Selecting(open_matcher())
