"""What an envelope takes from the vault: facets, texts and files, as its author may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.format import Attachment, Contents
from liaison.workspace.envelopes.limits import LONGEST_TEXT
from liaison.workspace.envelopes.states import About
from liaison.workspace.people import queries as people
from liaison.workspace.people import sniffing
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.members import facets as seen_by
from liaison.workspace.policy.terms import Facet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was ticked, of what. `text`: what the author wrote for the recipient."""

    about: About = About.NOTHING
    reference: str = ""
    facets: frozenset[Facet] = frozenset()
    files: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileOffered:
    """A file that could go along."""

    reference: str
    facet: Facet
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Source:
    """What there is to tick. `facets`: those that hold something and that the reader may see."""

    title: str
    country: str
    what: str = ""
    text: str = ""
    facets: frozenset[Facet] = frozenset()
    files: Sequence[FileOffered] = field(default_factory=tuple)


def of_person(reference: str, *, by: Who) -> Source:
    """What could be sent of a person. Raises NotThere."""
    card = people.card(reference, by=by)
    facets = seen_by(by)
    held = people.sendable(reference, facets, by)
    files = [
        FileOffered(one.reference, one.facet, one.name, one.media_type, one.size)
        for one in people.files_for_sending(reference, facets, by)
    ]
    return Source(card.pseudonym, card.country, card.kind, "", frozenset(held), files)


def of_note(reference: str, *, by: Who) -> Source:
    """What could be sent of a note: its text to begin with, its files. Raises NotThere."""
    note = people.note(reference, by=by)
    files = [
        FileOffered(one.reference, one.facet, one.name, one.media_type, one.size)
        for one in people.of_note(reference, by=by)
    ]
    text = f"{note.card.title}\n\n{note.text}"[:LONGEST_TEXT]
    return Source(note.card.title, note.card.country, note.card.kind, text, frozenset(), files)


def consents_of(wanted: Wanted) -> list[Consent]:
    """What was agreed to: of a person; nothing else needs it."""
    return people.covering(wanted.reference) if wanted.about is About.PERSON else []


def names_somebody(wanted: Wanted, text: str) -> bool:
    """Whether a text for the recipient holds a name of the person it is about."""
    if wanted.about is not About.PERSON or not text:
        return False
    return people.mentions(wanted.reference, text)


def facets_asked(wanted: Wanted) -> frozenset[Facet]:
    """Facets that would leave: those ticked, those that the files are in, and those of a text.

    A text about a person tells what happened; one that names the person says who it is.
    """
    if wanted.about is not About.PERSON:
        return wanted.facets
    asked = wanted.facets | people.facets_of_files(wanted.files)
    if wanted.text.strip():
        asked |= {Facet.NARRATIVE}
    return asked | {Facet.IDENTITY} if names_somebody(wanted, wanted.text) else asked


def check_known(wanted: Wanted, *, by: Who) -> None:
    """Raise NotThere where it is about a person whom `by` may not know of, or who is gone."""
    if wanted.about is About.PERSON and wanted.reference:
        people.check_known(wanted.reference, by=by)


def contents_of(wanted: Wanted, *, by: Who) -> Contents:
    """What was ticked, as it is now. Raises NotThere for what `by` may not read, or is gone."""
    body: Mapping[str, Any] = {"text": wanted.text} if wanted.text else {}
    facets: Mapping[Facet, Mapping[str, Any]] = {}
    if wanted.about is About.PERSON and wanted.facets:
        facets = people.sendable(wanted.reference, wanted.facets, by)
    return Contents(body, facets, tuple(_attachment(one, by) for one in wanted.files))


def check_files(wanted: Wanted, *, by: Who) -> None:
    """Raise NotThere unless each file is of what the envelope is about, and `by` may read it."""
    if wanted.about is About.PERSON:
        found = people.files_for_sending(wanted.reference, seen_by(by), by)
    elif wanted.about is About.NOTE:
        found = people.of_note(wanted.reference, by=by)
    else:
        return
    known = {one.reference for one in found}
    if not set(wanted.files) <= known:
        raise NotThere


def check_attachment(attachment: Attachment) -> None:
    """Raise NotTaken for a file that came and is of a type that is not taken, or of another."""
    try:
        found = sniffing.recognised(attachment.name, attachment.content)
    except MistakenInput as error:
        raise NotTaken(Code.ATTACHMENT) from error
    if found.media_type != attachment.media_type:
        raise NotTaken(Code.ATTACHMENT)


def _attachment(reference: str, by: Who) -> Attachment:
    stored = people.file_for_sending(reference, by=by)
    return Attachment(stored.name, stored.media_type, stored.content)
