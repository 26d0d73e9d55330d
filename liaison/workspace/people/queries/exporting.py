"""One person, taken along: what whoever asks may see, as plain values."""

from typing import Any

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people.queries.consents import Given, consents_of
from liaison.workspace.people.queries.files import FileCard, of_person
from liaison.workspace.people.queries.persons import read
from liaison.workspace.policy.members import Act, Who, check_may


def exported(identifier: str, *, by: Who) -> dict[str, Any]:
    """A person for JSON; the files by what they are called. Raises Refused, NotThere.

    Nothing of what the role does not see is in it, nor that it is left out. The log says so.
    """
    check_may(by, Act.EXPORT)
    dossier = read(identifier, by=by)
    log("person.exported", actor=of(by), subject=reference("person", identifier))
    return {
        "reference": identifier,
        "pseudonym": dossier.card.pseudonym,
        "kind": dossier.card.kind,
        "country": dossier.card.country,
        "facets": dict(dossier.contents),
        "consents": [_consent(one) for one in consents_of(identifier, by=by)],
        "files": [_file(one) for one in of_person(identifier, by=by)],
    }


def _consent(one: Given) -> dict[str, Any]:
    terms = one.terms
    return {
        "facets": sorted(terms.facets),
        "recipients": sorted(terms.recipients),
        "purposes": sorted(terms.purposes),
        "use": terms.use,
        "since": terms.since.isoformat(),
        "until": terms.until.isoformat(),
        "withdrawn": terms.withdrawn.isoformat() if terms.withdrawn else None,
        "given_by": one.given_by,
        "proxy": one.proxy,
        "how": one.how,
    }


def _file(one: FileCard) -> dict[str, Any]:
    return {
        "name": one.name,
        "facet": one.facet,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
    }
