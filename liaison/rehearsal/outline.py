"""How documents of each kind are built: their sections, in order, and how long they run."""

from dataclasses import dataclass

from liaison.rehearsal.chance import Draw


@dataclass(frozen=True, slots=True)
class Section:
    """So many sentences of one section of the word list; THEME is that of the matter."""

    name: str
    least: int
    most: int
    form: str = "p"
    heading: int | None = None  # which of the headings of the word list
    ordered: bool = False  # keep the order of the word list


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a kind: the first stay first, the middle ones are shuffled."""

    opening: tuple[Section, ...]
    middle: tuple[Section, ...]
    closing: tuple[Section, ...] = ()
    headed: float = 0.3  # how often headings are set

    def sections(self, draw: Draw) -> tuple[Section, ...]:
        """The sections in the order of one document."""
        return (*self.opening, *draw.several(self.middle, len(self.middle)), *self.closing)


_DEED = Section("deed.THEME", 2, 7, heading=0)
_AFTER = Section("after", 1, 6)
_BACKGROUND = Section("background", 1, 7, heading=1)
_CONTEXT = Section("context", 1, 7, heading=4)
_CONCERN = Section("concern", 1, 5, heading=2)
_QUOTE = Section("quote", 1, 4, "quote")
_SAID = Section("quote", 1, 3)
_STANDARDS = Section("standards", 1, 5)
_LEAD = Section("lead", 1, 1)
_PROCESS = Section("process", 1, 3)
_ASK = Section("ask", 1, 1)
_DEMANDS = Section("demand", 3, 9, "li")
_DEMAND = Section("demand", 1, 4)

OUTLINES = {
    "press_release": Outline(
        (_LEAD, _DEED),
        (_AFTER, _BACKGROUND, _CONTEXT, _CONCERN, _SAID, _STANDARDS, _DEMAND),
        (_PROCESS,),
    ),
    "statement": Outline(
        (_LEAD,), (_CONTEXT, _CONCERN, _QUOTE, _STANDARDS, _DEED, _BACKGROUND), (_ASK, _DEMANDS)
    ),
    "urgent_appeal": Outline(
        (_DEED,), (_AFTER, _BACKGROUND, _CONCERN, _CONTEXT), (_ASK, _DEMANDS), headed=0.7
    ),
    "letter": Outline(
        (Section("letter_open", 3, 4, ordered=True), _DEED, _AFTER),
        (_BACKGROUND, _CONCERN, _STANDARDS),
        (Section("question", 3, 8, "li"), Section("letter_close", 2, 4, ordered=True)),
        headed=0.0,
    ),
    "reply": Outline(
        (Section("reply", 5, 12, ordered=True),), (Section("context", 0, 2),), headed=0.0
    ),
    "visit_report": Outline(
        (Section("visit", 3, 6),),
        (Section("finding", 5, 13), _DEED, _CONTEXT, _SAID, _STANDARDS),
        (
            Section("label.recommendations", 1, 1, "h"),
            Section("recommend", 4, 9, "li"),
            Section("demand", 1, 7, "li"),
        ),
        headed=0.9,
    ),
    "resolution": Outline(
        (Section("preamble", 4, 9),), (Section("operative", 4, 8, "li"),), headed=0.0
    ),
    "call_for_input": Outline(
        (Section("call", 4, 8),),
        (_CONTEXT,),
        (Section("label.questions", 1, 1, "h"), Section("topic", 4, 9, "li")),
    ),
    "judgment": Outline(
        (Section("ruling_open", 3, 3, ordered=True), _DEED, _AFTER, _BACKGROUND),
        (Section("ruling", 5, 12, ordered=True),),
        headed=0.6,
    ),
    "protection_measure": Outline(
        (Section("measure", 3, 8),), (_DEED, _BACKGROUND, _CONTEXT), (_ASK, _DEMANDS), headed=0.5
    ),
    "trial_observation": Outline(
        (Section("watch", 4, 11),), (_DEED, _CONCERN, _CONTEXT, _SAID), (_DEMAND,)
    ),
    "news": Outline((_LEAD, _DEED), (_AFTER, _BACKGROUND, _CONTEXT, _SAID)),
}
