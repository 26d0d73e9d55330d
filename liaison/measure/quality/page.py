"""The table as a page: figures with their date and machine, and what the misses look like."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.retrieval import Found
from liaison.measure.quality.scoring import ALL, Row

_BESIDE = 'write {"language of udhr": "the library alone: 0.97"}'
_CAUSES = 8  # of a question in a set, the commonest
_HEAD = """\
# Quality

How good the answers are, on labelled sets. Generated; [how to measure](../how-to/measure.md).
Figures are worth something only with their date and machine. Sets whose names begin with "invented"
were written by those who wrote the rules: they show that every language is answered, and no more.

Measured {measured}; {machine}.

P is precision (right among those given), R recall (given among those that are right), F1 their
harmonic mean; "whole" is the share of documents answered without a fault, "empty" how many that
have an answer were given none; "library" is the F1 of a library alone on the same documents. Of
questions about what belongs together, pairs are counted. Searching is measured by nDCG@10 and
recall@10 in every way, by nDCG@10 without the dictionaries, and with the words as typed alone.
"""


def page(
    rows: Sequence[Row],
    measured: str,
    machine: str,
    beside: Mapping[str, str],
    found: Sequence[Found] = (),
) -> str:
    """The page in Markdown.

    `beside` says for `question of set` what a simple way, or somebody else's library, reaches on
    the same documents.
    """
    parts = [_HEAD.format(measured=measured, machine=machine)]
    for question, some in groupby(rows, key=lambda row: row.question):
        parts.append("\n".join(_question(question.value, list(some), beside)))
    for name, searched in groupby(found, key=lambda row: row.question):
        parts.append("\n".join(_searching(name, list(searched), beside)))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def read_beside(file: Path) -> Mapping[str, str]:
    """What others reach, by `question of set`. Raises MistakenInput where the file says no such."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MistakenInput(f"{file} cannot be read ({error})", _BESIDE) from error
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise MistakenInput(f"{file} does not say sentences by question and set", _BESIDE)
    return said


def _question(name: str, rows: Sequence[Row], beside: Mapping[str, str]) -> Iterator[str]:
    yield f"## {name.replace('_', ' ')}\n"
    yield "| set | language | documents | P | R | F1 | library | whole | empty |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        counts = row.counts
        whole = f"{counts.whole / counts.cases:.3f}" if counts.cases else ""
        library = "" if row.alone is None else f"{row.alone.f1:.3f}"
        language = f"`{row.language}`" if row.language else "all"
        yield (
            f"| {row.set} | {language} | {counts.cases:,} | {counts.precision:.3f} "
            f"| {counts.recall:.3f} | {counts.f1:.3f} | {library} "
            f"| {whole} | {counts.empty:,} |"
        )
    for row in rows:
        if row.language == ALL:
            yield from _misses(row)
            if said := beside.get(f"{row.question} of {row.set}"):
                yield f"\n{row.set}, beside: {said}"


def _searching(name: str, rows: Sequence[Found], beside: Mapping[str, str]) -> Iterator[str]:
    yield f"## searching: {name.replace('_', ' ')}\n"
    yield "| set | languages | questions | nDCG@10 | recall@10 | no dictionaries | as typed |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for row in rows:
        yield (
            f"| {row.set} | {row.languages or 'all'} | {row.searches:,} | {row.ndcg:.3f} "
            f"| {row.recall:.3f} | {row.without:.3f} | {row.typed:.3f} |"
        )
    for row in rows:
        if row.languages == ALL and (said := beside.get(f"{row.question} of {row.set}")):
            yield f"\n{row.set}, beside: {said}"


def _misses(row: Row) -> Iterator[str]:
    common = row.counts.causes.most_common(_CAUSES)
    if common:
        told = ", ".join(f"{cause} ({count:,})" for cause, count in common)
        yield f"\n{row.set}, misses: {told}."
