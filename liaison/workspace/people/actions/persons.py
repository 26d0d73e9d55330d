"""Writing people of the vault at hand; each with its entry in the log."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members import queries as members
from liaison.workspace.members.actions import of
from liaison.workspace.people import contents, name_index, word_index
from liaison.workspace.people.codes import WRITTEN, PersonKind
from liaison.workspace.people.contents import tidy_country
from liaison.workspace.people.models import FacetText, Person
from liaison.workspace.people.naming import tidy_name
from liaison.workspace.people.queries.persons import there
from liaison.workspace.people.sealing import facet_context, sealed
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key

LONGEST_PSEUDONYM = 80

Contents = Mapping[Facet, Mapping[str, Any]]


class Overtaken(MistakenInput):
    """Somebody else changed the same text meanwhile."""


def create_person(
    *,
    pseudonym: str,
    kind: PersonKind,
    country: str,
    content: Contents,
    readers: Iterable[int] = (),
    now: dt.datetime,
    by: Who,
) -> str:
    """Write somebody down; give back the reference. Raises Refused, NotThere, MistakenInput.

    `readers`: the members it is for, `by` with them; nobody: all. The key is made first: killed in
    between, it is the key of nobody.
    """
    check_may(by, Act.WRITE_PEOPLE)
    texts = tidied(content, by)
    only = _readers(readers, by)
    identifier = secrets.token_hex(16)
    key = making.keys_of(opened.current()).make(identifier)
    with transaction.atomic(using=opened.current().alias):
        person = Person.objects.create(
            reference=identifier,
            pseudonym=tidy_pseudonym(pseudonym),
            kind=kind,
            country=tidy_country(country),
            created_at=now,
            created_by_id=by.number,
            changed_at=now,
            narrow=bool(only),
        )
        person.readers.set(only)
        for facet, text in texts.items():
            if text:
                _write(person, facet, text, 1, key, now, by)
        _index(person, contents.names_of(texts.get(Facet.IDENTITY, {})))
        word_index.put_pseudonym(person.pk, person.pseudonym)
        said = reference("person", identifier)
        log("person.created", actor=of(by), subject=said, facets=_listed(texts))
    return identifier


def update_person(
    *,
    identifier: str,
    pseudonym: str,
    kind: PersonKind,
    country: str,
    content: Contents,
    versions: Mapping[Facet, int],
    now: dt.datetime,
    by: Who,
) -> None:
    """Change a person; facets that are not given, or not seen by `by`, stay as they are.

    `versions`: which text each change was made from (0: there was none). Raises NotThere,
    MistakenInput, and Overtaken where somebody changed one of them meanwhile.
    """
    texts = tidied(content, by)
    with transaction.atomic(using=opened.current().alias):
        person, _known = there(identifier, Act.WRITE_PEOPLE, by=by)
        key = making.keys_of(opened.current()).key_of(identifier)
        rows = {Facet(row.facet): row for row in FacetText.objects.filter(person=person)}
        changed = {facet: text for facet, text in texts.items() if text or facet in rows}
        for facet, text in changed.items():
            before = rows[facet].version if facet in rows else 0
            if versions.get(facet, 0) != before:
                raise Overtaken(
                    _("Somebody else changed this person while you were writing."),
                    _("Open the person in another window, and bring both together."),
                )
            _write(person, facet, text, before + 1, key, now, by)
        person.pseudonym, person.kind = tidy_pseudonym(pseudonym), kind
        person.country, person.changed_at = tidy_country(country), now
        person.save(update_fields=["pseudonym", "kind", "country", "changed_at"])
        if Facet.IDENTITY in changed:
            _index(person, contents.names_of(changed[Facet.IDENTITY]))
        word_index.put_pseudonym(person.pk, person.pseudonym)
        said = reference("person", identifier)
        log("person.changed", actor=of(by), subject=said, facets=_listed(changed))


def set_readers(*, identifier: str, readers: Iterable[int], now: dt.datetime, by: Who) -> None:
    """Say whom a person is for, `by` with them; nobody: all. Raises NotThere, MistakenInput."""
    only = _readers(readers, by)
    with transaction.atomic(using=opened.current().alias):
        person, _known = there(identifier, Act.WRITE_PEOPLE, by=by)
        person.readers.set(only)
        person.narrow, person.changed_at = bool(only), now
        person.save(update_fields=["narrow", "changed_at"])
        name_index.narrow(person.pk, bytes(person.name_digests), to_readers=person.narrow)
        said = reference("person", identifier)
        log("person.readers-set", actor=of(by), subject=said, readers=len(only))


def tidy_pseudonym(typed: str) -> str:
    """As it is kept. Raises MistakenInput."""
    tidy = tidy_name(typed)
    if not tidy:
        raise MistakenInput(
            _("There is no pseudonym."), _("Choose one that says nothing of who it is.")
        )
    if len(tidy) > LONGEST_PSEUDONYM:
        raise MistakenInput(
            _("The pseudonym has more than %(most)s characters.") % {"most": LONGEST_PSEUDONYM},
            _("Shorten it."),
        )
    return tidy


def tidied(content: Contents, by: Who) -> dict[Facet, dict[str, Any]]:
    """The texts of facets that are written here and that `by` sees. Raises NotThere for others."""
    if not content.keys() <= facets(by).intersection(WRITTEN):
        raise NotThere
    return {facet: contents.tidy(facet, text) for facet, text in content.items()}


def _readers(wanted: Iterable[int], by: Who) -> set[int]:
    only = set(wanted)
    if only and only != set(members.names(only)):
        raise MistakenInput(_("This member is not here."), _("Choose among those of this vault."))
    return only | {by.number} if only else set()


def _write(
    person: Person,
    facet: Facet,
    text: Mapping[str, Any],
    version: int,
    key: Key,
    now: dt.datetime,
    by: Who,
) -> None:
    FacetText.objects.update_or_create(
        person=person,
        facet=facet,
        defaults={
            "sealed": sealed(key, text, facet_context(person.reference, facet, version)),
            "version": version,
            "changed_at": now,
            "changed_by_id": by.number,
        },
    )


def _index(person: Person, names: Iterable[str]) -> None:
    digests = name_index.digests_of(names)
    name_index.replace(person.pk, bytes(person.name_digests), digests, narrow=person.narrow)
    person.name_digests = name_index.packed(digests)
    person.save(update_fields=["name_digests"])


def _listed(texts: Mapping[Facet, object]) -> str:
    return ",".join(sorted(texts))
