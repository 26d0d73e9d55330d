"""Matters merge and split; their addresses go on leading somewhere."""

import itertools
import random

from hypothesis import given
from hypothesis import strategies as st

from liaison.kernel.identifier import matter_identifier
from liaison.link.grouping import LARGEST, Edge, Settled, group, settle


def _age(document: str) -> tuple[object, ...]:
    return (document,)


def _settle(groups: list[frozenset[str]], before: Settled | None = None, *extra: str) -> Settled:
    """Settle with what an earlier settling left behind."""
    documents = {*extra, *(one for members in groups for one in members)}
    held = dict.fromkeys(documents, "")
    founders: dict[str, str] = {}
    if before is not None:
        held |= {one: matter for one, matter in before.matters.items() if one in documents}
        founders = dict(before.founders)
    return settle(groups, held, founders, _age)


def test_documents_that_are_linked_are_one_group() -> None:
    edges = [Edge("a", "b", 0.9), Edge("b", "c", 0.9), Edge("x", "y", 0.7)]
    assert group(edges, ()) == [frozenset("abc"), frozenset("xy")]


def test_the_order_of_the_edges_plays_no_part() -> None:
    edges = [Edge(a, b, score) for a, b, score in zip("abcdef", "bcdefg", [0.9] * 6, strict=True)]
    apart = [frozenset("ad")]
    expected = group(edges, apart)
    for seed in range(20):
        random.Random(seed).shuffle(edges)  # noqa: S311 (an order, no secret)
        assert group(edges, apart) == expected


def test_what_a_person_kept_apart_stays_apart_though_others_link_them() -> None:
    edges = [Edge("a", "b", 0.9), Edge("b", "c", 0.8)]
    assert group(edges, [frozenset("ac")]) == [frozenset("ab")]


def test_what_a_person_linked_comes_before_what_was_computed() -> None:
    edges = [Edge("a", "b", 0.99), Edge("b", "c", 0.5, decided=True)]
    assert group(edges, [frozenset("ac")]) == [frozenset("bc")]


def test_a_chain_does_not_swallow_the_record() -> None:
    names = [f"{number:05}" for number in range(2 * LARGEST)]
    edges = [Edge(a, b, 0.9) for a, b in itertools.pairwise(names)]
    assert max(map(len, group(edges, ()))) <= LARGEST


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))))
def test_groups_never_share_a_document(pairs: list[tuple[str, str]]) -> None:
    groups = group([Edge(a, b, 0.9) for a, b in pairs if a != b], ())
    members = [one for some in groups for one in some]
    assert len(members) == len(set(members))
    assert all(len(some) > 1 for some in groups)


def test_a_new_matter_is_named_after_its_oldest_document() -> None:
    settled = _settle([frozenset("ab")])
    assert settled.matters == dict.fromkeys("ab", matter_identifier("a"))
    assert settled.founders == {matter_identifier("a"): "a"}


def test_a_matter_keeps_its_address_when_it_grows() -> None:
    before = _settle([frozenset("bc")])
    after = _settle([frozenset("abc")], before)
    assert set(after.matters.values()) == {matter_identifier("b")}


def test_two_matters_merge_and_the_younger_address_leads_to_the_older() -> None:
    before = _settle([frozenset("ab"), frozenset("cd")])
    after = _settle([frozenset("abcd")], before)
    assert set(after.matters.values()) == {matter_identifier("a")}
    assert after.merged[matter_identifier("c")] == matter_identifier("a")
    assert not after.founders


def test_a_matter_that_splits_gives_its_address_to_the_founders_part() -> None:
    before = _settle([frozenset("abcd")])
    after = _settle([frozenset("ab"), frozenset("cd")], before)
    assert after.matters["a"] == after.matters["b"] == matter_identifier("a")
    assert after.matters["c"] == after.matters["d"] == matter_identifier("c")


def test_what_was_merged_comes_back_under_its_own_address_when_it_splits() -> None:
    before = _settle([frozenset("ab"), frozenset("cd")])
    joined = _settle([frozenset("abcd")], before)
    known = Settled(joined.matters, before.founders, {})
    after = _settle([frozenset("ab"), frozenset("cd")], known)
    assert after.matters["c"] == matter_identifier("c")
    assert after.merged[matter_identifier("c")] == ""


def test_a_document_left_alone_has_no_matter() -> None:
    before = _settle([frozenset("abc")])
    after = _settle([frozenset("ab")], before, "c")
    assert after.matters["c"] == ""


def test_the_address_outlives_the_founders_withdrawal() -> None:
    before = _settle([frozenset("abcd")])
    after = settle([frozenset("bcd")], dict(before.matters), dict(before.founders), _age)
    assert {after.matters[one] for one in "bcd"} == {matter_identifier("a")}
    assert after.matters["a"] == ""


def test_a_person_who_joins_two_documents_joins_their_matters() -> None:
    first = [Edge("a", "b", 0.95), Edge("a", "c", 0.95), Edge("b", "c", 0.95)]
    second = [Edge("x", "y", 0.95), Edge("x", "z", 0.95), Edge("y", "z", 0.95)]
    said = Edge("b", "y", 0.1, decided=True)
    assert group([*first, *second], ()) == [frozenset("abc"), frozenset("xyz")]
    assert group([*first, *second, said], ()) == [frozenset("abcxyz")]
    kept = group([*first, *second, said], [frozenset("cz")])
    assert kept == [frozenset("abcy"), frozenset("xz")], "what a person says wins"
