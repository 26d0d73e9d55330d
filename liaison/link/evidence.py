"""What speaks for and against two documents telling one matter, in figures that can be weighed."""

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from liaison.link.facts import Facts
from liaison.link.rarity import UNKNOWN, Rarity

_MONTH = 30  # days
_UNKNOWN = 400  # days taken to lie between two documents of which one has no date
_MOST_COUNTRIES = 4  # a document about more is about none of them in particular
_WHOLE_DATE = len("2012-03-15")
_STEP = 2
_FEWEST_STEPS = 3
_SMOOTHING = 0.5  # of a word that stands in one document alone: so that a title of one says little
_MOST_NAMES = 3  # shared names beyond which more of them say nothing new
# What two words tell together that many share: of the names of offices, courts and towns, of
# common given names with common surnames.
_COMMON_PAIR = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """`amount` of one kind of evidence; `given` are parameters for its sentence, not personal."""

    code: str
    amount: float
    given: Mapping[str, str] = field(default_factory=dict)


def evidence(one: Facts, other: Facts, rarity: Rarity) -> list[Evidence]:
    """All that speaks for or against one matter, each code once; what is absent is left out.

    The order of the two does not matter.
    """
    return [
        each
        for each in (
            *_names(one, other, rarity),
            *_titles(one, other, rarity),
            *_when(one, other),
            *_where(one, other),
            *_what(one, other, rarity),
        )
        if each.amount
    ]


def _names(one: Facts, other: Facts, rarity: Rarity) -> Iterable[Evidence]:
    beside = _rare_pairs(one.neighbours, other.neighbours, rarity)
    yield Evidence("names_side_by_side", sum(beside[:1]), {"count": str(len(beside))})
    people = _rare_pairs(one.full_names, other.full_names, rarity)
    yield Evidence("same_people", sum(people[:_MOST_NAMES]), {"count": str(len(people))})


def _rare_pairs(
    here: Mapping[tuple[str, str], tuple[str, str]],
    there: Mapping[tuple[str, str], tuple[str, str]],
    rarity: Rarity,
) -> list[float]:
    """How much more than common names the pairs of words tell that both have, most first."""
    found: dict[tuple[str, str], float] = {}
    for pair in here.keys() & there.keys():
        told = sum(rarity.word(key) for key in pair) - _COMMON_PAIR
        found[here[pair]] = max(found.get(here[pair], 0.0), told)
    return sorted((told for told in found.values() if told > 0), reverse=True)


def _titles(one: Facts, other: Facts, rarity: Rarity) -> Iterable[Evidence]:
    """How much of what one title says stands in the other document."""
    common = one.title_set & other.title_set
    told = sum(rarity.word(word) for word in common - one.title_keys.keys())
    yield Evidence("words_in_both_titles", told, {"count": str(len(common))})
    yield Evidence("title_quoted", max(_quoted(one, other), _quoted(other, one)))
    share = max(_repeated(one, other, rarity), _repeated(other, one, rarity))
    yield Evidence("title_repeated", share, {"percent": f"{share * 100:.0f}"})


def _quoted(one: Facts, other: Facts) -> float:
    """The share of the words of one title that stand in that order in the other's opening.

    0 below a half, and for a title too short to be told from a phrase. The opening knows the
    first place of each word alone, so words in between are allowed for.
    """
    length = len(one.title_words)
    if length <= _FEWEST_STEPS:
        return 0.0
    missing = len(one.title_set - other.opening_set)
    if 2 * (length - missing - 1) < length - 1:
        return 0.0  # in whatever order they stand
    places = [other.opening_places.get(word) for word in one.title_words]
    steps = sum(
        before is not None and after is not None and 0 < after - before <= _STEP
        for before, after in itertools.pairwise(places)
    )
    share = steps / (len(places) - 1)
    return share if share >= 0.5 else 0.0  # noqa: PLR2004 (a half, as said above)


def _repeated(one: Facts, other: Facts, rarity: Rarity) -> float:
    """How much of what one title says the other document says too, 0 to 1.

    Words are weighed that both documents are filed under; of the others nothing was counted.
    """
    there = missing = 0.0
    for word in one.title_set:
        if word in other.title_set or word in other.opening_keys:
            there += rarity.word(word)
        elif word in other.word_set:
            there += UNKNOWN
        elif (told := _sounded(one.sounds.get(word, ()), other, rarity)) > 0:
            there += told
        else:
            missing += UNKNOWN
    return there / (there + missing + _SMOOTHING)


def _sounded(keys: Iterable[str], other: Facts, rarity: Rarity) -> float:
    """What a name of a title tells that the other document spells otherwise; 0 if it does not."""
    return max(
        (rarity.word(key) for key in keys if key in other.title_keys or key in other.opening_keys),
        default=0.0,
    )


def _when(one: Facts, other: Facts) -> Iterable[Evidence]:
    days = _UNKNOWN
    if one.day is not None and other.day is not None:
        days = abs((one.day - other.day).days)
    yield Evidence("months_apart", math.log1p(days / _MONTH), {"count": str(days // _MONTH)})
    same = sorted(set(one.events) & set(other.events))
    yield Evidence("same_event_date", float(len(same[:2])), {"date": ", ".join(same[:2])})
    if _names_its_day(one, other) or _names_its_day(other, one):
        yield Evidence("names_its_date", 1.0)


def _names_its_day(one: Facts, other: Facts) -> bool:
    """Whether `one` names the day on which the other was published before it.

    A day more or less: what is written on a day may be published on the next.
    """
    if one.day is None or other.day is None or len(other.published) < _WHOLE_DATE:
        return False
    return other.day <= one.day and any(abs((day - other.day).days) <= 1 for day in one.days_named)


def _where(one: Facts, other: Facts) -> Iterable[Evidence]:
    if max(len(one.about), len(other.about)) > _MOST_COUNTRIES:
        return
    common = sorted(set(one.about) & set(other.about))
    if common:
        yield Evidence("same_country", 1.0, {"country": common[0]})
    elif one.about and other.about:
        yield Evidence("other_country", 1.0)


def _what(one: Facts, other: Facts, rarity: Rarity) -> Iterable[Evidence]:
    for code in sorted(set(one.violations) & set(other.violations))[:1]:
        yield Evidence("same_violation", 1.0, {"violation": code})
    for code in sorted(_laws(one) & _laws(other))[:1]:
        yield Evidence("same_law", 1.0, {"structural": code})
    cited = {*one.references, one.symbol} & {*other.references, other.symbol} - {""}
    if cited:
        weighed = {each: rarity.share(f"cites:{each}") for each in sorted(cited)}
        rarest = max(weighed, key=weighed.__getitem__)
        yield Evidence("same_reference", weighed[rarest], {"reference": rarest})


def _laws(facts: Facts) -> set[str]:
    return {each.partition(":")[0] for each in facts.structural}
