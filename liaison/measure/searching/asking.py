"""What Liaison's answers take, asked in process and of a running site."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from liaison import index
from liaison.index.facets import Facet
from liaison.index.protocol import AS_TYPED, Entry, Selection
from liaison.kernel.home import Home
from liaison.measure import reading
from liaison.measure.running import memory_of
from liaison.measure.searching.questions import Ask
from liaison.publish.question import Question
from liaison.publish.record import reader
from liaison.publish.search import answer
from liaison.publish.standing import look_anew

FACETS = (Facet.MECHANISM, Facet.KIND, Facet.COUNTRY, Facet.VIOLATION)
_ROUNDS = 10
_PAUSE = 0.002  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: half and 95 of 100 took less, by the clock; and 95 of processor time."""

    p50: float
    p95: float
    cpu95: float


def times(wall: Sequence[float], cpu: Sequence[float]) -> Times:
    """Of seconds; `cpu` is empty where another process does the work."""
    return Times(_part(wall, 0.5), _part(wall, 0.95), _part(cpu, 0.95))


def _part(seconds: Sequence[float], share: float) -> float:
    row = sorted(seconds)
    return round(1000 * row[min(int(share * len(row)), len(row) - 1)], 2) if row else 0.0


def timed(asks: Sequence[Ask], do: Callable[[Ask], object]) -> Times:
    """What `do` takes for each of these, one after another."""
    walls, cpus = [], []
    for ask in asks:
        wall, cpu = time.perf_counter(), time.process_time()
        do(ask)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return times(walls, cpus)


def whole(ask: Ask) -> object:
    """What a request asks: four facets, twenty results with titles and highlighted passages."""
    look_anew()
    asked = Question(words=ask.words, chosen=ask.chosen, exact=() if ask.wide else (AS_TYPED,))
    return answer(asked, FACETS)


def engine(ask: Ask) -> object:
    """The same without reading a text: what the index alone does."""
    as_typed = () if ask.wide else (AS_TYPED,)
    asked = Selection(ask.words, ask.chosen, language=ask.language, as_typed=as_typed)
    return reader().search(asked, FACETS)


def address(ask: Ask) -> str:
    """The page of a question."""
    given: dict[str, Any] = {facet.value: values for facet, values in ask.chosen.items()}
    if ask.words:
        given["q"] = ask.words
    if not ask.wide and ask.words:
        given["exact"] = AS_TYPED
    return f"/{ask.language}/search?{urlencode(given, doseq=True)}"


def fetched(port: int, addresses: Sequence[str], at_once: int) -> Times:
    """Whole pages, by so many readers at once, each of whom waits for a page before the next."""
    return times(reading.fetched(port, addresses, at_once)[0], ())


def seen(word: str) -> float:
    """When (by the machine's clock) a process that asks again and again finds a word."""
    while not reader().search(Selection(word, as_typed=(AS_TYPED,))).total:
        time.sleep(_PAUSE)
    return time.monotonic()


def commits(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Words new to the index, each with when its commit began and ended."""
    writer = index.open_writer(folder)
    try:
        for number in range(_ROUNDS):
            word = f"xqzfresh{number}"
            writer.add([Entry(f"fresh{number:08}", {"en": word}, {})])
            began = time.monotonic()
            writer.commit()
            yield word, began, time.monotonic()
        writer.remove([f"fresh{number:08}" for number in range(_ROUNDS)])
        writer.commit()
    finally:
        writer.close()


def opened() -> tuple[float, float]:
    """Seconds until the index is open, and until the first question is answered."""
    home: Home = settings.HOME
    began = time.perf_counter()
    index.open_reader(home.index)
    open_after = time.perf_counter() - began
    engine(Ask("en", "enforced disappearance", wide=True))
    return open_after, time.perf_counter() - began


def memory() -> dict[str, float]:
    """Of this process, in MB: its own, and what of files is mapped and in memory."""
    return memory_of("self")
