"""The compendium: which instrument protects which right in which system, side by side.

It holds all that is shown of it, so that one read from a snapshot needs no vocabulary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

from liaison.standards.places import Place, Unit, of_label
from liaison.vocabulary import (
    ArticleSummary,
    Instrument,
    Label,
    Organisation,
    Provision,
    ProvisionRelation,
    Right,
    Vocabulary,
)

# How far each force binds, 0 the furthest; what binds alike has one rank.
_RANKS = {
    "binding": 0,
    "political commitment": 1,
    "soft": 1,
    "guidelines": 2,
    "interpretation": 2,
    "report": 3,
    "civil society standard": 4,
    "draft": 5,
}
_THIN = 2  # systems: a right that no more of them speak of stands on little
_UNDATED = "9999"
_FILES = {
    "rights": "rights.csv",
    "systems": "organisations.csv",
    "instruments": "instruments.yaml",
    "summaries": "article_summaries.csv",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision with its instrument."""

    instrument: Instrument
    provision: Provision

    @property
    def address(self) -> str:
        """The provision's code among those of all instruments: "udhrd/art-9-1"."""
        return f"{self.instrument.code}/{self.provision.code}"


@dataclass(frozen=True, slots=True)
class Row:
    """A right across systems: the provisions of each, the most binding first; none is a gap."""

    right: Right
    cells: tuple[tuple[Entry, ...], ...]  # one for each system asked for, in the same order


@dataclass(frozen=True)
class Compendium:
    """Instruments, rights and systems, in the order of codes, provisions in that of their text.

    `summaries` are in the project's words and no text of an instrument. `relations` are what people
    have judged: none where nobody has. `reviewed` says of each list (rights, systems, instruments,
    summaries) in which languages a reader of that language has read its names.
    """

    rights: tuple[Right, ...]
    systems: tuple[Organisation, ...]
    instruments: tuple[Instrument, ...]
    summaries: tuple[ArticleSummary, ...]
    relations: tuple[ProvisionRelation, ...]
    reviewed: Mapping[str, tuple[str, ...]]

    def label(self, of_list: str, names: Mapping[str, str], language: str) -> Label:
        """A name of a list as it may be shown: in English where there is none in the language."""
        reviewed = self.reviewed.get(of_list, ())
        if names.get(language):
            return Label(names[language], language, language in reviewed)
        return Label(names["en"], "en", "en" in reviewed, fallback=True)

    def entries(self, right: str, system: str) -> tuple[Entry, ...]:
        """The provisions of a system that are about a right, the most binding first.

        Raises KeyError for a right or system that the compendium does not have.
        """
        _found(self.rights, right)
        _found(self.systems, system)
        return self._cells.get((right, system), ())

    def gaps(self, right: str) -> tuple[Organisation, ...]:
        """The systems that have no provision on a right. Raises KeyError for an unknown one."""
        return tuple(one for one in self.systems if not self.entries(right, one.code))

    def thin(self, systems: int = _THIN) -> tuple[Right, ...]:
        """The rights that so many systems or fewer speak of."""
        least = len(self.systems) - systems
        return tuple(one for one in self.rights if len(self.gaps(one.code)) >= least)

    def compare(self, rights: Sequence[str] = (), systems: Sequence[str] = ()) -> tuple[Row, ...]:
        """Rights as rows, systems side by side, in the order asked for; all where none are named.

        Raises KeyError for a right or system that the compendium does not have.
        """
        asked = [_found(self.rights, code) for code in rights] or list(self.rights)
        beside = list(systems) or [one.code for one in self.systems]
        return tuple(
            Row(right, tuple(self.entries(right.code, system) for system in beside))
            for right in asked
        )

    def summary(self, entry: Entry) -> ArticleSummary | None:
        """What the article that a provision belongs to says, where somebody has summed it up."""
        places = of_label(entry.provision.label)
        if not places or places[0].unit is not Unit.ARTICLE or places[0].protocol:
            return None
        code = f"{entry.instrument.code}/art-{places[0].path[0]}"
        return next((one for one in self.summaries if one.code == code), None)

    def related(self, address: str) -> tuple[ProvisionRelation, ...]:
        """What was judged of a provision ("udhrd/art-9-1"), on either side."""
        return tuple(one for one in self.relations if address in (one.provision, one.other))

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        cells: dict[tuple[str, str], list[Entry]] = {}
        for instrument in sorted(self.instruments, key=_standing):
            for provision in instrument.provisions:
                for right in provision.rights:
                    at = right, instrument.system
                    cells.setdefault(at, []).append(Entry(instrument, provision))
        return {at: tuple(some) for at, some in cells.items()}


def compendium(known: Vocabulary) -> Compendium:
    """The compendium as the vocabulary has it now, whatever the order of its files."""
    held = {one.system for one in known.instruments.values()}
    return Compendium(
        rights=_by_code(known.rights.values()),
        systems=_by_code(one for one in known.organisations.values() if one.code in held),
        instruments=_by_code(map(_ordered, known.instruments.values())),
        summaries=_by_code(known.article_summaries.values()),
        relations=_by_code(known.provision_relations.values()),
        reviewed={name: known.about[file].reviewed for name, file in _FILES.items()},
    )


def rank(force: str) -> int:
    """How far a force binds: 0 the furthest. Raises KeyError for a force that there is not."""
    return _RANKS[force]


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Some = TypeVar("_Some", bound=_Coded)


def _by_code(terms: Iterable[_Some]) -> tuple[_Some, ...]:
    return tuple(sorted(terms, key=lambda one: one.code))


def _found(terms: Iterable[_Some], code: str) -> _Some:
    for one in terms:
        if one.code == code:
            return one
    raise KeyError(code)


def _standing(instrument: Instrument) -> tuple[int, str, str]:
    """The most binding first, then the earlier."""
    binds = _RANKS.get(instrument.force, len(_RANKS))  # an old snapshot may have others
    return binds, instrument.adopted or _UNDATED, instrument.code


def _ordered(instrument: Instrument) -> Instrument:
    return replace(
        instrument, provisions=tuple(sorted(instrument.provisions, key=_order_of_provision))
    )


def _order_of_provision(provision: Provision) -> tuple[int, tuple[tuple[int, str], ...], str]:
    """The order of the text; what has no number comes last, and protocols behind their treaty."""
    places = of_label(provision.label)
    if not places:
        return 100, (), provision.code
    first: Place = places[0]
    path = tuple((int(part), "") if part.isdigit() else (0, part) for part in first.path)
    return int(first.protocol or 0), path, provision.code
