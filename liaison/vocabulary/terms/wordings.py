"""The words by which a text is known to speak of something."""

from dataclasses import dataclass

# The codes of mood_words.csv: how something is told that did not simply happen, and the words
# that let a cue bear on what follows ("clear") or end what it bears on ("breaks").
MOODS = (
    "negated",
    "denied",
    "possible",
    "threatened",
    "called_for",
    "forbidden",
    "named",
    "remembered",
    "pursued",
    "clear",
    "breaks",
)
# The codes of role_words.csv: what words beside an actor or a deed make of either.
# What words beside a name say of it (people_words.csv, organisation_words.csv).
BESIDE_NAMES = (
    "honorific",
    "defender",
    "official",
    "mandate",
    "relative",
    "staff",
    "spoke",
    "author",
    "suffering",
    "suspect",
    "alias",
    "heading",
)
WITHIN_NAMES = ("organisation",)
ROLES = ("agent", "undergone", "speaks", "helps")
STRENGTHS = ("strong", "weak")
PLACES = ("before", "after", "around", "near")


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says what a code stands for.

    `strength`: how far the words can be believed ("strong": by themselves, "weak": with others),
    or in mood_words.csv where they stand. `words`: each a phrase in the form that the how-to
    "Add a term to the vocabulary" explains.
    """

    code: str
    language: str
    strength: str
    words: tuple[str, ...]


def searched(phrase: str) -> str:
    """The part of a phrase that can be looked for as it stands: stems without their mark."""
    parts = (
        " ".join(word.partition("/")[0].strip("*") for word in part.split())
        for part in phrase.split(" .. ")
    )
    return max(parts, key=len)
