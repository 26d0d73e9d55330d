"""What envelopes take of a person: facets and files as they would be read elsewhere."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from liaison.names import find_withdrawn, withdrawn_digests
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people.models import File, Person
from liaison.workspace.people.queries import files
from liaison.workspace.people.queries.persons import names_of, texts_of, there
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who
from liaison.workspace.policy.members import facets as seen_by
from liaison.workspace.policy.terms import Facet

_SHORT = 3  # letters: such a word is no name by itself


def sendable(
    identifier: str, facets: Iterable[Facet], by: Who
) -> Mapping[Facet, Mapping[str, Any]]:
    """These facets of a person as plain values; those that hold nothing are left out.

    Raises NotThere for a person, or a facet, that `by` may not see. The log says that it was read.
    """
    wanted = frozenset(facets)
    person, _readers = there(identifier, Act.READ_PEOPLE, by=by)
    if not wanted <= seen_by(by):
        raise NotThere
    texts, _versions = texts_of(person, wanted)
    said = reference("person", identifier)
    log("person.read", actor=of(by), subject=said, facets=",".join(sorted(texts)))
    return {facet: text for facet, text in texts.items() if text}


def files_for_sending(identifier: str, facets: Iterable[Facet], by: Who) -> list[files.FileCard]:
    """The files of these facets: what they are called, their type and size. Raises NotThere."""
    wanted = frozenset(facets)
    if not wanted <= seen_by(by):
        raise NotThere
    return [one for one in files.of_person(identifier, by=by) if one.facet in wanted]


def mentions(identifier: str, text: str) -> bool:
    """Whether a text holds a name of this person, in any spelling or script, or a part of it.

    For the check of what is sent: it says no more than that, and asks for no role.
    """
    person = Person.objects.filter(reference=identifier, erased_at=None).first()
    if person is None:
        return False
    names = names_of([person]).get(person.pk, ())
    secret = secrets.token_bytes(32)
    told = {*names, *(word for name in names for word in name.replace("-", " ").split())}
    digests = frozenset[str]().union(
        *(withdrawn_digests(one, secret) for one in told if len(one) > _SHORT)
    )
    return next(iter(find_withdrawn(text, digests, secret)), None) is not None


def hidden_from(by: Who) -> QuerySet[Person, str]:
    """References of people whom `by` may not know of: what is about them is not shown either."""
    mine = Person.readers.through.objects.filter(member_id=by.number).values("person_id")
    hidden = Person.objects.filter(narrow=True).exclude(pk__in=mine)
    return hidden.values_list("reference", flat=True)


def facets_of_files(references: Iterable[str]) -> frozenset[Facet]:
    """In which facets these files are; those of notes are documents."""
    rows = File.objects.filter(reference__in=list(references)).values_list("facet", flat=True)
    return frozenset(map(Facet, rows))
