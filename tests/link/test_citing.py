"""Citations, updates and replies, whichever of the two arrives first."""

import itertools

import pytest

from liaison.kernel.relation import Relation
from liaison.link.engine import link_all
from liaison.link.facts import EditionFacts, Facts
from liaison.link.verdict import Outcome

ENGLISH = (EditionFacts("en", 300),)


def _doc(
    identifier: str, symbol: str = "", *references: str, kind: str = "", day: str = ""
) -> Facts:
    return Facts(
        identifier, symbol=symbol, references=references, kind=kind, published=day, editions=ENGLISH
    )


def _linked(*documents: Facts) -> set[tuple[str, str, str]]:
    """The links found, the same in whatever order the documents arrive."""
    found = [
        {
            (one.relation.value, one.first, one.second)
            for one in link_all(order)
            if one.outcome is Outcome.LINKED
        }
        for order in itertools.permutations(documents)
    ]
    assert all(each == found[0] for each in found)
    return found[0]


def test_a_citation_is_resolved_whichever_comes_first() -> None:
    cited, citing = _doc("a", "A/HRC/90/11"), _doc("b", "A/HRC/91/7", "A/HRC/90/11", "A/HRC/1/1")
    assert _linked(cited, citing) == {("cites", "b", "a")}


def test_what_only_shares_a_citation_is_not_cited() -> None:
    assert _linked(_doc("a", "", "A/HRC/90/11"), _doc("b", "", "A/HRC/90/11")) == set()


def test_a_reply_answers_the_communication_whose_number_it_names() -> None:
    letter = _doc("a", "AL SDN 3/2014", kind="allegation_letter")
    reply = _doc("b", "", "UA SDN 3/2014", kind="reply")
    assert _linked(letter, reply) == {("cites", "b", "a"), ("reply_to", "b", "a")}


def test_a_reply_under_the_same_number_is_no_copy() -> None:
    letter = _doc("a", "AL SDN 3/2014", kind="allegation_letter")
    reply = _doc("b", "AL SDN 3/2014", kind="reply")
    assert _linked(letter, reply) == {("reply_to", "b", "a")}


def test_two_replies_do_not_answer_each_other() -> None:
    one, other = _doc("a", "", "AL SDN 3/2014", kind="reply"), _doc("b", "", "AL SDN 3/2014", kind="reply")  # fmt: skip
    assert {each[0] for each in _linked(one, other)} <= {"same_matter"}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("TUN 003 / 0614 / OBS 039", "TUN 003 / 0614 / OBS 039.3"),
        ("TUN 003 / 0614 / OBS 039.1", "TUN 003 / 0614 / OBS 039.3"),
        ("A/HRC/28/63", "A/HRC/28/63/Add.1"),
        ("UA 149/94", "UA 149/94 FU"),
    ],
)
def test_a_later_step_of_a_chain_updates_an_earlier_one(earlier: str, later: str) -> None:
    assert ("update_of", "b", "a") in _linked(_doc("a", earlier), _doc("b", later))
    assert ("update_of", "a", "b") not in _linked(_doc("a", earlier), _doc("b", later))


def test_one_addendum_does_not_update_another() -> None:
    one, other = _doc("a", "A/HRC/28/63/Add.1"), _doc("b", "A/HRC/28/63/Add.2")
    assert _linked(one, other) == set()


def test_an_update_that_names_the_appeals_number_is_one_of_the_appeal() -> None:
    appeal = _doc("a", "MDE 90/02/94", "UA 149/94", kind="urgent_appeal", day="1994-04-14")
    update = _doc("b", "MDE 90/03/94", "UA 149/94", kind="appeal_update", day="1994-04-19")
    report = _doc("c", "MDE 90/30/94", "UA 149/94", kind="report", day="1994-08-01")
    found = {each for each in _linked(appeal, update, report) if each[0] == "update_of"}
    assert found == {("update_of", "b", "a")}


def test_same_reference_in_one_language_is_one_document_unless_the_texts_are_others() -> None:
    one, other = _doc("a", "A/HRC/90/11"), _doc("b", "A/HRC/90/11")
    found = {each.relation: each.outcome for each in link_all([one, other])}
    assert found[Relation.SAME_DOCUMENT] is Outcome.PROPOSED
