"""Links, citations and matters, as whoever shows them asks for them."""

import pytest

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Document, Link, Matter
from liaison.catalogue.queries import standing_values
from liaison.catalogue.related import cited, matter_of, related
from liaison.kernel.relation import Relation
from tests.catalogue.test_actions import NOW, capture, catalogue, found, read

pytestmark = pytest.mark.django_db


def _document(name: str, *said: tuple[str, str]) -> Document:
    page = f"https://example.org/{name}"
    return catalogue([read(capture(page, page))], *(found(*one) for one in said))


def _cited_in(row: Document) -> list[Document]:
    return [*cited(row, standing_values([row.pk], ["reference"])[row.pk]["reference"]).named]


def _cited_by(row: Document) -> list[Document]:
    return [*cited(row, []).naming]


def _link(first: Document, second: Document, relation: Relation, outcome: str = "linked") -> None:
    Link.objects.create(
        document=first.identifier,
        other=second.identifier,
        relation=relation,
        outcome=outcome,
        score=0.9,
    )


def test_a_link_is_read_from_both_ends() -> None:
    letter, reply = _document("letter"), _document("reply")
    _link(reply, letter, Relation.REPLY_TO)
    (from_reply,), (from_letter,) = related(reply), related(letter)
    assert (from_reply.document, from_reply.turned) == (letter, False)
    assert (from_letter.document, from_letter.turned) == (reply, True)


def test_a_mutual_link_reads_the_same_from_both_ends() -> None:
    one, other = _document("one"), _document("other")
    _link(one, other, Relation.SAME_MATTER)
    assert [item.turned for item in (*related(one), *related(other))] == [False, False]


def test_what_is_proposed_is_not_shown_as_linked() -> None:
    one, other = _document("one"), _document("other")
    _link(one, other, Relation.SAME_MATTER, "proposed")
    assert related(one) == []
    assert [item.document for item in related(one, "proposed")] == [other]


def test_a_withdrawn_document_is_in_nobodys_links_at_once() -> None:
    one, other = _document("one"), _document("other", ("symbol", "A/HRC/1/1"))
    citer = _document("citer", ("reference", "A/HRC/1/1"))
    _link(one, other, Relation.SAME_MATTER)
    withdraw(other.identifier, why="asked for", by="an editor", now=NOW)
    assert related(one) == []
    assert _cited_in(citer) == []


def test_who_is_cited_is_found_whichever_arrived_first() -> None:
    early = _document("early", ("reference", "A/HRC/25/55"))
    assert _cited_in(early) == []
    bearer = _document("bearer", ("symbol", "A/HRC/25/55"), ("reference", "A/HRC/25/55"))
    late = _document("late", ("reference", "A/HRC/25/55"))
    assert _cited_in(early) == _cited_in(late) == [bearer]
    assert {row.pk for row in _cited_by(bearer)} == {early.pk, late.pk}


def test_the_address_of_a_merged_matter_leads_to_the_one_it_is_part_of() -> None:
    one, other = _document("one"), _document("other")
    Document.objects.update(matter="older")
    Matter.objects.create(identifier="older", founder=one.identifier, made_at=NOW)
    Matter.objects.create(
        identifier="younger", founder=other.identifier, merged_into="older", made_at=NOW
    )
    assert matter_of("younger") == ("older", [one, other])
    assert matter_of("older") == ("older", [one, other])


def test_a_matter_that_fell_apart_leads_to_its_first_document() -> None:
    one = _document("one")
    Matter.objects.create(identifier="was", founder=one.identifier, made_at=NOW)
    assert matter_of("was") == ("was", [one])
    assert matter_of("never") is None
