"""What a library answers by itself: the figure that an answer of ours must not fall below.

Of the language, py3langid restricted to the languages of the vocabulary; of a page's published
date, htmldate with its own thorough search, asked for the first date rather than the last change.
"""

from functools import lru_cache

import htmldate
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from liaison.extract.charset import decode
from liaison.measure.quality.cases import Case, Question
from liaison.vocabulary import load

_HTML = "text/html"


def alone(case: Case) -> dict[Question, frozenset[str]]:
    """The library's answers to those questions of a case that one exists for."""
    found = {}
    if Question.LANGUAGE in case.expected and case.text is not None:
        found[Question.LANGUAGE] = frozenset((_identifier().classify(case.text)[0],))
    if Question.PUBLISHED in case.expected and case.media_type == _HTML and case.file is not None:
        found[Question.PUBLISHED] = _published(case)
    return found


def _published(case: Case) -> frozenset[str]:
    page = b"" if case.file is None else case.file.read_bytes()
    try:
        date = htmldate.find_date(
            decode(page, case.media_type),
            url=case.address,
            original_date=True,
            max_date=case.captured or None,
        )
    except (ValueError, TypeError, OverflowError, RecursionError):
        date = None  # a page that it stumbles over is one that it does not answer
    return frozenset((date,)) if date else frozenset()


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    library = LanguageIdentifier.from_model_file(MODEL_FILE)
    library.set_languages([code for code in load().languages if code in library.labels])
    return library
