"""Atom (RFC 4287) with paging (RFC 5005), and identifiers that hold wherever the site moves."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Document
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish import labels, titles
from liaison.publish.context import origin
from liaison.publish.declared import source_name
from liaison.publish.record import record_kind
from liaison.publish.search import Passage

# What XML 1.0 cannot carry, and a page or PDF may hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = uuid.UUID("6f7d6d1e-0f0b-5e3f-9a51-0c8f5b0f6c11")  # frozen: every identifier comes from it
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed. Addresses are paths of this site with their query strings."""

    name: str  # of the whole feed, the same for all its pages
    title: str
    path: str
    alternate: str
    first: str
    previous: str = ""
    next: str = ""


class _Feed(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_NEVER)

    def add_root_elements(self, handler: Any) -> None:  # noqa: ANN401 (Django's, untyped)
        super().add_root_elements(handler)
        for relation in ("first", "previous", "next"):
            if self.feed[relation]:
                handler.addQuickElement("link", "", {"rel": relation, "href": self.feed[relation]})

    def add_item_elements(self, handler: Any, item: Any) -> None:  # noqa: ANN401 (Django's, untyped)
        # A summary, where there is one, is plain text; Django's would be HTML.
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            language = {"xml:lang": item["summary_language"]}
            handler.addQuickElement("summary", item["description"], {"type": "text", **language})

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        # "" says that it is not known; without it an entry would be in the feed's own language.
        return {"xml:lang": item["language"]}


def identifier(name: str) -> str:
    """A URN for a document or feed: the same on every server that holds the record."""
    return uuid.uuid5(_NAMES, name).urn


def respond(
    request: HttpRequest, page: Page, entries: Iterable[tuple[Document, Passage | None]]
) -> HttpResponse:
    """The feed of some documents, each with a passage as its summary."""
    here = origin(request)
    language = get_language() or "en"
    invented = record_kind() == "rehearsal"
    feed = _Feed(
        title=_fit(f"{_('Rehearsal.')} {page.title}" if invented else page.title),
        link=here + page.alternate,
        description=None,
        subtitle=_(
            "Everything here is invented: no such mechanism, person, document or event exists."
        )
        if invented
        else None,
        language=language,
        feed_url=here + page.path,
        feed_guid=identifier(f"feed {page.name}"),
        author_name="Liaison",
        first=here + page.first,
        previous=here + page.previous if page.previous else "",
        next=here + page.next if page.next else "",
    )
    for row, passage in entries:
        _add(feed, row, passage, here=here, language=language)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(feed: _Feed, row: Document, passage: Passage | None, *, here: str, language: str) -> None:
    title = titles.title_of_edition(row, None)
    mechanism = (
        labels.mechanism(row.mechanism, language).text
        if row.mechanism
        else source_name(row.source_id)
    )
    feed.add_item(
        title=_fit(title.text),
        link=here + reverse("document", args=[row.identifier]),
        description=_fit(passage.text) if passage is not None else "",
        summary_language=passage.language if passage is not None else "",
        unique_id=identifier(f"document {row.identifier}"),
        updateddate=row.changed_at,
        pubdate=_published(row),
        author_name=_fit(mechanism),
        categories=[*row.about],
        language=title.language,
    )


def _published(row: Document) -> dt.datetime | None:
    """Only a date that is known to the day: Atom has no way to say less."""
    if not row.published:
        return None
    date = PartialDate.parse(row.published)
    if date.precision is not Precision.DAY:
        return None
    return dt.datetime.combine(date.first_day(), dt.time(), tzinfo=dt.UTC)


def _fit(text: str) -> str:
    return _UNFIT.sub(" ", text)
