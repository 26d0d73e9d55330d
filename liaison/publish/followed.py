"""What followed for matters, which laws bear on defenders, which letters were answered and when.

None of it is a facet of the index: it is counted in a table of its own
(`liaison.catalogue.following`), where copies and translations stand each for itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from liaison.catalogue import following
from liaison.catalogue.models import Followed, Link
from liaison.catalogue.related import LINKED
from liaison.kernel.relation import Relation

LETTERS = ("communication", "urgent_appeal", "allegation_letter", "other_letter", "letter")
REPLY = "reply"
_AT_ONCE = 5_000  # letters that are looked up together


@dataclass(frozen=True, slots=True)
class Law:
    """A kind of law or practice that documents tell of, and in which stages."""

    code: str
    documents: int
    stages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Replies:
    """So many letters of a year had their first reply after so many days, None where not known."""

    year: str
    days: int | None
    letters: int


def outcomes(country: str, mechanism: str) -> Mapping[str, int]:
    """How many documents tell of each outcome, about a country and of a mechanism, "" for any."""
    counted = _counted(following.OUTCOME, country, mechanism).values_list("code")
    return dict(counted.annotate(documents=Count("document")))


def years_of(codes: Sequence[str], country: str, mechanism: str) -> Mapping[str, int]:
    """How many documents tell of one of these outcomes, by the year of their publication."""
    rows = _counted(following.OUTCOME, country, mechanism).filter(code__in=codes)
    counted = rows.values_list("year").annotate(documents=Count("document", distinct=True))
    return dict(counted)


def laws(country: str) -> list[Law]:
    """The laws and practices that documents about it tell of, those of most documents first."""
    documents: dict[str, set[int]] = {}
    stages: dict[str, set[str]] = {}
    rows = _counted(following.LAW, country, "").values_list("code", "stage", "document")
    for code, stage, document in rows:
        documents.setdefault(code, set()).add(document)
        stages.setdefault(code, set()).update([stage] if stage else [])
    found = [Law(code, len(some), sorted(stages[code])) for code, some in documents.items()]
    return sorted(found, key=lambda law: (-law.documents, law.code))


def replies(country: str, mechanism: str) -> list[Replies]:
    """The letters with a reply about a country and of a mechanism, "" for any."""
    rows = _counted(following.REPLY, country, mechanism).filter(code__in=LETTERS)
    counted = rows.values_list("year", "days").annotate(letters=Count("document"))
    return [Replies(*row) for row in counted]


def answered(letters: Sequence[str]) -> Mapping[str, int | None]:
    """Those of some letters that have a reply, and the days to the first of each."""
    found: dict[str, int | None] = {}
    for start in range(0, len(letters), _AT_ONCE):
        # By the letters alone: asked for replies as well, SQLite would read every reply there is.
        some = letters[start : start + _AT_ONCE]
        told = Followed.objects.filter(document__identifier__in=some).order_by()
        found |= {
            letter: days
            for letter, days, *said in told.values_list(
                "document__identifier", "days", "kind", "country", "code"
            )
            if said[:2] == [following.REPLY, ""] and said[2] in LETTERS
        }
    return found


def answered_by_country() -> Mapping[str, int]:
    """How many letters with a reply are about each country."""
    rows = Followed.objects.filter(kind=following.REPLY, code__in=LETTERS).exclude(country="")
    counted = rows.order_by().values_list("country").annotate(letters=Count("document"))
    return dict(counted)


def replies_to(letters: Collection[str]) -> Mapping[str, list[str]]:
    """The replies that are linked with each of these letters; all by their identifiers."""
    links = Link.objects.filter(relation=Relation.REPLY_TO, outcome=LINKED, other__in=letters)
    found: dict[str, list[str]] = {}
    for reply, letter in links.order_by("pk").values_list("document", "other"):
        found.setdefault(letter, []).append(reply)
    return found


def _counted(kind: str, country: str, mechanism: str) -> QuerySet[Followed]:
    rows = Followed.objects.filter(kind=kind, country=country).order_by()
    return rows.filter(mechanism=mechanism) if mechanism else rows
