"""Linking as the record keeps it: filed under keys, linked, decided, regrouped."""

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.catalogue.actions import describe_documents
from liaison.catalogue.decisions import (
    correct,
    decide_link,
    undo_link_decision,
    undo_withdrawal,
    withdraw,
)
from liaison.catalogue.models import Document, Link, Matter
from liaison.kernel.finding import Finding, Part, Span
from liaison.kernel.identifier import matter_identifier
from liaison.kernel.relation import Relation
from liaison.link.facts import VERSION
from liaison.link.files import COUNTED, facts_of_rows, file_facts, look_up, number
from liaison.link.gathering import EditionRead, facts_of
from liaison.link.keys import MOST_CANDIDATES, STOP, keys_of, word_key
from liaison.link.linking import file_documents, link_documents
from liaison.link.models import Filed, FiledKey
from tests.catalogue.test_actions import NOW, capture, catalogue, read

pytestmark = pytest.mark.django_db
SECRET = b"a key of the tests"
# Six invented sentences: long enough for near-copies to be recognised.
STORY = (
    "Tamar Okrela, who leads the miners' union of Dolny Varsk, was taken from her flat before "
    "dawn by men in plain clothes. Her brother Ilko Okrela saw two grey vans without number "
    "plates. The union had announced a march against the closing of the Sarnik shaft. The police "
    "of the district first denied that she was held, and then said that she was questioned as a "
    "witness. Her lawyer was kept out of the station until the evening. The union asks all who "
    "know where she is kept to come forward, and calls for her release at once and without terms."
)
OTHER = (
    "The commission published its yearly calendar of sessions. Registration opens in spring, and "
    "organisations with observer status may propose panels on housing, water, transport, fisheries "
    "and forests. Interpretation is offered in five languages, and documents are to be handed in "
    "six weeks before a session begins, in one format and without annexes or photographs."
)


def _document(name: str, text: str, title: str = "") -> Document:
    page = f"https://{name}.example.org/{name}"
    row = capture(page, page)
    row.fetched_at = NOW + dt.timedelta(hours=len(name))
    return catalogue([read(row, text=text, title=title or f"About {name}")])


def _process() -> None:
    """File and link what is pending, as the pipeline does."""
    pending = Document.objects.filter(filed_version__lt=VERSION)
    file_documents(list(pending.order_by("pk")), SECRET)
    link_documents(list(Document.objects.filter(linked_version__lt=VERSION).order_by("pk")), NOW)


def _matters() -> dict[str, str]:
    return dict(Document.objects.values_list("address", "matter"))


def _said(relation: Relation) -> list[tuple[str, str]]:
    return list(Link.objects.filter(relation=relation).values_list("document", "other"))


@pytest.fixture
def copies() -> list[Document]:
    made = [_document("a", STORY), _document("bb", f"{STORY} (Reposted.)"), _document("ccc", OTHER)]
    _process()
    return made


def test_copies_are_linked_and_the_rest_is_not(copies: list[Document]) -> None:
    first, second, third = (one.identifier for one in copies)
    kept = Link.objects.get()
    assert {kept.document, kept.other} == {first, second}
    assert (kept.outcome, kept.decided) == ("linked", False)
    assert kept.reasons
    held = dict(Document.objects.values_list("identifier", "matter"))
    assert held == {
        first: matter_identifier(first),
        second: matter_identifier(first),
        third: "",
    }


def test_linking_again_changes_nothing(copies: list[Document]) -> None:
    del copies
    before = (list(Link.objects.values("document", "other", "score", "reasons")), _matters())
    for _ in range(2):
        Document.objects.update(filed_version=0)
        _process()
    assert (
        list(Link.objects.values("document", "other", "score", "reasons")),
        _matters(),
    ) == before
    assert Matter.objects.count() == 1


def test_a_document_that_changes_loses_the_links_it_had(copies: list[Document]) -> None:
    catalogue([read(copies[1].editions.get().capture, text=OTHER[::-1])])
    _process()
    assert not Link.objects.exists()
    assert set(_matters().values()) == {""}


def test_a_no_parts_what_was_computed_and_is_remembered_for_good(copies: list[Document]) -> None:
    first, second = copies[0].identifier, copies[1].identifier
    why = "two men of one name"
    for relation in (Relation.SAME_DOCUMENT, Relation.NEAR_COPY, Relation.SAME_MATTER):
        decide_link(
            first, second, relation=relation, linked=False, why=why, by="an editor", now=NOW
        )
    for _ in range(2):
        Document.objects.update(filed_version=0)
        _process()
        assert not Link.objects.exists()
        assert set(_matters().values()) == {""}


