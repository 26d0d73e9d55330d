"""What envelopes take of a person: facets and files as they would be read elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people.queries import files
from liaison.workspace.people.queries.persons import texts_of, there
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who
from liaison.workspace.policy.members import facets as seen_by
from liaison.workspace.policy.terms import Facet


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
    return texts


def files_for_sending(identifier: str, facets: Iterable[Facet], by: Who) -> list[files.FileCard]:
    """The files of these facets: what they are called, their type and size. Raises NotThere."""
    wanted = frozenset(facets)
    if not wanted <= seen_by(by):
        raise NotThere
    return [one for one in files.of_person(identifier, by=by) if one.facet in wanted]
