"""Instruments, from their entries."""

from liaison.vocabulary.files import Entry
from liaison.vocabulary.loading.making import evidence, strings
from liaison.vocabulary.terms import Instrument, Provision


def instrument(entry: Entry) -> Instrument:
    """An entry of instruments.yaml."""
    return Instrument(
        code=entry["code"],
        symbol=entry["symbol"],
        names=dict(entry["names"]),
        system=entry["system"],
        adopted=str(entry["adopted"]),
        in_force=str(entry.get("in_force", "")),
        force=entry["force"],
        provisions=tuple(
            Provision(one["label"], strings(one["rights"])) for one in entry["provisions"]
        ),
        evidence=evidence(entry),
    )
