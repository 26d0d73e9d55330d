"""Which instrument a text cites, and which provision of it.

Precise rather than complete: a place counts where it stands beside the name ("article 9 of the
Declaration on Human Rights Defenders", "ICCPR, art. 19"), or beside a short name that the text
itself has given ("… (the “Covenant”)").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from liaison.standards.names import Named, names
from liaison.standards.places import Place, Read, Unit, of_label, read
from liaison.standards.short_names import short_names
from liaison.vocabulary import Instrument, Vocabulary

WHOLE = "whole"  # the code of the provision that stands for the text of an instrument
_TOGETHER = 10  # words that may stand between a place and the name behind it
_LITTLE = re.compile(
    r"[\s,،:\"“”„«»‘’']{1,3}"
    r"|(?:of|in|under|to|from|by|the|both|said|same|its|un|u\.n\.|united|nations|draft"
    r"|du|des?|d|la|le|les|l|dans|nations|unies|onu"
    r"|del|los|las|el|en|naciones|unidas"
    r"|к|в|из|по|оон|организации|объединенных|объединённых|наций"
    r"|من|في|ب|الى|إلى|بموجب|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[ ,،:;(\[–—-]{0,3}\n?"
    r"(?:(?:in particular|especially|notably|see|its|at|under|en particulier|notamment|spécialement"
    r"|en particular|especialmente|sus?|ses|son|в частности|особенно|وخاصة|ولا سيما|خاصة)"
    r"[ ,]{0,2}){0,2}",
    re.IGNORECASE,
)
# What says that a place is another text's: "article 9 of the Constitution", "art. 9 UDHR".
_OF_ANOTHER = re.compile(
    r"[\s,]{0,2}(?:(?:of|in|du|des?|del?|d['’]|من)\b|[A-ZА-Я]{3,}\b|[а-яё]{3,}|[А-ЯЁ][а-яё]+)"
)
# Before a name: what is cited is a protocol to it, which is another instrument.
_PROTOCOL_TO = re.compile(
    r"(?:protocol(?:e|o)?s?|протокол\w{0,3}|(?:ال)?بروتوكول(?:ات)?)(?:\W{1,3}\w+){0,3}?\W{1,3}"
    r"(?:to|amending|of|à|au|du|de|del|al?|к|ل|الملحق)\W{1,3}"
    r"(?:(?:the|la|el|l|un|united|nations|unies|de|inter)\W{1,3}){0,4}$|بروتوكول(?:\W{1,3}\w+){0,4}\W{1,3}$",
    re.IGNORECASE,
)
_BEFORE = 90  # characters in which a protocol is looked for
_ITS = re.compile(r"['’]s?\b")  # "the CAT's rules": what follows is no part of it
_OTHERS = re.compile(r"['’]s?\b|\s(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument cited by the words `start` to `end` (exclusive) of a text.

    `place` is where in it, "" for the whole; `provisions` the codes of the provisions that lie
    there or hold it, in the order of the instrument: none where the instrument is not cut there.
    """

    instrument: str
    place: str
    provisions: tuple[str, ...]
    start: int
    end: int


def cited(text: str, known: Vocabulary, *, own: str = "") -> list[Citation]:
    """The instruments and provisions that a text cites, in order.

    `own` is the code of the instrument that whoever issued the text watches over, which it calls
    by one word: "the Convention" in a judgment of the European Court. A list of places gives a
    citation each, all with the same words. Costs time in proportion to the length of the text.
    """
    return list(_Reading(text, known, own).citations())


def instrument_of(reference: str, known: Vocabulary) -> str | None:
    """The instrument that a canonical reference ("A/RES/53/144") stands for."""
    return names(known).references.get(reference)


