"""The record of the benchmarks, and what its pages ask of the database."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, resolve
from django.utils import translation
from pytest_django import Settings

from liaison import index
from liaison.catalogue.models import Document, Link, Matter, Telling
from liaison.config import urls
from liaison.kernel.home import Home
from liaison.kernel.relation import Relation, ordered
from liaison.measure.searching.addresses import addresses
from liaison.measure.searching.documents import Invented
from liaison.measure.searching.filling import SEED, declare, load
from liaison.publish.followed import LETTERS, REPLY

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 12  # questions to the database for a page
OK = 200
SECTIONS = 3  # questions for what one of two pages does not show
# What readers give of themselves is no page of the record; the rest answers with a file made on
# request, or leads on.
NOT_ASKED = {
    *("alert", "alert-asked", "alert-confirm", "alert-stop"),
    *("snapshot-now", "snapshot-pdf"),
    *("styles", "document-no-form"),
}


@pytest.fixture(scope="module")
def invented() -> Invented:
    return Invented(SEED)


def filled(settings: Settings, folder: Path, invented: Invented, count: int) -> None:
    call_command("flush", interactive=False, verbosity=0)
    cache.clear()
    settings.HOME = Home(folder)
    declare(settings.HOME)
    load(invented, count)
    index.rebuild(settings.HOME.index, (made.entry() for made in invented.some(0, count)))


def questions(address: str) -> tuple[int, int]:
    """How often a page asks the database where nothing is kept for it, and its status."""
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get(address)
        answer.getvalue()
    return len(asked), answer.status_code


def test_the_record_hangs_together(settings: Settings, tmp_path: Path, invented: Invented) -> None:
    filled(settings, tmp_path, invented, 600)
    rows = {row.identifier: row for row in Document.objects.all()}
    assert len(rows) == 600
    links = list(Link.objects.all())
    assert {link.relation for link in links} > {Relation.SAME_MATTER, Relation.REPLY_TO}
    for link in links:
        ends = (link.document, link.other)
        assert ordered(*ends, Relation(link.relation)) == ends
        if link.relation == Relation.REPLY_TO:
            assert rows[link.document].kind == REPLY
            assert rows[link.other].kind in LETTERS
        if link.relation == Relation.SAME_MATTER:
            assert rows[link.document].matter == rows[link.other].matter != ""
    named = {row.matter for row in rows.values()} - {""}
    assert named == {*Matter.objects.values_list("identifier", flat=True)}
    for telling in Telling.objects.select_related("document", "activity"):
        assert telling.country in telling.document.about
        assert telling.kind == telling.activity.kind


def test_no_page_asks_much_nor_more_where_it_lists_more(
    settings: Settings, tmp_path: Path, invented: Invented
) -> None:
    filled(settings, tmp_path, invented, 800)
    asked = [one for some in addresses(invented, 800, 30).values() for one in some[:3]]
    before = {one: questions(one) for one in asked}
    assert [one for one, (_count, status) in before.items() if status != OK] == []
    # PostgreSQL is asked for its snapshot besides; SQLite says without a question what changed.
    most = MOST + (connection.vendor == "postgresql")
    assert {one: count for one, (count, _status) in before.items() if count > most} == {}
    Document.objects.exclude(pk__in=range(1, 800, 6)).update(withdrawn=True)
    after = {one: questions(one) for one in asked}
    compared = [one for one in asked if after[one][1] == OK]
    assert len(compared) > len(asked) / 2
    more = {one: (before[one][0], after[one][0]) for one in compared}
    # A section that the shorter page does not have any more is no question for each result.
    assert {one: some for one, some in more.items() if some[0] > some[1] + SECTIONS} == {}


def test_every_type_of_page_is_asked_for(
    settings: Settings, tmp_path: Path, invented: Invented
) -> None:
    filled(settings, tmp_path, invented, 300)
    named = set()
    for some in addresses(invented, 300, 400).values():
        for one in some:
            path = re.sub("^/(fr|es|ru|ar)/", "/en/", one.partition("?")[0])
            with translation.override("en"):
                named.add(resolve(path).view_name)
    assert {*names(urls.urlpatterns)} - named == NOT_ASKED


def names(entries: list[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from names(entry.url_patterns)
        elif entry.name is not None:
            yield entry.name