def test_a_yes_links_what_has_nothing_in_common_until_it_is_undone(copies: list[Document]) -> None:
    first, third = copies[0].identifier, copies[2].identifier
    row = decide_link(
        first,
        third,
        relation=Relation.SAME_MATTER,
        linked=True,
        why="the panel is on her case",
        by="an editor",
        now=NOW,
    )
    Document.objects.update(filed_version=0)
    _process()
    assert Link.objects.get(relation=Relation.SAME_MATTER, decided=True).score == 1.0
    assert set(_matters().values()) == {matter_identifier(first)}
    undo_link_decision(row.pk, by="an editor", now=NOW)
    Document.objects.update(filed_version=0)
    _process()
    assert not Link.objects.filter(decided=True).exists()
    assert Document.objects.get(identifier=third).matter == ""


def test_a_withdrawn_document_has_no_links_until_it_is_shown_again(copies: list[Document]) -> None:
    first = copies[0].identifier
    row = withdraw(first, why="asked for by the family", by="an editor", now=NOW)
    _process()
    assert not Link.objects.exists()
    assert set(_matters().values()) == {""}
    assert not Filed.objects.filter(document=copies[0].pk).exists()
    undo_withdrawal(row.pk, by="an editor", now=NOW)
    _process()
    assert Document.objects.get(identifier=first).matter == matter_identifier(first)


def test_a_correction_is_what_linking_goes_by(copies: list[Document]) -> None:
    first = copies[0].identifier
    correct(
        first, kind="about", action="replace", value="BLR", why="read it", by="an editor", now=NOW
    )
    correct(
        first, kind="reference", action="add", value="A/1", why="read it", by="an editor", now=NOW
    )
    describe_documents([copies[0].pk], NOW)
    _process()
    (facts,) = facts_of_rows([copies[0].pk]).values()
    assert (facts.about, facts.references) == (("BLR",), ("A/1",))


def test_no_name_is_filed(copies: list[Document]) -> None:
    del copies
    kept = b" ".join(zlib.decompress(bytes(one.facts)) for one in Filed.objects.all()).lower()
    assert kept
    assert not any(word in kept for word in (b"okrela", b"tamar", b"varsk", b"sarnik"))


def _facts(identifier: str, text: str) -> EditionRead:
    found = [Finding("language", "en", Span(Part.TEXT, 0, 3), "test", 1, 0.9)]
    parts = {Part.TITLE: text, Part.TEXT: text, Part.ADDRESS: f"https://example.org/{identifier}"}
    return EditionRead(parts, found)


def _file(numbers: Iterable[int], word: str) -> None:
    facts = {n: facts_of(f"document-{n}", [_facts(str(n), word)]) for n in numbers}
    Document.objects.bulk_create(
        Document(
            pk=pk,
            identifier=one.identifier,
            address="",
            source_id="",
            first_captured=NOW,
            changed_at=NOW,
        )
        for pk, one in facts.items()
    )
    file_facts(facts, {n: keys_of(one).filed for n, one in facts.items()})


def test_what_very_many_share_is_neither_followed_nor_counted_further() -> None:
    _file(range(1, COUNTED + 100), "Varskovia")
    new = {5_000: facts_of("new", [_facts("new", "Varskovia")])}
    keys = {pk: keys_of(one) for pk, one in new.items()}
    (word,) = {word_key(one) for one in new[5_000].title_words}
    found, rarity = look_up(keys)
    assert found == {5_000: []}
    assert FiledKey.objects.filter(key=number(word)).count() == COUNTED
    assert rarity.share(word) == 0


def test_what_few_share_is_found() -> None:
    _file(range(1, STOP // 2), "Dolnogradnik")
    keys = {5_000: keys_of(facts_of("new", [_facts("new", "Dolnogradnik")]))}
    found = look_up(keys)[0][5_000]
    # All of them are equally near: who comes first depends on nothing but their identifiers.
    assert found == sorted(found, key="document-{}".format)
    assert len(found) == MOST_CANDIDATES


def test_looking_up_asks_the_tables_no_more_often_for_many_documents() -> None:
    _file(range(1, 20), "Dolnogradnik")

    def asked(pks: Sequence[int]) -> int:
        keys = {pk: keys_of(facts_of(str(pk), [_facts(str(pk), "Dolnogradnik")])) for pk in pks}
        with CaptureQueriesContext(connection) as queries:
            look_up(keys)
        return len(queries)

    asked([100])  # how many documents there are is counted once
    assert asked(range(100, 130)) == asked([100])
