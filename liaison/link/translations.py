"""Whether two documents are one text in two languages, told from what a translation leaves."""

import math
from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import EditionFacts, Facts
from liaison.link.figures import comparable, shared
from liaison.link.verdict import Bars, Reason, Verdict

_BARS = Bars(linked=0.6, proposed=0.3)
# Logarithms of odds. Set by judgement, on the side of care; docs/decisions/0018-one-matter.md.
_START = -5.0
_SAME_REFERENCE, _OTHER_REFERENCE = 5.0, -5.0
_SAME_ADDRESS = 4.5
_FIGURES = 12.0  # for all figures shared, less what two texts of one form share anyway
_BY_FORM = 0.2
_SAME_ORDER = 1.5
_SAME_PEOPLE = 2.0
_SAME_DAY, _OTHER_YEAR = 1.5, -2.0
_SAME_COUNTRY, _OTHER_COUNTRY = 0.8, -3.0
_OTHER_LENGTH = -3.0

_FEWEST = 3  # pairs of figures below which they say nothing
_SURE = 5  # pairs added to those that could be shared, so that few say less than many
_ORDERLY = 40  # thousandths of the text that figures may have moved on the whole
_RATIO = 2.0  # of the numbers of words of a text and its translation, at most
_SHORTEST = 100  # words below which lengths say nothing
_DAYS_OF_A_YEAR = 365


def translations(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdict on translation, of documents that have no language in common."""
    if not one.languages or not other.languages or one.languages & other.languages:
        return
    reasons = [reason for reason in _reasons(one, other) if reason.weight]
    odds = _START + sum(reason.weight for reason in reasons)
    score = 1 / (1 + math.exp(-odds))
    yield _BARS.verdict(Relation.TRANSLATION_OF, one.identifier, other.identifier, score, reasons)


def _reasons(one: Facts, other: Facts) -> Iterator[Reason]:
    yield from _named(one, other)
    yield from _told(one, other)
    pairs = [(a, b) for a in one.editions for b in other.editions]
    yield from max(
        (_figures(a, b) for a, b in pairs),
        key=lambda reasons: sum(reason.weight for reason in reasons),
        default=[],
    )
    if not any(_lengths_agree(a, b) for a, b in pairs):
        yield Reason("other_length", _OTHER_LENGTH)


def _named(one: Facts, other: Facts) -> Iterator[Reason]:
    """What the two are called: their references and addresses."""
    if one.symbol and other.symbol:
        if one.symbol == other.symbol:
            yield Reason("same_reference", _SAME_REFERENCE, {"reference": one.symbol})
        else:
            yield Reason("other_reference", _OTHER_REFERENCE)
    if one.path and one.path == other.path:
        yield Reason("same_address", _SAME_ADDRESS)


def _told(one: Facts, other: Facts) -> Iterator[Reason]:
    """Whom, where and when the two speak of."""
    people = {words for pair, words in one.full_names.items() if pair in other.full_names}
    if people:
        weight = _SAME_PEOPLE * math.log2(1 + len(people))
        yield Reason("same_people", round(weight, 2), {"count": str(len(people))})
    common = sorted(set(one.about) & set(other.about))
    if common:
        yield Reason("same_country", _SAME_COUNTRY, {"country": common[0]})
    elif one.about and other.about:
        yield Reason("other_country", _OTHER_COUNTRY)
    if one.day is not None and other.day is not None:
        if one.published == other.published:
            yield Reason("same_day", _SAME_DAY, {"date": one.published})
        elif abs((one.day - other.day).days) > _DAYS_OF_A_YEAR:
            yield Reason("other_year", _OTHER_YEAR)


def _figures(one: EditionFacts, other: EditionFacts) -> list[Reason]:
    places = shared(one.figures, other.figures)
    most = comparable(one.figures, other.figures)
    if most < _FEWEST:
        return []
    share = len(places) / most
    weight = _FIGURES * (share - _BY_FORM) * most / (most + _SURE)
    reasons = [Reason("same_figures", round(weight, 2), {"percent": f"{share * 100:.0f}"})]
    if len(places) >= _FEWEST:
        moved = sorted(abs(here - there) for here, there in places)
        if moved[len(moved) // 2] <= _ORDERLY:
            reasons.append(Reason("same_order", round(_SAME_ORDER * share, 2)))
    return reasons


def _lengths_agree(one: EditionFacts, other: EditionFacts) -> bool:
    short, long = sorted((one.length, other.length))
    return long < _SHORTEST or short * _RATIO >= long
