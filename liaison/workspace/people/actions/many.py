"""Writing many people down at once: taken over from elsewhere, or made for a demonstration."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from liaison.workspace.audit.actions import log
from liaison.workspace.members.actions import of
from liaison.workspace.people import contents, name_index, word_index
from liaison.workspace.people.actions.persons import Contents, tidied, tidy_pseudonym
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.people.contents import tidy_country
from liaison.workspace.people.models import FacetText, Person
from liaison.workspace.people.sealing import facet_context, sealed
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key

_AT_ONCE = 5_000  # rows in one statement after another


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be written down, for everybody here whose role has people."""

    pseudonym: str
    kind: PersonKind
    country: str
    content: Contents


def create_people(*, people: Sequence[NewPerson], now: dt.datetime, by: Who) -> list[str]:
    """All of these, or none; give back their references. Raises Refused, NotThere, MistakenInput.

    20,000 at a time take a few seconds and 200 MB.
    """
    check_may(by, Act.WRITE_PEOPLE)
    texts = [tidied(one.content, by) for one in people]
    digests = name_index.digests_of_many(
        contents.names_of(text.get(Facet.IDENTITY, {})) for text in texts
    )
    references = [secrets.token_hex(16) for _one in people]
    keys = making.keys_of(opened.current()).make_many(references)
    with transaction.atomic(using=opened.current().alias):
        rows = Person.objects.bulk_create(
            [
                _row(one, reference, packed, now, by)
                for one, reference, packed in zip(
                    people, references, map(name_index.packed, digests), strict=True
                )
            ],
            batch_size=_AT_ONCE,
        )
        FacetText.objects.bulk_create(
            [
                _text(row, facet, text, keys[row.reference], now)
                for row, said in zip(rows, texts, strict=True)
                for facet, text in said.items()
                if text
            ],
            batch_size=_AT_ONCE,
        )
        found = zip(rows, digests, strict=True)
        name_index.fill(sorted((one, row.pk, False) for row, its in found for one in its))
        word_index.fill_pseudonyms([(row.pk, row.pseudonym) for row in rows])
        log("people.created", actor=of(by), people=len(rows))
    return references


def _row(one: NewPerson, reference: str, digests: bytes, now: dt.datetime, by: Who) -> Person:
    return Person(
        reference=reference,
        pseudonym=tidy_pseudonym(one.pseudonym),
        kind=one.kind,
        country=tidy_country(one.country),
        created_at=now,
        created_by_id=by.number,
        changed_at=now,
        name_digests=digests,
    )


def _text(
    row: Person, facet: Facet, text: dict[str, object], key: Key, now: dt.datetime
) -> FacetText:
    return FacetText(
        person=row,
        facet=facet,
        sealed=sealed(key, text, facet_context(row.reference, facet, 1)),
        version=1,
        changed_at=now,
        changed_by_id=row.created_by_id,
    )
