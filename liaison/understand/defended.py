"""On whose behalf a document speaks: who the defenders are, by the words beside what was done."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.deeds import STRONG, WEAK
from liaison.understand.negation import Use
from liaison.understand.read import Read
from liaison.understand.terms import hits

_LIST = "defender_words"
_IN_TITLE, _BESIDE, _ELSEWHERE = 3.0, 1.0, 0.25
_WEAKLY = 0.5  # what a weak word counts for
_SHARE = 0.15  # of all that speaks for any kind of defender
_AT_LEAST = 1.0


@dataclass(slots=True)
class _Spoken:
    """How much speaks for a kind of defender, and the first of the words that speak most."""

    weight: float = 0.0
    most: float = 0.0
    part: Part = Part.TEXT
    start: int = 0
    end: int = 0
    strong: bool = False


def defenders(read: Read, uses: Sequence[Use], language: str) -> Iterator[Finding]:
    """The kinds of defenders named in the title, or beside what is told as done to somebody."""
    held: dict[str, _Spoken] = defaultdict(_Spoken)
    for part, text in ((Part.TITLE, read.title_words), (Part.TEXT, read.text_words)):
        deeds = {text.sentence(use.words[0])[0] for use in uses if use.part is part}
        for hit in hits(text, read.vocabulary, _LIST, language):
            beside = text.sentence(hit.words[0])[0] in deeds
            weight = _IN_TITLE if part is Part.TITLE else _BESIDE if beside else _ELSEWHERE
            weight *= 1.0 if hit.strength == "strong" else _WEAKLY
            one = held[hit.code]
            one.weight += weight
            one.strong |= hit.strength == "strong"
            if weight > one.most:
                one.most, one.part, one.start, one.end = weight, part, hit.start, hit.end
    total = sum(one.weight for one in held.values())
    for code, one in held.items():
        if one.weight >= max(_AT_LEAST, _SHARE * total):
            yield read.finding(
                FindingKind.DEFENDER,
                code,
                read.span(one.part, one.start, one.end),
                "defender: named beside what was done",
                STRONG if one.strong else WEAK,
            )
