"""No text, however odd, takes more time than in proportion to its length."""

import gc
import time

import pytest

from liaison.kernel.reading import Context, Format, Reading
from liaison.understand.understanding import prepare, understand

SHORT = 10_000  # characters
LONGER = 4
# Beside the longer text, room for what is made once; squared time would take `LONGER` times more.
MOST, ROOM = 2 * LONGER, 0.3


def seconds(unit: str, length: int) -> float:
    """Of processor time; what the process has made before is not looked through meanwhile."""
    text = (unit * (length // len(unit) + 1))[:length]
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        understand(Reading(Format.TEXT, "", text), Context(address="", captured="2026-01-01"))
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "…",
        " ",
        "(",
        "\u200b",
        "a\u0301\u0302",
        "Ab ",
        "A.",
        "7",
        "1-2-",
        "hearing on ",
        "visit to Chad from 3 to ",
        "The hearing. ",
        "Ab alias ",
        "He was arrested. ",
        "128.14 Adopt a law (Chad);\n",
        "Chad, Togo, ",
        "وال",
    ],
)
def test_odd_texts_take_time_in_proportion(unit: str) -> None:
    prepare()
    short = seconds(unit, SHORT)
    assert seconds(unit, SHORT * LONGER) < MOST * short + ROOM
