"""What mails say of the record, and where they lead: as the site says it.

Mails are written apart from any request: `origin` is the scheme and host that readers use.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.alerts.letters import Item
from liaison.alerts.saved import Saved
from liaison.catalogue.models import Document
from liaison.design.written import written_date, written_day
from liaison.kernel.partial_date import PartialDate
from liaison.publish import labels, queries, titles
from liaison.publish.declared import source_name
from liaison.publish.following import described, question_of


@dataclass(frozen=True, slots=True)
class SiteWording:
    """`liaison.alerts.news.Wording` and `liaison.alerts.posting.Pages`."""

    origin: str

    def selection(self, asked: Mapping[str, Any]) -> str:
        """See `liaison.alerts.news.Wording`."""
        return described(question_of(Saved.read(asked)))

    def narrowing(self, asked: Mapping[str, Any]) -> str:
        """See `liaison.alerts.news.Wording`."""
        question = question_of(Saved.read(asked))
        if not question.words:
            return described(question)
        told = [described(question.in_words(""))] if question.is_narrowed else []
        return " · ".join([*told, _("the words that were typed are shown behind the link")])

    def search(self, asked: Mapping[str, Any]) -> str:
        """See `liaison.alerts.news.Wording`."""
        query = question_of(Saved.read(asked)).query()
        return self._whole("search") + (f"?{query}" if query else "")

    def document(self, row: Document) -> Item:
        """See `liaison.alerts.news.Wording`."""
        language = get_language() or "en"
        title = titles.title_of_edition(row, None)
        by = (
            labels.mechanism(row.mechanism, language).text
            if row.mechanism
            else source_name(row.source_id)
        )
        day = written_date(PartialDate.parse(row.published), language) if row.published else ""
        return Item(
            " ".join(title.text.split()),
            " · ".join(filter(None, (by, day))),
            self._whole("document", row.identifier),
            title.language,
        )

    def tombstone(self, identifier: str) -> Item:
        """See `liaison.alerts.news.Wording`."""
        withdrawal = queries.withdrawal(identifier)
        said = _("A document was withdrawn.")
        if withdrawal is not None:
            day = withdrawal.made_at.astimezone(dt.UTC).date()
            said = _("A document was withdrawn on %(day)s.") % {
                "day": written_day(day, get_language() or "en")
            }
        return Item("", said, self._whole("document", identifier))

    def confirm(self, word: str) -> str:
        """See `liaison.alerts.posting.Pages`."""
        return self._whole("alert-confirm", word)

    def manage(self, word: str) -> str:
        """See `liaison.alerts.posting.Pages`."""
        return self._whole("alert", word)

    def stop(self, word: str) -> str:
        """See `liaison.alerts.posting.Pages`."""
        return self._whole("alert-stop", word)

    def _whole(self, name: str, *parts: str) -> str:
        return self.origin + reverse(name, args=parts)
