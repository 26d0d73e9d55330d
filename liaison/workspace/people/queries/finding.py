"""Finding people by name, whatever script they or the one who asks write in.

The blind index gives candidates; their names are opened, and `liaison.names` says how alike they
are. It is for those alone who may see who somebody is: for others an answer would be a way to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.names import alike
from liaison.workspace.audit.actions import log
from liaison.workspace.members.actions import of
from liaison.workspace.people import name_index
from liaison.workspace.people.models import Person
from liaison.workspace.people.naming import tidy_name
from liaison.workspace.people.queries.persons import Card, cards_of
from liaison.workspace.policy.errors import Refused
from liaison.workspace.policy.members import Act, Who, check_may, facets
from liaison.workspace.policy.terms import Facet

MOST = 25
"""People that one search shows."""

_LEAST_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody whose name is like the one that was asked for, 0 to 1."""

    card: Card
    alike: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The people found, the likest first; `met`: how many share words with it, shown or not."""

    found: Sequence[Found]
    met: int


def check_sees_names(*, by: Who) -> None:
    """Raise Refused for who may not see who somebody is."""
    check_may(by, Act.READ_PEOPLE)
    if Facet.IDENTITY not in facets(by):
        raise Refused("your role does not see names", "search by pseudonym")


def by_name(typed: str, *, by: Who) -> Nearest:
    """Whose name is like this one. Raises Refused, and MistakenInput for what is no name."""
    check_sees_names(by=by)
    name = tidy_name(typed)
    numbers, met = name_index.nearest(name, by.number, MOST)
    people = list(Person.objects.filter(pk__in=numbers, erased_at=None))
    found = [
        Found(card, max(alike(name, one) for one in card.names))
        for card in cards_of(people, by=by)
        if card.names
    ]
    log("person.searched", actor=of(by), found=len(found))
    likest = sorted(
        (one for one in found if one.alike >= _LEAST_ALIKE),
        key=lambda one: (-one.alike, one.card.pseudonym, one.card.reference),
    )
    return Nearest(likest, met)
