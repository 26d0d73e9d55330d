"""What is new in the record since yesterday: matters, replies, letters that nobody answered yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import BigIntegerField, Exists, Model, OuterRef, QuerySet, Subquery, Value

from liaison.catalogue.models import Document, Link, Matter
from liaison.catalogue.related import LINKED
from liaison.kernel.relation import Relation
from liaison.publish.counting import kept
from liaison.publish.followed import LETTERS, REPLY

_Row = TypeVar("_Row", bound=Model)
_SHOWN = 5  # of each
_LOOKED_THROUGH = 2_000  # documents that arrived last, and as many matters
_KEPT_FOR = 60  # seconds


@dataclass(frozen=True, slots=True)
class News:
    """Identifiers: of matters with the documents that name them, of replies, of letters.

    `letters` are those without a reply in the record.
    """

    matters: Sequence[tuple[str, str]]
    replies: Sequence[str]
    letters: Sequence[str]

    def documents(self) -> list[str]:
        """Every document that it names."""
        return [*(document for _matter, document in self.matters), *self.replies, *self.letters]


def since(now: dt.datetime) -> dt.datetime:
    """The first moment of yesterday, UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)


def news(now: dt.datetime) -> News:
    """What arrived since yesterday, the last first; looked up once a minute."""
    first = since(now)
    return kept(f"news-{first:%Y-%m-%d}", lambda: _news(first), _KEPT_FOR)


def _news(first: dt.datetime) -> News:
    answered = Link.objects.filter(
        relation=Relation.REPLY_TO, outcome=LINKED, other=OuterRef("identifier")
    )
    arrived = _last(Document).filter(
        ~Exists(answered),
        first_captured__gte=first,
        kind__in=(REPLY, *LETTERS),
        withdrawn=False,
    )
    rows = list(arrived.values_list("identifier", "kind")[:_LOOKED_THROUGH])
    return News(
        matters=_matters(first),
        replies=[one for one, kind in rows if kind == REPLY][:_SHOWN],
        letters=[one for one, kind in rows if kind != REPLY][:_SHOWN],
    )


def _matters(first: dt.datetime) -> list[tuple[str, str]]:
    made = _last(Matter).filter(made_at__gte=first, merged_into="")
    names = Document.objects.filter(matter=OuterRef("identifier"), withdrawn=False)
    named = made.annotate(
        document=Subquery(names.order_by("published_from", "pk").values("identifier")[:1])
    )
    known = named.exclude(document=None).values_list("identifier", "document")
    return list(known[:_SHOWN])


def _last(table: type[_Row]) -> QuerySet[_Row]:
    """The rows of a table that came last, the very last first."""
    rows: QuerySet[_Row] = table._default_manager.order_by("-pk")
    newest = Subquery(rows.values("pk")[:1], output_field=BigIntegerField())
    return rows.filter(pk__gt=newest - Value(_LOOKED_THROUGH))
