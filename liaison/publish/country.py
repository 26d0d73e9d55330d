"""What the page of a country says, in codes: names are the templates' part."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liaison import vocabulary
from liaison.catalogue.models import Document
from liaison.index.protocol import Facet
from liaison.publish import dates, followed, search
from liaison.publish.counting import Counted, counted
from liaison.publish.dates import Dated
from liaison.publish.followed import LETTERS, REPLY, Law
from liaison.publish.question import Question
from liaison.publish.recommended import Asked, Recommendation, recommendations
from liaison.vocabulary import Membership

_LATEST = 8
_LETTERS = 5
_DATES = 8
_RECOMMENDED = 5
_COUNTED = (Facet.YEAR, Facet.MECHANISM, Facet.KIND, Facet.VIOLATION, Facet.THEME)
ENDED = frozenset(("withdrawn",))  # of the statuses of a membership


@dataclass(frozen=True, slots=True)
class Profile:
    """A country as the record tells of it."""

    code: str
    counts: Counted
    memberships: Sequence[Membership]
    mechanisms: Sequence[str]
    latest: Sequence[Document]
    letters: Sequence[Document]
    letter_count: int
    reply_count: int
    coming: Sequence[Dated]
    visits: Sequence[Dated]
    recommended: Sequence[Recommendation]
    laws: Sequence[Law]


def profile(code: str, today: dt.date) -> Profile:
    """All that is told of a country of the vocabulary, by its alpha-3 code."""
    chosen = {Facet.COUNTRY: (code,)}
    counts = counted(chosen, _COUNTED)
    kinds = counts.of[Facet.KIND]
    latest, letters = search.newest_of_each(
        (
            (Question(chosen=chosen), _LATEST),
            (Question(chosen={**chosen, Facet.KIND: LETTERS}), _LETTERS),
        )
    )
    activities = dates.of_country(code)
    coming, visits = dates.told_of_each(
        dates.ahead(activities, today)[:_DATES],
        dates.begun(activities.filter(kind=dates.VISIT), today)[:_DATES],
    )
    return Profile(
        code=code,
        counts=counts,
        memberships=memberships(code),
        mechanisms=covering(code),
        latest=latest,
        letters=letters,
        letter_count=sum(kinds.get(kind, 0) for kind in LETTERS),
        reply_count=kinds.get(REPLY, 0),
        coming=coming,
        visits=visits,
        recommended=recommendations(Asked(addressee=code), _RECOMMENDED, None)[0],
        laws=followed.laws(code),
    )


def memberships(code: str) -> list[Membership]:
    """Where a country belongs, or belonged, in the order of the vocabulary."""
    return [one for one in vocabulary.load().memberships if one.iso3 == code]


def covering(code: str) -> list[str]:
    """The mechanisms for all the world, or for members of an organisation that it belongs to."""
    belongs = {one.organisation for one in memberships(code) if one.status not in ENDED}
    return [
        mechanism.code
        for mechanism in vocabulary.load().mechanisms.values()
        if not mechanism.membership or mechanism.membership in belongs
    ]
