"""A reader's question as it is saved, and as it is said to whoever follows it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.alerts.saved import Saved
from liaison.design.written import comma
from liaison.publish import labels, wording
from liaison.publish.names import without_names
from liaison.publish.question import Question
from liaison.publish.sentences import isolated


def saved(question: Question) -> Saved:
    """What of a question is followed."""
    return Saved(
        words=question.words,
        chosen=question.chosen,
        since=question.since,
        until=question.until,
        as_typed=question.exact,
        language=get_language() or "en",
    )


def question_of(kept: Saved) -> Question:
    """The question that was saved."""
    return Question(
        words=kept.words,
        chosen=kept.chosen,
        since=kept.since,
        until=kept.until,
        exact=kept.as_typed,
    )


def described(question: Question) -> str:
    """What a selection is called, in one line: its words, then what narrows it."""
    language = get_language() or "en"
    parts = [isolated(f"“{without_names(question.words)}”")] if question.words else []
    for facet, values in question.chosen.items():
        names = f"{comma(language)} ".join(
            isolated(labels.of(facet, value, language).text) for value in values
        )
        parts.append(f"{wording.facet(facet)}: {names}")
    if question.since or question.until:
        span = wording.between(question.since, question.until, language)
        parts.append(f"{wording.dates()}: {span}")
    return " · ".join(parts) or _("all documents")
