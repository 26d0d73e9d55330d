"""What is told as done to somebody, where, and which of it a text is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.negation import Mood, Use, told
from liaison.understand.read import Read
from liaison.vocabulary import Vocabulary

# Groups of violations in which the same words tell of what befalls wrongdoers: "the suspects were
# arrested" is no arrest of a defender, "the murder of which they are accused" is a murder.
_JUSTICE = frozenset(("liberty", "judicial"))
_OPENING = 80  # words at the beginning of a text that say what it is about
_SHARE = 0.1  # of all that is told: below it, a thing is told in passing
_OFTEN = 4  # times told that are enough in a text however long
_TITLE = 3  # what a title's word counts for
_WEAK_AT_LEAST = 2  # weak words that are believed where there is no strong one
STRONG, WEAK = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """How often a code is told, weighed by place, and its best use."""

    code: str
    weight: int
    titled: bool
    strong: bool
    best: Use


def named(read: Read, language: str) -> list[Use]:
    """The uses of words for violations in whatever mood, in title and text."""
    return told(read, "violation_words", language)


def deeds(uses: Iterable[Use], vocabulary: Vocabulary) -> list[Use]:
    """Those uses that tell of a violation.

    Their mood is TOLD, or PURSUED where somebody is sought or tried for it.
    """
    return [
        use
        for use in (_as_deed(use, vocabulary) for use in uses)
        if use.mood in (Mood.TOLD, Mood.PURSUED)
        and not (use.mood is Mood.PURSUED and _is_justice(use, vocabulary))
    ]


def _is_justice(use: Use, vocabulary: Vocabulary) -> bool:
    return vocabulary.violation_types[use.code].group in _JUSTICE


def _as_deed(use: Use, vocabulary: Vocabulary) -> Use:
    """A use as it bears on defenders."""
    kind = vocabulary.violation_types[use.code]
    if use.mood is Mood.THREATENED:
        code = "death_threat" if kind.sdg_16_10_1 == "killing" else "threat_intimidation"
        return use._replace(mood=Mood.TOLD, code=code)
    return use


def violations(read: Read, uses: Sequence[Use]) -> Iterator[Finding]:
    """The violations that a document is about, each with the first of its best words."""
    for one in prevailing(uses):
        yield read.finding(
            FindingKind.VIOLATION,
            one.code,
            read.span(one.best.part, one.best.start, one.best.end),
            f"violation: {'strong' if one.strong else 'weak'} words",
            STRONG if one.strong else WEAK,
        )


def prevailing(uses: Iterable[Use]) -> list[Told]:
    """The codes that are told in the title, often, or for a tenth of all that is told.

    Where no strong word tells anything, those that weak words tell more than once or in the title.
    """
    held: dict[str, list[Use]] = defaultdict(list)
    for use in uses:
        held[use.code].append(use)
    strong = [one for one in (_told(some, "strong") for some in held.values()) if one is not None]
    if not strong:
        weak = [one for one in (_told(some, "weak") for some in held.values()) if one is not None]
        return [one for one in weak if one.titled or one.weight >= _WEAK_AT_LEAST]
    total = sum(one.weight for one in strong)
    return [
        one for one in strong if one.titled or one.weight >= min(_OFTEN, max(1, _SHARE * total))
    ]


def _told(uses: Sequence[Use], strength: str) -> Told | None:
    """What the uses of one code with words of one strength amount to."""
    fitting = [use for use in uses if use.strength == strength]
    if not fitting:
        return None
    weight = sum(
        _TITLE if use.part is Part.TITLE else 1 + (use.words[0] < _OPENING) for use in fitting
    )
    titled = any(use.part is Part.TITLE for use in fitting)
    return Told(fitting[0].code, weight, titled, strength == "strong", fitting[0])
