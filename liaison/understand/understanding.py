"""From a reading to its findings: the one function that the pipeline calls."""

from liaison.kernel.finding import Finding
from liaison.kernel.reading import Context, Format, Reading
from liaison.understand.accountability import accountability
from liaison.understand.activities import activities
from liaison.understand.attack import attack
from liaison.understand.identity import (
    cited,
    kind_of,
    mechanism_of,
    publication,
    symbol_of,
)
from liaison.understand.language_parts import languages_of
from liaison.understand.matters import themes_and_rights
from liaison.understand.people import people
from liaison.understand.places import about, countries
from liaison.understand.provisions import provisions
from liaison.understand.read import begin
from liaison.understand.recommendations import recommended
from liaison.understand.structural import structural
from liaison.understand.told_dates import told_dates
from liaison.vocabulary import Vocabulary, load

# What sets every part of understanding to work.
_SAMPLES = (
    "The mandate was renewed by the Council.",
    "Мандат был продлен Советом.",
    "The Special Rapporteur will visit Chad from 3 to 14 May 2024.",
    "The law on foreign agents was adopted. She was not released.",
    "Repeal the law on foreign agents.",
    "Article 9 of the Declaration on Human Rights Defenders protects them.",
)


def understand(
    reading: Reading, context: Context, vocabulary: Vocabulary | None = None
) -> tuple[Finding, ...]:
    """What the reading of one capture says: its findings, each with the words it stands on.

    Spans point into `parts_of(reading, context)`. Of each country and reference the first
    mention is given. `vocabulary` is the project's own where none is given. Nothing is raised
    for any text; `context.captured` must be "" or an ISO 8601 date (ValueError).
    """
    read = begin(reading, context, load() if vocabulary is None else vocabulary)
    languages = tuple(languages_of(read))
    language = languages[0].value if languages else ""
    symbol = symbol_of(read)
    published = publication(read, language)
    subjects = tuple(about(read, symbol))
    return tuple(
        finding
        for finding in (
            *languages,
            published,
            None if symbol is None else symbol.finding,
            *cited(read),
            *provisions(read),
            *countries(read),
            *subjects,
            kind_of(read, symbol),
            mechanism_of(read),
            *attack(read, language),
            *people(read, language),
            *activities(read, language, "" if published is None else published.value),
            *structural(read, language),
            *accountability(read, language),
            *themes_and_rights(read, language),
            *recommended(read, [one.value for one in subjects], language),
            *told_dates(read, language, published),
        )
        if finding is not None
    )


def prepare(vocabulary: Vocabulary | None = None) -> None:
    """Build and load all that the first call would, so that forked workers share it.

    Takes about half a second; without it the first `understand` of a process does the same.
    """
    for sample in _SAMPLES:
        understand(Reading(Format.TEXT, "", sample), Context(address=""), vocabulary)
