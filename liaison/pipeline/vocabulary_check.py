"""Which documents a change of the vocabulary would touch."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from liaison import vocabulary
from liaison.catalogue.models import Finding
from liaison.catalogue.queries import all_withdrawn
from liaison.index import open_reader
from liaison.index.protocol import FURTHEST, Reader, Selection
from liaison.vocabulary.files import DATA

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Touched:
    """A term that differs from what the record was understood with, and what it bears on.

    `documents` is how many at least: a word that stands in very many is not followed to the end.
    """

    term: vocabulary.ChangedTerm
    documents: int
    all_counted: bool
    examples: tuple[str, ...]  # identifiers


def remember_vocabulary() -> None:
    """Keep the vocabulary that the record is understood with, to compare a later one with."""
    kept: Path = settings.HOME.vocabulary
    fresh = kept.with_name(f".{kept.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(DATA, fresh)
    shutil.rmtree(kept, ignore_errors=True)
    fresh.rename(kept)


def touched() -> Iterator[Touched]:
    """Every term that changed since the record was last understood, with the documents it bears on.

    Nothing where nothing was understood yet.
    """
    kept: Path = settings.HOME.vocabulary
    if not kept.is_dir():
        return
    changed = vocabulary.changes(vocabulary.load(kept, earlier=True), vocabulary.load())
    if not changed:
        return
    reader = open_reader(settings.HOME.index)
    for term in changed:
        identifiers, most = _with_words(reader, term.words)
        all_counted = most <= FURTHEST
        identifiers |= _with_finding(term)
        documents = len(identifiers) if all_counted else max(len(identifiers), most)
        yield Touched(term, documents, all_counted, tuple(sorted(identifiers)[:_SHOWN]))


def _with_finding(term: vocabulary.ChangedTerm) -> set[str]:
    code = (
        term.code
    )  # some findings say more beside it: "country_visit;…;planned", "bill" of "x:bill"
    says = Q(value=code) | Q(value__startswith=f"{code};") | Q(value__startswith=f"{code}:")
    says |= Q(value__endswith=f";{code}") | Q(value__endswith=f":{code}")
    rows = Finding.objects.filter(says, kind__in=term.kinds, edition__document__withdrawn=False)
    return set(rows.values_list("edition__document__identifier", flat=True).distinct())


def _with_words(reader: Reader, words: tuple[str, ...]) -> tuple[set[str], int]:
    """The first documents that have each of the words, and how many have the commonest."""
    found: set[str] = set()
    most = 0
    for word in words:
        quoted = '"' + word.replace('"', " ") + '"'
        result = reader.search(Selection(words=quoted, limit=FURTHEST, without=all_withdrawn()))
        found.update(hit.identifier for hit in result.hits)
        most = max(most, result.total)
    return found, most
