"""Erasing somebody: asked for by one member, approved by another, then done to the end.

First the person's key, for ever: from then on nothing of them can be read, here or in any backup.
Then the sealed files, then all rows in one transaction, then what the database kept beside. A
process that is killed anywhere in between leaves work that `finish_erasures` does whenever a vault
is opened; so it does where a vault came back from a backup of before.
"""

import datetime as dt
from collections import Counter

from django.db import connections, transaction

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people import erasing, name_index, word_index
from liaison.workspace.people.codes import Reason
from liaison.workspace.people.models import Consent, Erasure, FacetText, File, Person
from liaison.workspace.people.queries.erasures import approvable
from liaison.workspace.people.queries.persons import there
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Act, Who
from liaison.workspace.vault import attachments, making, opened


def ask_erasure(*, identifier: str, reason: Reason, now: dt.datetime, by: Who | None) -> None:
    """Ask for somebody to be erased; once asked, that stays. Raises NotThere.

    `by`: None for the administrator, who has the vault's key; a member has to agree.
    """
    with transaction.atomic(using=opened.current().alias):
        if by is not None:
            there(identifier, Act.ASK_ERASURE, by=by)
        elif not Person.objects.filter(reference=identifier, erased_at=None).exists():
            raise NotThere
        _row, new = Erasure.objects.get_or_create(
            reference=identifier,
            defaults={"reason": reason, "asked_at": now, "asked_by_id": _number(by)},
        )
        if new:
            said = reference("person", identifier)
            log("erasure.asked", actor=of(by), subject=said, reason=reason)


def decline_erasure(*, identifier: str, by: Who) -> None:
    """Take a request back, or refuse it: the person stays. Raises NotThere."""
    with transaction.atomic(using=opened.current().alias):
        row = Erasure.objects.filter(reference=identifier, approved_at=None).first()
        if row is None or not (row.asked_by_id == by.number or approvable(row, by)):
            raise NotThere
        row.delete()
        log("erasure.declined", actor=of(by), subject=reference("person", identifier))


def approve_erasure(*, identifier: str, now: dt.datetime, by: Who | None) -> None:
    """Agree, and erase. Raises NotThere, and Refused for whoever asked for it.

    `by`: None for the administrator, where a member has asked.
    """
    with transaction.atomic(using=opened.current().alias):
        row = Erasure.objects.filter(reference=identifier, approved_at=None).first()
        if row is None or (by is not None and not approvable(row, by)):
            raise NotThere
        if row.asked_by_id == (_number(by)):
            raise Refused("another member has to agree", "ask a colleague")
        row.approved_at, row.approved_by_id = now, _number(by)
        row.save(update_fields=["approved_at", "approved_by"])
        log("erasure.approved", actor=of(by), subject=reference("person", identifier))
    _carry_out(row, now)


def finish_erasures(*, now: dt.datetime) -> int:
    """Do what is left of erasures, of before a crash or a restored backup; how many there were.

    Called whenever a vault is opened, before anybody works in it.
    """
    keys = making.keys_of(opened.current())
    for identifier, at in keys.erased().items():
        if Person.objects.filter(reference=identifier, erased_at=None).exists():
            _row_again(identifier, at)
    back = keys.keys_of(
        Erasure.objects.exclude(done_at=None).values_list("reference", flat=True)
    )  # the keys are those of an earlier backup
    left = list(Erasure.objects.exclude(approved_at=None).filter(swept_at=None))
    left += Erasure.objects.filter(reference__in=list(back)).exclude(swept_at=None)
    for row in left:
        _carry_out(row, now)
    return len(left)


def _number(by: Who | None) -> int | None:
    return by.number if by is not None else None


def _row_again(identifier: str, at: dt.datetime) -> None:
    """That somebody was erased, in a vault that is of before it. The keys say when it was."""
    with transaction.atomic(using=opened.current().alias):
        Erasure.objects.update_or_create(
            reference=identifier,
            defaults={"approved_at": at, "done_at": None, "swept_at": None},
            create_defaults={"reason": Reason.ASKED, "asked_at": at, "approved_at": at},
        )
        log("erasure.found", subject=reference("person", identifier))


def _carry_out(row: Erasure, now: dt.datetime) -> None:
    vault = opened.current()
    making.keys_of(vault).erase(row.reference, row.approved_at or now)
    attachments.delete(vault.place, _files_of(row.reference))
    with transaction.atomic(using=vault.alias):
        late = _files_of(row.reference)  # somebody attached one meanwhile
        person = Person.objects.filter(reference=row.reference).first()
        gone = _emptied(person) if person is not None else Counter()
        gone.update(erasing.purge_elsewhere(row.reference))
        row.removed = dict(Counter(row.removed) + gone)
        row.done_at = row.done_at or now
        row.save(update_fields=["removed", "done_at"])
        if person is not None:
            person.erased_at = person.erased_at or row.done_at
            person.save()
        said = reference("person", row.reference)
        log("person.erased", subject=said, removed=sum(gone.values()))
    attachments.delete(vault.place, late)
    if _nothing_beside():
        row.swept_at = now
        row.save(update_fields=["swept_at"])


def _files_of(identifier: str) -> list[str]:
    return list(File.objects.filter(person__reference=identifier).values_list("stored", flat=True))


def _emptied(person: Person) -> Counter[str]:
    """Delete all that the tables hold of a person but that there was one; how much it was.

    What they agreed to stays, without who spoke for them: it is why earlier envelopes were right.
    """
    names = len(bytes(person.name_digests))
    gone = Counter(
        {
            "texts": FacetText.objects.filter(person=person).delete()[0],
            "files": File.objects.filter(person=person).delete()[0],
            "index": 1 if names else 0,
        }
    )
    Consent.objects.filter(person=person).update(proxy=b"")
    name_index.replace(person.pk, bytes(person.name_digests), frozenset(), narrow=person.narrow)
    word_index.put_pseudonym(person.pk, "")
    person.readers.clear()
    person.pseudonym, person.country, person.name_digests = "", "", b""
    return +gone


def _nothing_beside() -> bool:
    """Bring the write-ahead log in and empty it; False where somebody is still reading from it.

    What rows held was overwritten when they were deleted: `secure_delete`, of SQLite and of FTS5.
    """
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()
    return row is not None and row[0] == 0
