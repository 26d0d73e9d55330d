"""The source files that come with Liaison."""

import datetime as dt

import pytest

from liaison import vocabulary
from liaison.sources.declaration import Show, Source
from liaison.sources.describing import describe
from liaison.sources.loading import DECLARED, load_sources
from liaison.sources.reader_options import ListingReader
from liaison.sources.readers.listing import discover_listing
from liaison.sources.readers.numbered import next_page

LOADED = load_sources([DECLARED], set(vocabulary.load().mechanisms))
each_source = pytest.mark.parametrize(
    "source", LOADED.sources.values(), ids=lambda source: source.id
)


def test_all_files_load() -> None:
    assert LOADED.problems == ()
    assert len(LOADED.sources) >= 30


def test_every_mechanism_of_the_vocabulary_has_a_source() -> None:
    covered = {source.mechanism for source in LOADED.sources.values()}
    assert covered == set(vocabulary.load().mechanisms)


@each_source
def test_a_source_says_what_it_stands_on(source: Source) -> None:
    assert source.kind_of_home == "real"
    assert source.checked.last is None or source.checked.last <= dt.date.today()  # noqa: DTZ011 (a day written by a person)
    assert len(source.checked.note) > 40
    assert source.connect is None
    assert not source.local
    assert source.default_kind is None or source.default_kind in vocabulary.load().document_kinds
    assert source.id in describe(source)


@each_source
def test_no_text_is_shown_whole_without_a_known_licence(source: Source) -> None:
    assert source.show is not Show.FULL or "to be checked" not in source.licence.text


@each_source
def test_a_source_is_the_same_after_being_kept(source: Source) -> None:
    assert Source.model_validate(source.model_dump(mode="json")) == source


@pytest.mark.parametrize(
    "source",
    [one for one in LOADED.sources.values() if isinstance(one.reader, ListingReader)],
    ids=lambda source: source.id,
)
def test_a_listing_does_not_take_its_own_pages_for_documents(source: Source) -> None:
    assert isinstance(source.reader, ListingReader)
    start = source.addresses[0]
    listed = [start]
    if source.reader.pages is not None:
        listed.append(next_page(source.reader.pages, start, source.addresses, source.max_pages))
        assert listed[-1] not in ("", start)
    page = "".join(f"<a href='{address}'>page</a>" for address in listed)
    found = discover_listing(source.reader, page.encode(), "text/html", source.home)
    assert found.items == ()
