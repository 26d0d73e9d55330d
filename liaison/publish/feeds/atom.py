"""Atom (RFC 4287) with paging (RFC 5005), and the digests of what was captured (RFC 5854)."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from liaison.publish.context import origin
from liaison.publish.feeds.entries import Item, Page, told_title, warning
from liaison.publish.urns import identifier

# What XML 1.0 cannot carry, and a page or PDF may hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_HASHES = "urn:ietf:params:xml:ns:metalink"  # RFC 5854, 4.2.4: `hash`, with its `type`


class _Feed(Atom1Feed):
    def latest_post_date(self) -> dt.datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=_NEVER)

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:ml": _HASHES}

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
        if item["original"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": item["original"]})
        for digest in item["hashes"]:
            handler.addQuickElement("ml:hash", digest, {"type": "sha-256"})

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        # "" says that it is not known; without it an entry would be in the feed's own language.
        return {"xml:lang": item["language"]}


def respond(request: HttpRequest, page: Page, items: Sequence[Item]) -> HttpResponse:
    """The feed of some documents, each with a passage as its summary."""
    here = origin(request)
    feed = _Feed(
        title=_fit(told_title(page)),
        link=here + page.alternate,
        description=None,
        subtitle=warning() or None,
        language=get_language() or "en",
        feed_url=here + page.path,
        feed_guid=identifier(f"feed {page.name}"),
        author_name="Liaison",
        first=here + page.first,
        previous=here + page.previous if page.previous else "",
        next=here + page.next if page.next else "",
    )
    for item in items:
        _add(feed, item)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _add(feed: _Feed, item: Item) -> None:
    passage = item.passage
    feed.add_item(
        title=_fit(item.title.text),
        link=item.page,
        description=_fit(passage.text) if passage is not None else "",
        summary_language=passage.language if passage is not None else "",
        unique_id=item.name,
        updateddate=item.document.changed_at,
        pubdate=item.published_at,
        author_name=_fit(item.author),
        categories=[*item.document.about],
        language=item.title.language,
        original=_fit(item.original),
        hashes=item.hashes,
    )


def _fit(text: str) -> str:
    return _UNFIT.sub(" ", text)
