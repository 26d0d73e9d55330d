"""The full text of pseudonyms and of notes: FTS5, in the encrypted database.

What is deleted is overwritten at once ("secure-delete"), not only hidden until a later merge.
Texts of persons are sealed, and are not in it.
"""

import re
from collections.abc import Sequence

from django.db import connections
from django.db.models.expressions import RawSQL

from liaison.workspace.vault import opened

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def put_pseudonym(person: int, pseudonym: str) -> None:
    """Find a person under it, and under no other; within the transaction at hand."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute("DELETE FROM people_pseudonym_words WHERE rowid = %s", [person])
        if pseudonym:
            cursor.execute(
                "INSERT INTO people_pseudonym_words (rowid, pseudonym) VALUES (%s, %s)",
                [person, pseudonym],
            )


def fill_pseudonyms(rows: Sequence[tuple[int, str]]) -> None:
    """Many at once."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_pseudonym_words (rowid, pseudonym) VALUES (%s, %s)", rows
        )


def put_note(note: int, title: str, text: str) -> None:
    """Find a note by its words; within the transaction at hand."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute("DELETE FROM people_note_words WHERE rowid = %s", [note])
        cursor.execute(
            "INSERT INTO people_note_words (rowid, title, text) VALUES (%s, %s, %s)",
            [note, title, text],
        )


def drop_note(note: int) -> None:
    """Find it no more."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute("DELETE FROM people_note_words WHERE rowid = %s", [note])


def asked(typed: str) -> str:
    """What FTS5 is asked for what somebody typed: every word, as far as it goes."""
    words = _WORD.findall(typed)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' for word in words) or '""'


def people_called(typed: str) -> RawSQL:
    """The numbers of people whose pseudonyms hold these words: a set for `pk__in`."""
    return RawSQL(
        "SELECT rowid FROM people_pseudonym_words WHERE people_pseudonym_words MATCH %s",
        [asked(typed)],
    )


def notes_saying(typed: str) -> RawSQL:
    """The numbers of notes that hold these words."""
    return RawSQL(
        "SELECT rowid FROM people_note_words WHERE people_note_words MATCH %s", [asked(typed)]
    )
