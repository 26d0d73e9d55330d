"""Documents by the million, and what is asked of them.

The sentences are the rehearsal's, a few thousand texts taken apart and put together anew; a word in
twelve is a coined name, spread by Zipf's law over many, so that an index has about as many
different words as one of real documents. What is found in them is drawn from the vocabulary.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from liaison import vocabulary
from liaison.index.facets import Facet
from liaison.index.protocol import Entry
from liaison.kernel.identifier import document_identifier
from liaison.rehearsal.chance import Draw
from liaison.rehearsal.coining import Name, coin
from liaison.rehearsal.prose import text_of
from liaison.rehearsal.world import World

LANGUAGES = ("en", "fr", "es", "ru", "ar")
SOURCES = 40
_TEXTS = 3_000  # of the rehearsal
_WORDS = 300  # of a document, at least
_NAMES = 100_000
_NAMED = 12  # one word in so many is a coined name
_FIRST = dt.date(1995, 1, 1)
_DAYS = 11_000
_CHANGED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
# How many of a hundred documents are of a kind: letters and replies, press, then what is longer.
_KINDS = {
    "press_release": 22,
    "communication": 9,
    "allegation_letter": 7,
    "urgent_appeal": 6,
    "other_letter": 2,
    "reply": 14,
    "statement": 9,
    "appeal_update": 5,
    "joint_statement": 3,
    "speech": 3,
    "decision": 3,
    "judgment": 3,
    "opinion": 2,
    "resolution": 2,
    "precautionary_measure": 2,
    "call_for_input": 1,
    "recommendation": 2,
    "annual_report": 1,
    "visit_report": 1,
    "report": 3,
}
_ACTIVITIES = {"event": 4, "country_visit": 3, "hearing": 2, "session": 2, "trial": 1}
# How many values of a facet a document has: as often one, two, … as it stands here.
_SEVERAL = {
    Facet.MECHANISM: (1,),
    Facet.KIND: (1,),
    Facet.COUNTRY: (1, 1, 1, 1, 1, 2, 3),
    Facet.THEME: (0, 1, 1, 2, 2, 3, 4),
    Facet.RIGHT: (0, 1, 1, 2, 3),
    Facet.VIOLATION: (0, 1, 1, 2, 2, 3, 5),
    Facet.DEFENDER: (0, 1, 1, 1, 2),
    Facet.PERPETRATOR: (0, 1, 1, 2),
}
_BY_SHARE = [kind for kind, share in _KINDS.items() for _ in range(share)]
_TOLD = [kind for kind, share in _ACTIVITIES.items() for _ in range(share)] + 88 * [""]


@dataclass(frozen=True, slots=True)
class Made:
    """One document; `identifier` is the one that its address gives it."""

    number: int
    identifier: str
    language: str
    title: str
    text: str
    published: dt.date
    facets: dict[Facet, list[str]]

    @property
    def address(self) -> str:
        """Where it was published."""
        return _address(self.number)

    @property
    def changed(self) -> dt.datetime:
        """When its description last changed."""
        return _CHANGED + dt.timedelta(seconds=self.number)

    def entry(self) -> Entry:
        """As the index is given it."""
        return Entry(
            identifier=self.identifier,
            titles={self.language: self.title},
            bodies={self.language: self.text},
            published=self.published,
            facets=self.facets,
            members=[self.identifier],
            changed=self.changed,
        )


def _address(number: int) -> str:
    return f"https://invented.test/{number}"


class Invented:
    """Documents by number, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def some(self, first: int, count: int) -> Iterator[Made]:
        """So many documents from that number on."""
        for number in range(first, first + count):
            yield self.one(number)

    def one(self, number: int) -> Made:
        """The document of a number."""
        draw = Draw(self._seed, "document", number)
        # Half of what mechanisms publish is in English.
        language = draw.pick(("en", *LANGUAGES, "en", "en"))
        texts = self._texts[language]
        title = draw.pick(texts)[0]
        words: list[str] = []
        while len(words) < _WORDS:
            words += draw.pick(draw.pick(texts)[1:]).split(" ")
        for _ in range(len(words) // _NAMED):
            words[draw.below(len(words))] = self._name(draw).in_language(language)
        return Made(
            number,
            document_identifier(_address(number)),
            language,
            title,
            " ".join(words),
            _FIRST + dt.timedelta(days=draw.below(_DAYS)),
            self._facets(draw, number, language),
        )

    def _name(self, draw: Draw) -> Name:
        """The first of the names again and again, the last hardly ever."""
        return self._names[int(len(self._names) ** draw.random()) - 1]

    def _facets(self, draw: Draw, number: int, language: str) -> dict[Facet, list[str]]:
        found = {
            facet: _unevenly(draw, self._codes[facet], draw.pick(counts))
            for facet, counts in _SEVERAL.items()
        }
        # Apart from the rest: homes that were filled before these shares hold the same otherwise.
        of_its_own = Draw(self._seed, "kind", number)
        found[Facet.KIND] = [of_its_own.pick(_BY_SHARE)]
        found[Facet.ACTIVITY] = [one for one in [of_its_own.pick(_TOLD)] if one]
        found[Facet.SOURCE] = [f"rehearsal-{draw.below(SOURCES)}"]
        found[Facet.LANGUAGE] = [language]
        return found

    @cached_property
    def _codes(self) -> dict[Facet, list[str]]:
        known = vocabulary.load()
        return {
            Facet.MECHANISM: list(known.mechanisms),
            Facet.KIND: list(known.document_kinds),
            Facet.COUNTRY: list(known.countries),
            Facet.THEME: list(known.themes),
            Facet.RIGHT: list(known.rights),
            Facet.VIOLATION: list(known.violation_types),
            Facet.DEFENDER: list(known.defender_types),
            Facet.PERPETRATOR: list(known.perpetrator_types),
        }

    @cached_property
    def _texts(self) -> dict[str, list[list[str]]]:
        """Of each language: titles, each with the paragraphs that follow it."""
        world = World(self._seed, _TEXTS)
        found: dict[str, list[list[str]]] = {language: [] for language in LANGUAGES}
        for number in range(world.count):
            document = world.document(number)
            text = text_of(self._seed, document)
            if len(text.blocks) > 1:
                blocks = [block.text for block in text.blocks]
                found[document.language].append([text.title, *blocks])
        return found

    @cached_property
    def _names(self) -> Sequence[Name]:
        draw = Draw(self._seed, "names")
        return [coin(draw, draw.between(2, 4)) for _ in range(_NAMES)]

    @cached_property
    def common(self) -> dict[str, list[str]]:
        """The words of each language, the most frequent first."""
        found = {}
        for language, texts in self._texts.items():
            counted = Counter(word for text in texts for block in text for word in _plain(block))
            found[language] = [word for word, _ in counted.most_common()]
        return found


def _plain(text: str) -> Iterator[str]:
    for word in text.split():
        bare = word.strip(".,;:()«»\"'“”?!–…،؛").lower()
        if len(bare) > 1 and bare.isalpha():
            yield bare


def _unevenly(draw: Draw, codes: Sequence[str], count: int) -> list[str]:
    """So many of the codes, the first ones most often."""
    drawn = [codes[int(len(codes) * draw.random() ** 2)] for _ in range(count)]
    return list(dict.fromkeys(drawn))
