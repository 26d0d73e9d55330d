"""What ties invented documents to each other, in the proportions of a record that grew by harvest.

Documents are woven in blocks of some thousand that came one after another: those about the same
country, in the order of their days, make up matters, letters and the replies to them, visits that
several tell of; they cite each other, and some that all the world cites.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liaison import vocabulary
from liaison.index.facets import Facet
from liaison.kernel.identifier import matter_identifier
from liaison.kernel.relation import Relation
from liaison.measure.searching.documents import Made
from liaison.publish.followed import LETTERS, REPLY
from liaison.rehearsal.chance import Draw

# How many documents a matter has: as often one (then it is none), two, … as it stands here.
_SIZES = 150 * (1,) + 26 * (2,) + 12 * (3,) + 8 * (5,) + 7 * (8,) + 4 * (14,) + 2 * (30,) + (120,)
_WITH_SYMBOL = 3  # one document in so many bears a reference, and every letter
_CITED_BY_ALL = 30  # documents
_LAW = 12  # one document in so many tells of a law,
_OUTCOME = 7  # of what followed,
_DEADLINE = 3  # one letter in so many names the day by which a reply is asked for
_RECOMMENDING = ("annual_report", "visit_report", "report", "recommendation")
_SAME_VISIT = dt.timedelta(days=120)
_STILL_TO_COME = 25  # one activity in so many is told of as still to come
_COPIED = 12  # one document in so many is a copy or translation of the one before it
_UPDATED = 20


@dataclass(slots=True)
class Tied:
    """A document with what is found in it beside its facets; `laws` are "code:stage"."""

    made: Made
    symbol: str = ""
    matter: str = ""
    references: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    laws: list[str] = field(default_factory=list)
    deadline: str = ""
    recommendations: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """A link: "`first` … `other`" as `liaison.kernel.relation` reads it."""

    first: Tied
    other: Tied
    relation: Relation
    score: float


@dataclass(slots=True)
class Happening:
    """An activity and the documents that tell of it."""

    kind: str
    country: str
    first_day: dt.date
    last_day: dt.date
    told_by: list[Tied]


@dataclass(slots=True)
class Woven:
    """A block of documents; `matters` are their identifiers with the document that founded each."""

    tied: list[Tied]
    ties: list[Tie] = field(default_factory=list)
    matters: dict[str, Tied] = field(default_factory=dict)
    happenings: list[Happening] = field(default_factory=list)


def weave(documents: Sequence[Made], today: dt.date) -> Woven:
    """The same for the same documents; activities that are still to come begin after `today`."""
    draw = Draw("woven", documents[0].number)
    woven = Woven([_tied(made) for made in documents])
    by_country: dict[str, list[Tied]] = {}
    for one in sorted(woven.tied, key=lambda one: (one.made.published, one.made.number)):
        by_country.setdefault(one.made.facets[Facet.COUNTRY][0], []).append(one)
    for country, some in by_country.items():
        for matter in _parted(some, draw):
            _in_matter(woven, matter, draw)
        _answer(woven, some)
        _happen(woven, country, some, today, draw)
    return woven


def symbol_of(number: int, letter_of: str = "") -> str:
    """The reference that a document bears; `letter_of` is the country of a letter."""
    return f"AL {letter_of} {number}" if letter_of else f"INV/S/{number}"


def _tied(made: Made) -> Tied:
    draw = Draw("tied", made.number)
    known = vocabulary.load()
    kind = made.facets[Facet.KIND][0]
    letter = made.facets[Facet.COUNTRY][0] if kind in LETTERS else ""
    one = Tied(made)
    if letter or made.number % _WITH_SYMBOL == 0:
        one.symbol = symbol_of(made.number, letter)
    if not draw.below(4):  # the few that stand first are cited by most
        one.references.append(symbol_of(_WITH_SYMBOL * int(_CITED_BY_ALL ** draw.random())))
    if not draw.below(_OUTCOME):
        one.outcomes.append(draw.pick(list(known.outcomes)))
    if not draw.below(_LAW):
        law, stage = draw.pick(list(known.structural_matters)), draw.pick(_stages(known))
        one.laws.append(f"{law}:{stage}")
    if letter and not draw.below(_DEADLINE):
        one.deadline = (made.published + dt.timedelta(days=60)).isoformat()
    if kind in _RECOMMENDING and not draw.below(5):
        one.recommendations = draw.between(10, 80)
    return one


def _stages(known: vocabulary.Vocabulary) -> list[str]:
    return list(known.structural_stages)


def _parted(some: Sequence[Tied], draw: Draw) -> Iterator[Sequence[Tied]]:
    """Matters out of the documents about one country, those of a time together."""
    start = 0
    while start < len(some):
        size = draw.pick(_SIZES)
        yield some[start : start + size]
        start += size


def _in_matter(woven: Woven, some: Sequence[Tied], draw: Draw) -> None:
    """Every document of a matter with one before it; later ones cite, update or copy earlier."""
    if len(some) == 1:
        return
    name = matter_identifier(some[0].made.identifier)
    woven.matters[name] = some[0]
    for at, one in enumerate(some):
        one.matter = name
        for other in {draw.below(at) for _ in range(min(at, 3))}:
            tie = Tie(one, some[other], Relation.SAME_MATTER, 0.6 + draw.random() * 0.3)
            woven.ties.append(tie)
        if not at:
            continue
        before = some[draw.below(at)]
        if before.symbol and draw.below(2):
            one.references.append(before.symbol)
        if not draw.below(_COPIED):
            relation = draw.pick((Relation.TRANSLATION_OF, Relation.NEAR_COPY))
            woven.ties.append(Tie(one, some[at - 1], relation, 0.9))
        elif not draw.below(_UPDATED):
            woven.ties.append(Tie(one, before, Relation.UPDATE_OF, 0.8))


def _answer(woven: Woven, some: Sequence[Tied]) -> None:
    """Each reply to the letter before it that waits for one; both are of one matter then."""
    waiting: list[Tied] = []
    for one in some:
        kind = one.made.facets[Facet.KIND][0]
        if kind in LETTERS:
            waiting.append(one)
        elif kind == REPLY and waiting:
            letter = waiting.pop()
            woven.ties.append(Tie(one, letter, Relation.REPLY_TO, 0.9))
            one.references.append(letter.symbol)
            if not letter.matter and not one.matter:
                letter.matter = one.matter = matter_identifier(letter.made.identifier)
                woven.matters[letter.matter] = letter


def _happen(woven: Woven, country: str, some: Sequence[Tied], today: dt.date, draw: Draw) -> None:
    last: dict[str, Happening] = {}
    for one in some:
        for kind in one.made.facets[Facet.ACTIVITY]:
            known = last.get(kind)
            if known and one.made.published - known.told_by[0].made.published < _SAME_VISIT:
                known.told_by.append(one)
                continue
            begun_from = one.made.published
            if not draw.below(_STILL_TO_COME):
                begun_from = today + dt.timedelta(days=draw.below(300) - 20)
            first = begun_from + dt.timedelta(days=draw.between(2, 40))
            last[kind] = Happening(
                kind,
                country,
                first,
                first + dt.timedelta(days=draw.below(9)),
                [one],
            )
            woven.happenings.append(last[kind])


def counts(woven: Woven) -> Mapping[str, int]:
    """How much of each there is, for whoever looks at the proportions."""
    answered = {id(tie.other) for tie in woven.ties if tie.relation is Relation.REPLY_TO}
    return {
        "documents": len(woven.tied),
        "in a matter": sum(1 for one in woven.tied if one.matter),
        "matters": len(woven.matters),
        "links": len(woven.ties),
        "letters": sum(1 for one in woven.tied if one.made.facets[Facet.KIND][0] in LETTERS),
        "answered": len(answered),
        "activities": len(woven.happenings),
        "tellings": sum(len(one.told_by) for one in woven.happenings),
        "recommendations": sum(one.recommendations for one in woven.tied),
    }
