"""Reading people of the vault at hand: lists, one person, suggestions.

Whoever may not know of somebody gets NotThere, and neither sees nor counts them. What of a person
is shown is what the role may see: for the rest, nobody can tell whether there is anything.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people import contents, word_index
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.people.models import FacetText, Person
from liaison.workspace.people.sealing import facet_context, unsealed
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, check_sees, facets
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key

PAGE = 50
"""People on one page of a list."""

MOST_COUNTED = 10_000
_SUGGESTED = 10


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a list. `names`: for those who may see who it is."""

    reference: str
    pseudonym: str
    kind: PersonKind
    country: str
    changed_at: dt.datetime
    narrow: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list. `count`: MOST_COUNTED + 1 where there are more; `after`: the next page."""

    cards: Sequence[Card]
    count: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of a person that whoever asked may see. `versions`: of each text, to be given back."""

    card: Card
    created_at: dt.datetime
    created_by: int
    readers: frozenset[int]
    contents: Mapping[Facet, Mapping[str, Any]]
    versions: Mapping[Facet, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to. `text`: words of pseudonyms; `after`: as `Listed` gave it."""

    text: str = ""
    country: str = ""
    kind: PersonKind | None = None
    after: str = ""


def listed(wanted: Wanted, *, by: Who) -> Listed:
    """The people `by` may know of, the latest changed first; the log says how many were shown.

    Raises Refused, MistakenInput.
    """
    check_may(by, Act.READ_PEOPLE)
    found = _narrowed(visible(by), wanted)
    count = found.values("pk")[: MOST_COUNTED + 1].count()
    page = list(_from(found, wanted.after).order_by("-changed_at", "-pk")[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    after = f"{last.changed_at.isoformat()}~{last.pk}" if last else ""
    log("person.listed", actor=of(by), shown=len(page[:PAGE]))
    return Listed(cards_of(page[:PAGE], by=by), count, after)


def read(identifier: str, *, by: Who) -> Dossier:
    """One person, as far as the role sees; the log says that it was read. Raises NotThere."""
    person, readers = there(identifier, Act.READ_PEOPLE, by=by)
    texts, versions = texts_of(person, facets(by))
    log(
        "person.read",
        actor=of(by),
        subject=reference("person", identifier),
        facets=",".join(sorted(texts)),
    )
    card = _card(person, contents.names_of(texts.get(Facet.IDENTITY, {})))
    return Dossier(card, person.created_at, person.created_by_id, readers, texts, versions)


def card(identifier: str, *, by: Who) -> Card:
    """A person as in a list. Raises NotThere."""
    person, _readers = there(identifier, Act.READ_PEOPLE, by=by)
    return cards_of([person], by=by)[0]


def suggestions(typed: str, *, by: Who) -> list[Card]:
    """A few whose pseudonyms begin with these words, among those that `by` may know of."""
    check_may(by, Act.READ_PEOPLE)
    if not typed.strip():
        return []
    found = _narrowed(visible(by), Wanted(text=typed)).order_by("-changed_at", "-pk")
    return cards_of(list(found[:_SUGGESTED]), by=by)


def visible(by: Who) -> QuerySet[Person]:
    """Those `by` may know of who are not erased. What is narrower is for its readers alone."""
    mine = Person.readers.through.objects.filter(member_id=by.number).values("person_id")
    return Person.objects.filter(Q(narrow=False) | Q(pk__in=mine), erased_at=None)


def check_known(identifier: str, *, by: Who) -> None:
    """Raise NotThere unless this person is here and `by` may know of them."""
    there(identifier, Act.READ_PEOPLE, by=by)


def there(identifier: str, act: Act, *, by: Who) -> tuple[Person, frozenset[int]]:
    """A person with the readers, if `by` may do this with them. Raises NotThere."""
    person = Person.objects.filter(reference=identifier, erased_at=None).first()
    readers = readers_of(person) if person is not None else frozenset()
    check_sees(by, act, readers)
    if person is None:
        raise NotThere
    return person, readers


def readers_of(person: Person) -> frozenset[int]:
    """Whom a person is for; nobody: all. One that is narrow and has no reader is for nobody."""
    if not person.narrow:
        return frozenset()
    return frozenset(person.readers.values_list("pk", flat=True)) or frozenset({0})


def texts_of(
    person: Person, wanted: frozenset[Facet]
) -> tuple[dict[Facet, dict[str, Any]], dict[Facet, int]]:
    """These facets of a person, opened, and their versions. Raises Erased."""
    key = making.keys_of(opened.current()).key_of(person.reference)
    rows = list(FacetText.objects.filter(person=person, facet__in=wanted))
    texts = {Facet(row.facet): _opened(person.reference, row, key) for row in rows}
    return texts, {Facet(row.facet): row.version for row in rows}


def cards_of(people: Sequence[Person], *, by: Who) -> list[Card]:
    """Cards of these; with names where the role sees who they are."""
    if Facet.IDENTITY not in facets(by) or not people:
        return [_card(person) for person in people]
    names = names_of(people)
    return [_card(person, names.get(person.pk, ())) for person in people]


def names_of(people: Sequence[Person]) -> dict[int, tuple[str, ...]]:
    """The names of these by their numbers, all keys and texts asked for at once."""
    keys = making.keys_of(opened.current()).keys_of(person.reference for person in people)
    references = {person.pk: person.reference for person in people}
    rows = FacetText.objects.filter(person_id__in=list(references), facet=Facet.IDENTITY)
    return {
        row.person_id: contents.names_of(_opened(references[row.person_id], row, key))
        for row in rows
        if (key := keys.get(references[row.person_id])) is not None
    }


def _opened(identifier: str, row: FacetText, key: Key) -> dict[str, Any]:
    context = facet_context(identifier, Facet(row.facet), row.version)
    return unsealed(key, bytes(row.sealed), context)


def _card(person: Person, names: tuple[str, ...] = ()) -> Card:
    return Card(
        person.reference,
        person.pseudonym,
        PersonKind(person.kind),
        person.country,
        person.changed_at,
        person.narrow,
        names,
    )


def _narrowed(found: QuerySet[Person], wanted: Wanted) -> QuerySet[Person]:
    if wanted.country:
        found = found.filter(country=wanted.country)
    if wanted.kind is not None:
        found = found.filter(kind=wanted.kind)
    if wanted.text.strip():
        found = found.filter(pk__in=word_index.people_called(wanted.text))
    return found


def _from(found: QuerySet[Person], after: str) -> QuerySet[Person]:
    """What comes after the last one of the page before."""
    if not after:
        return found
    moment, _tilde, number = after.partition("~")
    try:
        last, pk = dt.datetime.fromisoformat(moment), int(number)
    except ValueError as error:
        raise MistakenInput("this page of the list is not known", "begin at its top") from error
    return found.filter(
        Q(changed_at__lte=last), Q(changed_at__lt=last) | Q(changed_at=last, pk__lt=pk)
    )
