"""Documents that come, change and go, and readers who follow them. All persons are invented."""

import datetime as dt
import itertools

from liaison.alerts.models import Notice, SavedSelection, Subscription
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.saved import Saved
from liaison.alerts.watching import owe
from liaison.catalogue import activities, description
from liaison.catalogue.models import Document, Edition, Link
from liaison.catalogue.related import LINKED
from liaison.index.protocol import Facet
from liaison.kernel.identifier import document_identifier
from liaison.kernel.relation import Relation, ordered
from liaison.link import facts
from liaison.pipeline.alerting import watch
from liaison.understand import VERSION as UNDERSTOOD
from tests.publish.invented import capture

NOW = dt.datetime(2040, 6, 1, 9, 30, tzinfo=dt.UTC)  # later than any home of these tests began
_numbers = itertools.count()


def document(
    title: str,
    text: str,
    *,
    language: str = "en",
    about: tuple[str, ...] = (),
    defenders: tuple[str, ...] = (),
    first_captured: dt.datetime = NOW,
) -> Document:
    """A document that was read, described and linked, and that the index has heard of."""
    address = f"https://harbour.rehearsal.test/{next(_numbers)}"
    row = Document.objects.create(
        identifier=document_identifier(address),
        address=address,
        source_id="harbour-statements",
        mechanism="harbour-commission",
        first_captured=first_captured,
        described_version=description.VERSION,
        activities_version=activities.VERSION,
        filed_version=facts.VERSION,
        linked_version=facts.VERSION,
        title=title,
        title_language=language,
        about=list(about),
        defenders=list(defenders),
        languages=[language],
        changed_at=first_captured,
    )
    edition(row, title, text, language)
    owe([row.identifier])
    return row


def edition(row: Document, title: str, text: str, language: str = "en") -> Edition:
    """One more edition of a document."""
    address = f"{row.address}/{language}"
    return Edition.objects.create(
        document=row,
        capture=capture(address, title + text, row.first_captured, row.address),
        address=address,
        address_key=document_identifier(address),
        role="document",
        format="html",
        title=title,
        text=text,
        language=language,
        understood_version=UNDERSTOOD,
    )


def published_anew(row: Document, text: str, bytes_: str = "") -> None:
    """The publisher gives other bytes at the address, in which `text` is read."""
    one = row.editions.get()
    one.capture = capture(one.address, bytes_ or text, NOW, row.address)
    one.text = text
    one.save()
    owe([row.identifier])


def reread(row: Document, text: str) -> None:
    """A better extractor reads the same bytes otherwise."""
    row.editions.update(text=text)
    Document.objects.filter(pk=row.pk).update(changed_at=NOW)
    owe([row.identifier])


def joined(one: Document, other: Document, relation: Relation = Relation.SAME_DOCUMENT) -> None:
    """Two documents turn out to be one act of publishing."""
    first, second = ordered(one.identifier, other.identifier, relation)
    Link.objects.create(
        document=first, other=second, relation=relation, score=0.99, outcome=LINKED, reasons=[]
    )
    owe([one.identifier, other.identifier])


def followed(words: str = "", **facets: str) -> SavedSelection:
    """A selection that someone follows, who needs no address here."""
    saved = Saved(words, {Facet(name): (value,) for name, value in facets.items()})
    row, _made = SavedSelection.objects.get_or_create(
        pk=saved.number(), defaults={"asked": saved.kept()}
    )
    number = next(_numbers)
    Subscription.objects.create(
        saved=row,
        sealed="",
        language="en",
        rhythm=Rhythm.DAILY,
        confirm_digest=f"c{number}",
        manage_digest=f"m{number}",
        asked_at=NOW,
        confirmed_at=NOW,
        due_at=NOW,
    )
    return row


def watched() -> int:
    """A round of the matcher."""
    return watch(lambda: NOW)


def told(saved: SavedSelection) -> list[tuple[str, str]]:
    """What is to be told of a selection, in order: kind and document."""
    rows = Notice.objects.filter(saved=saved).order_by("pk")
    return list(rows.values_list("kind", "identifier"))
