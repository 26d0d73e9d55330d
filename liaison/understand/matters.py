"""The themes of a document, and the rights of defenders that they touch, by their words.

A word here and there is no theme: a document is about what its title names, what it begins with,
or what it comes back to, as often as its length asks for.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.negation import Mood, Use, told
from liaison.understand.read import Read

_WEIGHT = {"strong": 1.0, "weak": 0.4}
_IN_TITLE, _FIRST = 2.0, 1.5  # how much more a word counts in the title, in the first sentences
_BEGINNING = 400  # characters of a text that say what follows
_ENOUGH = 1.0
_WORDS_EACH = 400  # words of a text for which a word more is asked
_MOST = 5.0  # weight that is enough for a text of any length
_NOT = (Mood.NEGATED, Mood.DENIED)


def themes_and_rights(read: Read, language: str) -> Iterator[Finding]:
    """Every theme with the words that weighed first for it, and every right that its themes touch.

    `language` is the document's (ISO 639-1, or "" if unknown).
    """
    by_theme: dict[str, list[Use]] = defaultdict(list)
    for use in told(read, "theme_words", language):
        if use.mood not in _NOT:
            by_theme[use.code].append(use)
    enough = min(_MOST, _ENOUGH + len(read.text_words.words) / _WORDS_EACH * _WEIGHT["weak"])
    rights: dict[str, Finding] = {}
    for code, uses in by_theme.items():
        weight = sum(map(_weight, uses))
        if weight < enough:
            continue
        shown = max(uses, key=_weight)
        span = read.span(shown.part, shown.start, shown.end)
        sure = _sureness(uses, weight, enough)
        yield read.finding(FindingKind.THEME, code, span, "theme: words", sure)
        for right in read.vocabulary.themes[code].rights:
            found = read.finding(FindingKind.RIGHT, right, span, f"right: {code}", sure)
            if right not in rights or rights[right].confidence < sure:
                rights[right] = found
    yield from rights.values()


def _weight(use: Use) -> float:
    weight = _WEIGHT[use.strength]
    if use.part is Part.TITLE:
        return weight * _IN_TITLE
    return weight * _FIRST if use.start < _BEGINNING else weight


def _sureness(uses: Sequence[Use], weight: float, enough: float) -> float:
    """Between 0.5 and 0.9: how far the words exceed what is asked, all weak ones less."""
    strong = any(use.strength == "strong" for use in uses)
    return round((0.6 if strong else 0.5) + 0.3 * (1 - enough / weight), 2)
