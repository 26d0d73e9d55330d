"""Doing a step, or the index, all over again from what is archived."""

from collections.abc import Callable

from django.conf import settings

from liaison.catalogue.models import Document
from liaison.index import rebuild
from liaison.kernel.errors import MistakenInput
from liaison.pipeline.indexing import all_entries, owe_everything
from liaison.pipeline.process import process
from liaison.pipeline.steps import INDEX, STEPS, mark_for_rereading
from liaison.pipeline.vocabulary_check import remember_vocabulary

_UNDERSTANDING = ("extract", "understand")


def reread(name: str, workers: int, report: Callable[[int, int], None]) -> int:
    """Redo a step, and what follows from it, for the whole record; give back how many rows.

    Raises MistakenInput where there is no such step, HomeUnusable as `process` does.
    """
    marked = mark_step(name)
    process(workers, report)
    if name in _UNDERSTANDING:
        remember_vocabulary()
    return marked


def mark_step(name: str) -> int:
    """Make a step pending for the whole record; give back for how many rows.

    Raises MistakenInput, naming the steps, where there is no such step.
    """
    if name == INDEX:
        return owe_everything()
    names = [step.name for step in STEPS]
    if name not in names:
        raise MistakenInput(f"no step {name!r}", f"choose among {', '.join([*names, INDEX])}")
    return mark_for_rereading(name)


def reindex(report: Callable[[int, int], None]) -> int:
    """Build the index from the catalogue beside the live one and swap; how many documents it has.

    What changes meanwhile stays in the outbox: the next `process` feeds it to the new index.
    """
    total = Document.objects.filter(withdrawn=False).count()
    rebuild(settings.HOME.index, all_entries(), lambda done: report(done, total))
    return total
