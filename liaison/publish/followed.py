"""What followed for matters, which laws bear on defenders, which letters were answered and when.

None of it is a facet of the index: it is read from tables, kept by the process for a while, and
counts documents, copies and translations each for itself.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from liaison.catalogue.models import Correction, Document, Finding, Link
from liaison.catalogue.related import LINKED
from liaison.kernel.finding import FindingKind
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.kernel.relation import Relation
from liaison.publish.counting import kept

LETTERS = ("communication", "urgent_appeal", "allegation_letter", "other_letter", "letter")
REPLY = "reply"
_KINDS = (FindingKind.ACCOUNTABILITY, FindingKind.STRUCTURAL)


@dataclass(frozen=True, slots=True)
class Followed:
    """A document that tells what followed (codes of outcomes), or of laws (code and stage)."""

    year: str
    mechanism: str
    about: tuple[str, ...]
    outcomes: tuple[str, ...]
    laws: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A letter with its replies, by their identifiers.

    `days` lie between it and the first of them, None where one of the days is not known.
    """

    letter: str
    replies: tuple[str, ...]
    year: str
    mechanism: str
    about: tuple[str, ...]
    days: int | None


def followed() -> list[Followed]:
    """Every such document that is not withdrawn, as people corrected it."""
    return kept("followed", _followed)


def answered() -> list[Answered]:
    """Every letter that a reply is linked with."""
    return kept("answered", _answered)


def of(rows: Iterable[Followed], country: str, mechanism: str) -> list[Followed]:
    """Those about a country and of a mechanism, "" for any."""
    return [row for row in rows if country in ("", *row.about) and mechanism in ("", row.mechanism)]


def answered_of(rows: Iterable[Answered], country: str, mechanism: str) -> list[Answered]:
    """Those about a country and of a mechanism, "" for any."""
    return [row for row in rows if country in ("", *row.about) and mechanism in ("", row.mechanism)]


def _followed() -> list[Followed]:
    found = Finding.objects.filter(kind__in=_KINDS).values("edition__document")
    corrected = Correction.objects.filter(kind__in=_KINDS, undone_at=None).values("identifier")
    columns = ("pk", "published", "mechanism", "about", "accountability", "structural")
    rows: dict[int, Followed] = {}
    for documents in (
        Document.objects.filter(pk__in=found),
        Document.objects.filter(identifier__in=corrected),
    ):
        for pk, published, mechanism, about, outcomes, laws in documents.filter(
            withdrawn=False
        ).values_list(*columns):
            if outcomes or laws:
                parted = tuple((law.partition(":")[0], law.partition(":")[2]) for law in laws)
                told = Followed(published[:4], mechanism, tuple(about), tuple(outcomes), parted)
                rows[pk] = told
    return list(rows.values())


def _answered() -> list[Answered]:
    links = Link.objects.filter(relation=Relation.REPLY_TO, outcome=LINKED)
    replies: dict[str, list[str]] = {}
    for reply, letter in links.values_list("document", "other"):
        replies.setdefault(letter, []).append(reply)
    days = dict(
        Document.objects.filter(
            identifier__in=links.values("document"), withdrawn=False
        ).values_list("identifier", "published")
    )
    letters = Document.objects.filter(
        identifier__in=links.values("other"), kind__in=LETTERS, withdrawn=False
    ).values_list("identifier", "published", "mechanism", "about")
    found = []
    for letter, published, mechanism, about in letters:
        if known := tuple(reply for reply in replies[letter] if reply in days):
            between = _days(published, known, days)
            found.append(Answered(letter, known, published[:4], mechanism, tuple(about), between))
    return found


def _days(sent: str, replies: Collection[str], published: Mapping[str, str]) -> int | None:
    """From a letter to its first reply."""
    first = _exact(sent)
    answers = [day for reply in replies if (day := _exact(published.get(reply, ""))) is not None]
    if first is None or not answers:
        return None
    return max(min(answers) - first, 0)


def _exact(date: str) -> int | None:
    if not date:
        return None
    known = PartialDate.parse(date)
    return known.first_day().toordinal() if known.precision is Precision.DAY else None
