"""The captures of a document: what each address of it gave when, and what changed in between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.publish import declared, queries
from liaison.publish.comparing import Comparison, compare
from liaison.publish.copies import given_editions
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.names import worded
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.titles import title
from liaison.publish.withdrawn import find
from liaison.publish.wordings import Wording, wordings, words_of
from liaison.sources.declaration import Show


@dataclass(frozen=True, slots=True)
class Changed:
    """Two wordings and what changed from the first to the second.

    `comparison` is None where one of them cannot be read here.
    """

    before: Wording
    after: Wording
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Kept:
    """One edition's address with its wordings, the newest first."""

    edition: Edition
    wordings: Sequence[Wording]
    compared: bool  # whether its terms let a reader see what changed
    given: bool  # whether the bytes can be had as they came


def captures_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/documents/IDENTIFIER/captures`, with `?before=NAME&after=NAME` for what changed.

    Raises Withdrawn for a document that was taken out.
    """
    allow_only(request.GET, ("before", "after"))
    row = find(identifier)
    editions = queries.editions_of(row)
    kept = _kept(row, editions, queries.captures_of(editions))
    changed = _changed(request, kept)
    page: dict[str, Any] = {"row": row, "heading": title(row), "kept": kept, "changed": changed}
    return render(request, "publish/captures.html", page)


def _kept(
    row: Document, editions: Sequence[Edition], captures: Mapping[str, Sequence[Capture]]
) -> list[Kept]:
    texts = queries.texts_of(editions)
    given = given_editions(row, editions, texts)
    return [
        Kept(
            edition,
            wordings(captures[edition.address_key])[::-1],
            compared=_may_be_compared(row, captures[edition.address_key]),
            given=edition.pk in given,
        )
        for edition in editions
    ]


def _may_be_compared(row: Document, captures: Sequence[Capture]) -> bool:
    """Whether its terms let every wording be shown whole, and all of them were published.

    Whoever brought another file by hand may have meant to take back what the first one said.
    """
    sources = {row.source_id, *(one.source_id for one in captures)}
    return declared.strictest(sources) is Show.FULL and not any(map(declared.is_deposited, sources))


def _changed(request: HttpRequest, kept: Sequence[Kept]) -> Changed | None:
    """What the address asks to compare; None where it asks nothing."""
    before, after = one_value(request.GET, "before"), one_value(request.GET, "after")
    if not before and not after:
        return None
    if not before or not after:
        missing = "after" if before else "before"
        raise MistakenQuery(
            _("Two captures are compared: an earlier and a later one."),
            offers=[Offer({"before": (), "after": ()})],
            parameter=missing,
        )
    of_each = [{one.name: one for one in some.wordings} for some in kept if some.compared]
    every = {name: one for some in of_each for name, one in some.items()}
    first = every[one_of("before", before, tuple(every))]
    same_address = next(some for some in of_each if first.name in some)
    second = same_address[one_of("after", after, tuple(same_address))]
    read = [words_of(first.first), words_of(second.first)]
    if read[0] is None or read[1] is None:
        return Changed(first, second, None)
    return Changed(first, second, compare(worded(read[0]), worded(read[1])))
