"""Instruments, their provisions, summaries of articles, and how provisions stand to each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from liaison.vocabulary.files import Entry, Row
from liaison.vocabulary.loading.making import evidence, names, strings
from liaison.vocabulary.loading.matters import several
from liaison.vocabulary.terms import (
    ArticleSummary,
    Instrument,
    Provision,
    ProvisionRelation,
    Stands,
)


def instrument(entry: Entry) -> Instrument:
    """An entry of instruments.yaml, not yet cut into provisions."""
    return Instrument(
        code=entry["code"],
        symbol=entry["symbol"],
        names=dict(entry["names"]),
        system=entry["system"],
        adopted=str(entry["adopted"]),
        in_force=str(entry.get("in_force", "")),
        revised=str(entry.get("revised", "")),
        launched=str(entry.get("launched", "")),
        force=entry["force"],
        addressees=strings(entry.get("addressees", ())),
        official_text=entry.get("official_text", ""),
        provisions=(),
        evidence=evidence(entry),
    )


def provision(row: Row) -> tuple[str, Provision]:
    """A row of provisions.csv: the code of its instrument, and the provision."""
    whole, _, code = row["code"].partition("/")
    addressees, rights = several(row["addressees"]), several(row["rights"])
    return whole, Provision(code, row["label"], names(row), rights, addressees)


def cut(
    wholes: Iterable[Instrument], parts: Iterable[tuple[str, Provision]]
) -> Iterator[Instrument]:
    """The instruments with their provisions, in the order of both files.

    A provision that names nobody speaks to whom its instrument speaks.
    """
    provisions: dict[str, list[Provision]] = {}
    for code, one in parts:
        provisions.setdefault(code, []).append(one)
    for whole in wholes:
        cut_into = (
            one if one.addressees else replace(one, addressees=whole.addressees)
            for one in provisions.get(whole.code, ())
        )
        yield replace(whole, provisions=tuple(cut_into))


def summary(row: Row) -> ArticleSummary:
    """A row of article_summaries.csv."""
    return ArticleSummary(row["code"], row["label"], names(row), evidence(row))


def relation(row: Row) -> ProvisionRelation:
    """A row of provision_relations.csv. Raises ValueError for a relation that there is not."""
    return ProvisionRelation(
        code=row["code"],
        provision=row["provision"],
        stands=Stands(row["stands"]),
        other=row["other"],
        author=row["author"],
        judged=row["judged"],
        note=row["note"],
    )
