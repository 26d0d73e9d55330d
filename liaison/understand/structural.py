"""Laws, practices and campaigns that bear on many: which, and how far they have come.

They are apart from what happens to one person: a document may tell of both.
"""

from collections.abc import Iterator, Sequence

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.demand import Demands
from liaison.understand.negation import Mood, Use, told, uses
from liaison.understand.read import Read
from liaison.understand.worded import Worded

_NEAR = 110  # characters between a law and the word for its stage
_NO_LAW = {
    "travel_ban": "practice",
    "surveillance": "practice",
    "strategic_lawsuits": "practice",
    "stigmatisation": "campaign",
}
_OF_LAWS = ("struck_down", "repealed", "challenged", "amended", "adopted", "in_force")
_NOT_SO = (Mood.NEGATED, Mood.DENIED, Mood.NAMED)
_ASSUMED = "in_force"  # of a law that is only named


def structural(read: Read, language: str) -> Iterator[Finding]:
    """The structural matters of a document, "code:stage", each once, with the words that name it.

    The stage is that of the sentence; a law that is named without one is taken to be in force,
    with less confidence, unless another sentence says more.
    """
    named = [use for use in told(read, "structural_words", language) if use.mood not in _NOT_SO]
    if not named:
        return
    texts = {Part.TITLE: read.title_words, Part.TEXT: read.text_words}
    stages = {
        part: _Stages(texts[part], _told_stages(read, part, texts[part], language))
        for part in {use.part for use in named}
    }
    found = [(use, stages[use.part].of(use)) for use in named]
    settled = {use.code for use, stage in found if stage}
    seen: set[str] = set()
    for use, stage in found:
        if not stage and use.code in settled:
            continue
        value = f"{use.code}:{stage or _NO_LAW.get(use.code, _ASSUMED)}"
        if value not in seen:
            seen.add(value)
            yield read.finding(
                FindingKind.STRUCTURAL,
                value,
                read.span(use.part, use.start, use.end),
                "structural: words",
                0.8 if stage or use.code in _NO_LAW else 0.55,
            )


def _told_stages(read: Read, part: Part, text: Worded, language: str) -> list[Use]:
    """The stages that are told of, not those asked for: "calls for the repeal of the law"."""
    demands = Demands(text)
    return [
        use
        for use in uses(text, part, read.vocabulary, "stage_words", language)
        if use.mood in (Mood.TOLD, Mood.NAMED, Mood.FORBIDDEN, Mood.PURSUED)
        and not demands.reach(use.language, use.words[0], use.words[-1])
    ]


class _Stages:
    """The stages that one part of a document tells of."""

    def __init__(self, text: Worded, told_of: Sequence[Use]) -> None:
        self._text, self._told_of = text, told_of

    def of(self, law: Use) -> str:
        """The stage of a law by its sentence, or ""; the furthest that stands near its name."""
        first, behind = self._text.sentence(law.words[0])
        near = {
            one.code
            for one in self._told_of
            if first <= one.words[0] < behind
            and one.start - law.end <= _NEAR
            and law.start - one.end <= _NEAR
        }
        if law.code in _NO_LAW:
            return "" if not near & {"bill", "adopted"} else _furthest(near)
        return _furthest(near)


def _furthest(near: set[str]) -> str:
    if near >= {"bill", "amended"} and "adopted" not in near:  # draft amendments
        return "bill"
    for stage in _OF_LAWS:
        if stage in near:
            return stage
    return "bill" if "bill" in near else ""
