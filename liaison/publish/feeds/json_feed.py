"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): the feeds for who prefers JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from liaison.publish.context import origin
from liaison.publish.feeds.entries import Item, Page, told_title, warning
from liaison.publish.urns import identifier


def respond(request: HttpRequest, page: Page, items: Sequence[Item]) -> HttpResponse:
    """The feed of some documents, each with a passage as its text.

    What the standard has no place for stands under `_liaison`.
    """
    here = origin(request)
    feed = _without_empty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": told_title(page),
            "home_page_url": here + page.alternate,
            "feed_url": here + page.path,
            "description": warning(),
            "next_url": here + page.next if page.next else "",
            "authors": [{"name": "Liaison"}],
            "language": get_language() or "en",
            "_liaison": _without_empty(
                {
                    "id": identifier(f"feed {page.name}"),
                    "first_url": here + page.first,
                    "previous_url": here + page.previous if page.previous else "",
                    "rehearsal": bool(warning()),
                }
            ),
        }
    )
    feed["items"] = [_item(item) for item in items]
    written = json.dumps(feed, ensure_ascii=False, cls=DjangoJSONEncoder)
    return HttpResponse(written, content_type="application/feed+json; charset=utf-8")


def _item(item: Item) -> dict[str, Any]:
    passage = item.passage
    said = _without_empty(
        {
            "id": item.name,
            "url": item.page,
            "external_url": item.original,
            "title": item.title.text,
            "date_published": item.published_at,
            "date_modified": item.document.changed_at,
            "authors": [{"name": item.author}] if item.author else [],
            "tags": item.document.about,
            "language": item.title.language,
            "_liaison": _without_empty(
                {
                    "identifier": item.document.identifier,
                    "published": item.document.published,
                    "sha256": item.hashes,
                    "text_language": passage.language if passage is not None else "",
                }
            ),
        }
    )
    # An item without any text is none.
    said["content_text"] = passage.text if passage is not None else ""
    return said


def _without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