class _Reading:
    """One text while it is read."""

    def __init__(self, text: str, known: Vocabulary, own: str) -> None:
        self._text, self._known, self._own = text, known, own
        called = names(known)
        seen = called.seen(text)
        self._named = {one.start: one for one in seen.named}
        self._places = dict(_read_places(text, seen.places, seen.named))
        self._nouns = short_names(text, seen, called, own)

    def citations(self) -> Iterator[Citation]:
        """Every citation, in the order of its words."""
        found: list[tuple[int, int, str, tuple[Place, ...]]] = []
        taken: set[int] = set()  # the beginnings of names that have their place
        given: set[int] = set()  # the beginnings of places that have their name
        for start, read_ in self._places.items():
            owner = self._owner(read_.end)
            if owner is not None and self._believed(owner, read_):
                found.append((start, owner.end, owner.instrument, read_.places))
                taken.add(owner.start)
                given.add(start)
        protocols = self._of_protocols()
        for one in self._named.values():
            if one.start in taken or one.start in protocols:
                continue
            behind = self._behind(one, given)
            if behind is not None and self._believed(one, behind):
                found.append((one.start, behind.end, one.instrument, behind.places))
            elif one.sure:
                found.append((one.start, one.end, one.instrument, ()))
        for start, end, code, places in sorted(found):
            yield from self._made(start, end, code, places)

    def _owner(self, end: int) -> Named | None:
        """The name that a place before it belongs to: it may follow after little words."""
        for _ in range(_TOGETHER):
            if end in self._named:
                return self._named[end]
            if end in self._nouns:
                return self._nouns[end]
            little = _LITTLE.match(self._text, end)
            if little is None:
                return None
            end = little.end()
        return self._named.get(end)

    def _believed(self, one: Named, found: Read) -> bool:
        """Whether a name that stands beside places is no other's word.

        "§ 91, ECHR 2016" is a judgment in a series of reports: a doubtful name needs a place in the
        unit that its instrument is cut into.
        """
        if one.sure:
            return not _ITS.match(self._text, one.end)
        instrument = self._known.instruments[one.instrument]
        counted = {each.unit for _, places in _parts(instrument) for each in places}
        return found.places[0].unit in counted and not _OTHERS.match(self._text, one.end)

    def _of_protocols(self) -> set[int]:
        """The beginnings of names that are said of a protocol, and of those in brackets behind."""
        found: set[int] = set()
        end = -1
        for one in self._named.values():
            before = self._text[max(0, one.start - _BEFORE) : one.start]
            behind = end >= 0 and not self._text[end : one.start].strip(" (")
            if behind or _PROTOCOL_TO.search(before):
                found.add(one.start)
                end = one.end
        return found

    def _behind(self, one: Named, given: set[int]) -> Read | None:
        """The places that follow a name, unless they are another text's."""
        between = _BEHIND.match(self._text, one.end)
        start = one.end if between is None else between.end()
        if start in given or start == one.end or start not in self._places:
            return None
        found = self._places[start]
        return None if _OF_ANOTHER.match(self._text, found.end) else found

    def _made(
        self, start: int, end: int, code: str, places: tuple[Place, ...]
    ) -> Iterator[Citation]:
        instrument = self._known.instruments[code]
        whole = tuple(one.code for one in instrument.provisions if one.code == WHOLE)
        if not places:
            yield Citation(code, "", whole, start, end)
        for place in dict.fromkeys(places):
            meant = (*provisions_at(instrument, place), *whole)
            yield Citation(code, str(place), meant, start, end)


def provisions_at(instrument: Instrument, place: Place) -> tuple[str, ...]:
    """The codes of the provisions that lie at a place or hold it, in the order of the instrument.

    Texts cite by article what an instrument numbers as paragraphs: where no provision is counted
    in the unit of the place, either is meant.
    """
    cut = _parts(instrument)
    counted = {one.unit for _, places in cut for one in places}
    if place.unit not in counted and len(counted) == 1 and counted <= set(Unit):
        place = Place(next(iter(counted)), place.path, place.protocol)
    return tuple(code for code, places in cut if any(one.meets(place) for one in places))


def _parts(instrument: Instrument) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    """The places of each provision, by its code."""
    return _cut(tuple((one.code, one.label) for one in instrument.provisions))


@lru_cache(maxsize=256)
def _cut(labels: tuple[tuple[str, str], ...]) -> tuple[tuple[str, tuple[Place, ...]], ...]:
    return tuple((code, of_label(label)) for code, label in labels)


def _read_places(
    text: str, starts: tuple[int, ...], named: tuple[Named, ...]
) -> Iterator[tuple[int, Read]]:
    """What is read at each beginning that lies in nothing read before it, nor in a name."""
    begins = [one.start for one in named]
    behind = 0
    for start in starts:
        before = bisect_left(begins, start) - 1
        if start < behind or (before >= 0 and start < named[before].end):
            continue
        found = read(text, start)
        if found is not None:
            behind = found.end
            yield start, found
