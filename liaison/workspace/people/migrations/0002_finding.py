"""Tables that are asked in SQL alone: the blind index of names, and the words of what is in clear."""

from django.db import migrations

_MADE = (
    (
        "CREATE TABLE people_name_key (digest INTEGER NOT NULL, person INTEGER NOT NULL,"
        " narrow INTEGER NOT NULL, PRIMARY KEY (digest, person)) WITHOUT ROWID",
        "DROP TABLE people_name_key",
    ),
    (
        "CREATE VIRTUAL TABLE people_pseudonym_words USING fts5"
        "(pseudonym, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')",
        "DROP TABLE people_pseudonym_words",
    ),
    (
        "CREATE VIRTUAL TABLE people_note_words USING fts5"
        '(title, text, tokenize="unicode61 remove_diacritics 2")',
        "DROP TABLE people_note_words",
    ),
    (
        "INSERT INTO people_pseudonym_words (people_pseudonym_words, rank)"
        " VALUES ('secure-delete', 1)",
        migrations.RunSQL.noop,
    ),
    (
        "INSERT INTO people_note_words (people_note_words, rank) VALUES ('secure-delete', 1)",
        migrations.RunSQL.noop,
    ),
)


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(made, undone) for made, undone in _MADE]
