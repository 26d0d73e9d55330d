"""Languages and months, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.loading.making import names
from liaison.vocabulary.terms import DateWord, DateWordKind, Language, LanguageMarks, MonthName


def language(row: Row) -> Language:
    """A row of languages.csv."""
    return Language(row["code"], row["endonym"], names(row), tuple(row["scripts"].split()))


def month(row: Row) -> MonthName:
    """A row of months.csv."""
    return MonthName(int(row["month"]), row["language"], row["name"])


def marks(row: Row) -> LanguageMarks:
    """A row of language_marks.csv."""
    return LanguageMarks(
        language=row["language"],
        seldom=row["seldom"] == "yes",
        like=row["like"],
        letters=row["letters"],
        words=tuple(row["words"].split()),
    )


def date_word(row: Row) -> DateWord:
    """A row of date_words.csv. Raises ValueError for an unknown kind, or a value that is none."""
    words = tuple(row["words"].split("|"))
    return DateWord(row["language"], DateWordKind(row["kind"]), int(row["value"] or 0), words)
