"""What followed: investigation, prosecution, judgment, reparation, release, or none of it."""

from collections.abc import Iterator, Sequence
from functools import partial

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.demand import Demands
from liaison.understand.negation import Mood, Use, told
from liaison.understand.read import Read
from liaison.understand.worded import Worded

# Of two that are told in one sentence, the one that says more holds: a released person on bail is
# not simply released, a convicted killer is no convicted defender.
_MORE_EXACT = {
    "released_conditional": ("released",),
    "perpetrator_convicted": ("convicted", "prosecuted", "judgment"),
    "perpetrator_acquitted": ("acquitted", "prosecuted", "judgment"),
    "acquitted": ("convicted", "judgment"),
    "convicted": ("judgment",),
    "sentence_reduced": ("convicted", "judgment"),
    "no_investigation": ("investigation_opened",),
    "investigation_closed": ("investigation_opened",),
    "prosecuted": ("investigation_opened",),
}
_NEGATED = (Mood.NEGATED, Mood.DENIED)
_OPPOSITE = {"investigation_opened": "no_investigation", "prosecuted": "impunity"}
_NO = frozenset(("not", "no", "never", "pas", "não", "не", "нет", "لم", "لا", "لن"))  # in a gap
# What becomes of those who are accused of attacking defenders; their release is no defender's.
_OF_PERPETRATORS = {
    "convicted": "perpetrator_convicted",
    "acquitted": "perpetrator_acquitted",
    "released": "",
    "released_conditional": "",
    "re_arrested": "",
    "charges_dropped": "",
    "sentence_reduced": "",
}
_STATES = ("impunity", "no_investigation", "whereabouts_unknown")  # hold however they are told of


def accountability(read: Read, language: str) -> Iterator[Finding]:
    """The outcomes that a document tells of, each once, with the words that say so.

    What is only asked for, feared or denied is left out; an investigation that was not opened is
    told as such.
    """
    seen: set[str] = set()
    uses = told(read, "outcome_words", language)
    if not uses:
        return
    texts = {Part.TITLE: read.title_words, Part.TEXT: read.text_words}
    demands = {part: Demands(texts[part]) for part in {use.part for use in uses}}
    meant = [
        (code, use)
        for use in uses
        if (code := _meant(use, texts[use.part]))
        and not demands[use.part].reach(use.language, use.words[0], use.words[-1])
    ]
    for code, use in meant:
        sentence = partial(texts[use.part].sentence)
        if code in seen or _hidden(code, use, meant, sentence(use.words[0])):
            continue
        seen.add(code)
        yield read.finding(
            FindingKind.ACCOUNTABILITY,
            code,
            read.span(use.part, use.start, use.end),
            f"accountability: {use.mood}",
            0.8 if use.strength == "strong" else 0.55,
        )


def _meant(use: Use, text: Worded) -> str:
    """The outcome that a use tells of, or "" where it tells of none."""
    inside = set(range(use.words[0], use.words[-1])) - set(use.words)
    negated = any(text.words[at] in _NO for at in inside)
    if use.mood is Mood.TOLD and not negated:
        return use.code
    if use.mood is Mood.PURSUED and not negated:
        return _OF_PERPETRATORS.get(use.code, use.code)
    if negated or use.mood in _NEGATED:
        return _OPPOSITE.get(use.code, "")
    return use.code if use.code in _STATES and use.mood is Mood.POSSIBLE else ""


def _hidden(
    code: str, use: Use, meant: Sequence[tuple[str, Use]], sentence: tuple[int, int]
) -> bool:
    """Whether its sentence says the same more exactly."""
    return any(
        code in _MORE_EXACT.get(other, ())
        and one.part is use.part
        and sentence[0] <= one.words[0] < sentence[1]
        for other, one in meant
    )
