"""How long it takes to hold a new document against saved selections, by the number of these.

    python -m liaison.measure.matching --selections 100000

Selections are invented: words of rehearsal documents, phrases, countries, violations, and these
together, as unevenly spread as in texts. The documents are others of the same rehearsal world. All
runs through the tables of a home of its own; what is timed is looking entries up and deciding.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from liaison.alerts.saved import Saved
    from liaison.index.protocol import Entry

_SEED = 20
_SETTINGS = "liaison.config.settings.public"
_READ_FOR_WORDS = 400  # documents whose words are asked for
_WARM = 20  # documents before the clock starts: a worker has been running for long
_RARE_WORDS = 200_000
_RARE = 150  # words of a document that are taken from these
_ASKED_FROM = 100  # the rank of the most frequent of them that is asked for
_SOUNDS = [one + other for one in "bdfgklmnprstvz" for other in "aeiou"]
_SHORTEST = 4  # letters of a word that is asked for


@dataclass(frozen=True, slots=True)
class Matching:
    """Milliseconds of processor time for a document against `selections` saved selections."""

    selections: int
    documents: int
    anchoring: float  # seconds for all selections, once
    median: float
    p95: float
    worst: float
    held_by: float  # selections that hold a document, on average


def measure(selections: int, documents: int = 200) -> Matching:
    """Fill the home of this process with invented selections, and time documents against them."""
    from liaison.alerts.selecting import Selecting
    from liaison.index import open_matcher

    _keep(selections)
    selecting = Selecting(open_matcher())
    started = time.process_time()
    selecting.prepare()
    anchoring = time.process_time() - started
    entries = list(_entries(_READ_FOR_WORDS, documents + _WARM))
    for entry in entries[:_WARM]:
        selecting.holding([entry])
    taken, held = [], 0
    for entry in entries[_WARM:]:
        started = time.process_time()
        (found,) = selecting.holding([entry])
        taken.append(1000 * (time.process_time() - started))
        held += len(found)
    return Matching(
        selections=selections,
        documents=documents,
        anchoring=anchoring,
        median=statistics.median(taken),
        p95=statistics.quantiles(taken, n=20)[-1],
        worst=max(taken),
        held_by=held / documents,
    )


def _keep(count: int) -> None:
    """Selections, each followed by someone whose address nobody has."""
    from django.db import transaction

    from liaison.alerts.models import SavedSelection, Subscription
    from liaison.kernel.clock import utc_now

    now = utc_now()
    with transaction.atomic():
        rows = SavedSelection.objects.bulk_create(
            (SavedSelection(pk=one.number(), asked=one.kept()) for one in _invented(count)),
            batch_size=1_000,
        )
        Subscription.objects.bulk_create(
            (
                Subscription(
                    saved=row,
                    language="en",
                    rhythm="daily",
                    confirm_digest=f"c{row.pk}",
                    manage_digest=f"m{row.pk}",
                    asked_at=now,
                    confirmed_at=now,
                    due_at=now,
                )
                for row in rows
            ),
            batch_size=1_000,
        )


def _invented(count: int) -> "Iterator[Saved]":
    """Different ones, `count` in number."""
    draw = random.Random(_SEED)  # noqa: S311 (invents, and protects nothing)
    words = [
        [word for word in text.split() if len(word) >= _SHORTEST and word.isalpha()]
        for text in _texts(0, _READ_FOR_WORDS)
    ]
    seen: set[int] = set()
    while len(seen) < count:
        one = _one(draw, draw.choice(words))
        if one.number() not in seen:
            seen.add(one.number())
            yield one


def _one(draw: random.Random, text: Sequence[str]) -> "Saved":
    """Whoever saves a search has narrowed it: one of its words is neither frequent nor unheard."""
    from liaison.alerts.saved import Saved
    from liaison.index.protocol import Facet

    kind = draw.random()
    typed = " ".join((*draw.sample(text, draw.choice((0, 1, 1, 2))), _rare(draw, _ASKED_FROM)))
    countries = tuple(_some(draw, _codes("countries"), draw.choice((1, 1, 2, 3))))
    violations = tuple(_some(draw, _codes("violation_types"), draw.choice((1, 1, 2))))
    if kind < 0.35:  # noqa: PLR2004 (shares of the whole, here and below)
        return Saved(words=typed)
    if kind < 0.4:  # noqa: PLR2004 a share of all
        start = draw.randrange(len(text) - 1)
        phrase = '"' + " ".join(text[start : start + 2]) + '"'
        return Saved(words=phrase, chosen={Facet.COUNTRY: countries})
    if kind < 0.65:  # noqa: PLR2004 a share of all
        return Saved(words=typed, chosen={Facet.COUNTRY: countries})
    if kind < 0.85:  # noqa: PLR2004 a share of all
        return Saved(chosen={Facet.COUNTRY: countries, Facet.VIOLATION: violations})
    if kind < 0.95:  # noqa: PLR2004 a share of all
        return Saved(words=typed, chosen={Facet.VIOLATION: violations})
    return Saved(
        words=f"{typed} OR {_rare(draw, _ASKED_FROM)}", since=str(draw.randrange(1995, 2026))
    )


def _entries(first: int, count: int) -> "Iterator[Entry]":
    """Documents as the index knows them, with as many findings as real ones have."""
    import datetime as dt

    from liaison.index.protocol import Entry, Facet
    from liaison.rehearsal.world import World

    draw = random.Random(_SEED + 1)  # noqa: S311 (invents, and protects nothing)
    world = World(_SEED, _READ_FOR_WORDS + count)
    for number, text in enumerate(_texts(first, count), start=first):
        title, _blank, body = text.partition("\n\n")
        language = world.document(number).language
        yield Entry(
            identifier=f"{number:013}",
            titles={language: title},
            bodies={language: " ".join((body, *(_rare(draw, 1) for _ in range(_RARE))))},
            published=dt.date(2025, 1, 1) + dt.timedelta(days=number % 300),
            facets={
                Facet.COUNTRY: list(_some(draw, _codes("countries"), 1)),
                Facet.VIOLATION: list(_some(draw, _codes("violation_types"), 2)),
                Facet.LANGUAGE: [language],
            },
        )


def _texts(first: int, count: int) -> Iterator[str]:
    from liaison.rehearsal.prose import text_of
    from liaison.rehearsal.world import World

    world = World(_SEED, first + count)
    for number in range(first, first + count):
        yield text_of(_SEED, world.document(number)).plain()


def _rare(draw: random.Random, first: int) -> str:
    """A word of none of our languages, by Zipf's law: the rehearsal's own are few and frequent."""
    rank = int(first * (_RARE_WORDS / first) ** draw.random())
    sounds = []
    while rank:
        rank, sound = divmod(rank, len(_SOUNDS))
        sounds.append(_SOUNDS[sound])
    return "".join(("q", *sounds))


def _codes(file: str) -> list[str]:
    from liaison import vocabulary

    return sorted(getattr(vocabulary.load(), file))


def _some(draw: random.Random, codes: Sequence[str], count: int) -> list[str]:
    """Codes as they are spread in texts: the first of them in every fifth, the last in few."""
    weights = [1 / (rank + 3) for rank in range(len(codes))]
    return sorted(set(draw.choices(codes, weights, k=count)))


@click.command()
@click.option("--selections", type=int, multiple=True, default=(1_000, 100_000), show_default=True)
@click.option("--documents", type=int, default=200, show_default=True)
def main(selections: tuple[int, ...], documents: int) -> None:
    """Print a line for each number of selections."""
    for count in selections:
        found = in_a_home(count, documents)
        click.echo(
            f"{found.selections:,} selections: {found.median:.1f} ms a document, "
            f"p95 {found.p95:.1f}, at most {found.worst:.1f}; held by {found.held_by:.1f}; "
            f"anchored in {found.anchoring:.0f} s"
        )


def in_a_home(selections: int, documents: int) -> Matching:
    """Measure in a home and a process of their own: settings belong to one process."""
    import multiprocessing

    with tempfile.TemporaryDirectory(prefix="liaison-matching-") as folder:
        before = dict(os.environ)
        os.environ |= {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        try:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                return pool.apply(_measured, (selections, documents))
        finally:
            os.environ.clear()
            os.environ.update(before)


def _measured(selections: int, documents: int) -> Matching:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    return measure(selections, documents)


if __name__ == "__main__":
    main()
