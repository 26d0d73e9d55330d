"""The parts of `make bench-search` that look into a home: a process of their own each.

    python -m liaison.measure.searching.inside indexed
    python -m liaison.measure.searching.inside fill 100000
    python -m liaison.measure.searching.inside ask 100000 QUESTIONS
    python -m liaison.measure.searching.inside see WORD
    python -m liaison.measure.searching.inside commit
    python -m liaison.measure.searching.inside fetch PORT 100000 QUESTIONS READERS
    python -m liaison.measure.searching.inside pages 100000 ADDRESSES
    python -m liaison.measure.searching.inside costs 100000 ADDRESSES
    python -m liaison.measure.searching.inside compare 100000 QUESTIONS

Each prints lines of JSON.
"""

import dataclasses
import json
import sys
import time

import click
import django


@click.group()
def main() -> None:
    """Look into the home of LIAISON_HOME."""
    django.setup()


@main.command()
def indexed() -> None:
    """How many documents the index holds."""
    from liaison.index.protocol import Selection
    from liaison.publish.record import reader

    _say(reader().search(Selection()).total)


@main.command()
@click.argument("documents", type=int)
@click.option("--as-if-real", is_flag=True, help="Open to search engines, as no rehearsal is.")
def fill(documents: int, *, as_if_real: bool) -> None:
    """Fill the catalogue and the index."""
    from liaison.measure.searching import filling

    _say(dataclasses.asdict(filling.fill(documents, as_if_real=as_if_real)))


@main.command()
@click.argument("documents", type=int)
@click.argument("each", type=int)
def ask(documents: int, each: int) -> None:
    """Ask in process, as a page does and of the engine alone."""
    from liaison.measure.searching import asking
    from liaison.measure.searching.documents import Invented
    from liaison.measure.searching.filling import SEED
    from liaison.measure.searching.questions import Ask, questions
    from liaison.publish.record import warm

    open_after, first = asking.opened()
    fresh = asking.memory()
    everything = [asking.timed([Ask("en")], asking.whole) for _ in range(2)]
    warm()  # as every worker does
    asked = questions(Invented(SEED), documents, each)
    for kind, asks in asked.items():
        half = len(asks) // 2  # each question once: no answer is one that was kept
        _say(
            {
                "kind": kind,
                "whole": dataclasses.asdict(asking.timed(asks[:half], asking.whole)),
                "engine": dataclasses.asdict(asking.timed(asks[half:], asking.engine)),
            }
        )
    _say(
        {
            "open_ms": round(1000 * open_after, 1),
            "first_ms": round(1000 * first, 1),
            "first": fresh,
            "everything": everything[0].p50,
            "everything again": everything[1].p50,
            "after": asking.memory(),
        }
    )


@main.command()
def see() -> None:
    """Wait for each word that is typed, and say when it was seen."""
    from liaison.measure.searching import asking

    asking.opened()
    _say("ready")
    for word in sys.stdin:
        _say(asking.seen(word.strip()))


@main.command()
def commit() -> None:
    """Commit new words, and say when; go on to the next when told to."""
    from django.conf import settings

    from liaison.measure.searching import asking

    for word, began, ended in asking.commits(settings.HOME.index):
        _say([word, began, ended])
        sys.stdin.readline()
        time.sleep(0.05)


@main.command()
@click.argument("port", type=int)
@click.argument("documents", type=int)
@click.argument("each", type=int)
@click.argument("readers", type=int)
def fetch(port: int, documents: int, each: int, readers: int) -> None:
    """Fetch whole pages from a site that runs."""
    from liaison.measure.searching import asking
    from liaison.measure.searching.documents import Invented
    from liaison.measure.searching.filling import SEED
    from liaison.measure.searching.questions import questions

    asked = questions(Invented(SEED + 1), documents, each)
    for kind, asks in asked.items():
        addresses = [asking.address(one) for one in asks]
        _say({"kind": kind, **dataclasses.asdict(asking.fetched(port, addresses, readers))})


@main.command()
@click.argument("documents", type=int)
@click.argument("each", type=int)
def pages(documents: int, each: int) -> None:
    """Addresses of every type of page."""
    from liaison.measure.searching.addresses import addresses
    from liaison.measure.searching.documents import Invented
    from liaison.measure.searching.filling import SEED

    _say(addresses(Invented(SEED), documents, each))


@main.command()
@click.argument("documents", type=int)
@click.argument("each", type=int)
@click.option("--only", default="", help="Types of pages whose names begin with this.")
def costs(documents: int, each: int, only: str) -> None:
    """Questions to the database and processor time of each type of page, in one process."""
    from liaison.measure.searching.addresses import addresses
    from liaison.measure.searching.costs import cost
    from liaison.measure.searching.documents import Invented
    from liaison.measure.searching.filling import SEED
    from liaison.publish.record import warm

    warm()  # as every worker does
    for page, some in addresses(Invented(SEED), documents, each).items():
        if some and page.startswith(only):
            _say({"page": page, **dataclasses.asdict(cost(some))})


@main.command()
@click.argument("documents", type=int)
@click.argument("each", type=int)
def compare(documents: int, each: int) -> None:
    """The same in PostgreSQL full text and SQLite FTS5."""
    from liaison.measure.searching import others
    from liaison.measure.searching.documents import Invented
    from liaison.measure.searching.filling import SEED
    from liaison.measure.searching.questions import questions

    asked = questions(Invented(SEED), documents, each)
    for engine in others.compare(documents, asked, SEED):
        _say(dataclasses.asdict(engine))


def _say(what: object) -> None:
    click.echo(json.dumps(what))


if __name__ == "__main__":
    main()
