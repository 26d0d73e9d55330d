"""Reading notes: what needs no person."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people import word_index
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.people.models import Note
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, check_sees

PAGE = 50


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note in a list."""

    reference: str
    kind: NoteKind
    country: str
    title: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class NoteRead:
    """All of a note. `version`: to be given back with a change."""

    card: NoteCard
    text: str
    version: int
    created_at: dt.datetime
    created_by: int


@dataclass(frozen=True, slots=True)
class Notes:
    """One page of a list; `after`: the next page."""

    cards: Sequence[NoteCard]
    count: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class NotesWanted:
    """What a list is narrowed to."""

    text: str = ""
    country: str = ""
    kind: NoteKind | None = None
    after: str = ""


def notes(wanted: NotesWanted, *, by: Who) -> Notes:
    """Notes, the latest changed first. Raises Refused, MistakenInput."""
    check_may(by, Act.READ_NOTES)
    found = Note.objects.all()
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.text.strip():
        found = found.filter(pk__in=word_index.notes_saying(wanted.text))
    count = found.count()
    if wanted.after:
        found = found.filter(_earlier(wanted.after))
    page = list(found.order_by("-changed_at", "-pk")[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    after = f"{last.changed_at.isoformat()}~{last.pk}" if last else ""
    return Notes([_card(note) for note in page[:PAGE]], count, after)


def note(identifier: str, *, by: Who) -> NoteRead:
    """One note; the log says that it was read. Raises NotThere."""
    check_sees(by, Act.READ_NOTES, frozenset())
    found = Note.objects.filter(reference=identifier).first()
    if found is None:
        raise NotThere
    log("note.read", actor=of(by), subject=reference("note", identifier))
    return NoteRead(_card(found), found.text, found.version, found.created_at, found.created_by_id)


def _card(note: Note) -> NoteCard:
    kind = NoteKind(note.kind)
    return NoteCard(note.reference, kind, note.country, note.title, note.changed_at)


def _earlier(after: str) -> Q:
    moment, _tilde, number = after.partition("~")
    try:
        last, pk = dt.datetime.fromisoformat(moment), int(number)
    except ValueError as error:
        raise MistakenInput("this page of the list is not known", "begin at its top") from error
    return Q(changed_at__lt=last) | Q(changed_at=last, pk__lt=pk)
