"""What was measured on."""

import re

from liaison.measure.machine import machine


def test_it_says_when_and_how_fast_the_machine_was() -> None:
    said = machine()
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC, \S+, \d+ cores, ", said)
    took = re.search(r"(\d+\.\d\d) s for [\d,]+ steps", said)
    assert took is not None
    assert float(took[1]) > 0
