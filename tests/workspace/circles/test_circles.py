"""Circles as three organisations live with them."""

import dataclasses
import datetime as dt

import pytest
from lxml import html

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries as audit
from liaison.workspace.audit.models import Entry
from liaison.workspace.circles import actions, queries
from liaison.workspace.circles.models import Version
from liaison.workspace.circles.statement import Roster, Standing
from liaison.workspace.envelopes.actions import drafting, sending
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.models import Received
from liaison.workspace.envelopes.queries import came, sent
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.peers import queries as peers
from liaison.workspace.peers.errors import NotPinned
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.terms import Level, Purpose, Use
from tests.workspace.browsing import Browser, text_of
from tests.workspace.circles.ring import Ring
from tests.workspace.exchanging import NOW, compare


def test_a_circle_is_nobody_until_somebody_joins(ring: Ring) -> None:
    circle = ring.founded()
    with ring.keeper.at_work():
        assert queries.reach(ring.seen(circle, ring.keeper)).reached == ()
    ring.asked(circle, ring.one)
    assert ring.seen(circle, ring.one).standing == Standing.ASKED
    with ring.keeper.at_work():
        assert queries.reach(ring.seen(circle, ring.keeper)).reached == ()
    ring.answered(circle, ring.one, "joined")
    with ring.keeper.at_work():
        reached = queries.reach(ring.seen(circle, ring.keeper)).reached
    assert reached == (ring.one.identifier,)


def test_every_change_is_a_version_that_follows_the_one_before(ring: Ring) -> None:
    circle = ring.joined()
    with ring.keeper.at_work():
        versions = list(Version.objects.order_by("number"))
    assert [one.number for one in versions] == [1, 2, 3]
    assert [one.before for one in versions[1:]] == [one.digest for one in versions[:-1]]
    assert {ring.seen(circle, side).version for side in (ring.one, ring.other)} == {3}
    assert not ring.seen(circle, ring.one).forked


@pytest.mark.parametrize(
    ("roster", "asked", "member"),
    [
        (Roster.OPEN, ["Harbour Watch", "Mountain House"], ["Harbour Watch", "River Desk"]),
        (Roster.MEMBERS, ["Harbour Watch"], ["Harbour Watch", "River Desk"]),
        (Roster.SEALED, ["Harbour Watch"], ["Harbour Watch"]),
    ],
)
def test_who_learns_who_is_in_it(
    ring: Ring, roster: Roster, asked: list[str], member: list[str]
) -> None:
    circle = ring.founded(roster)
    ring.asked(circle, ring.one)
    ring.answered(circle, ring.one, "joined")
    ring.asked(circle, ring.other)
    assert [name for name, _standing in ring.roster(circle, ring.other)] == asked
    ring.answered(circle, ring.other, "joined")
    assert [name for name, _standing in ring.roster(circle, ring.one)] == member


def test_nothing_about_a_sealed_circle_reaches_a_member_but_its_keeper(ring: Ring) -> None:
    circle = ring.joined(Roster.SEALED)
    with ring.one.at_work():
        bodies = [str(vars(row)) for row in Received.objects.all()]
        told = str(
            [vars(row) for row in queries.one(circle, by=ring.one.coordinator).memberships.all()]
        )
        assert ring.other.identifier not in told
        assert not any("River Desk" in body for body in bodies)
        assert peers.by_identifier(ring.other.identifier) is None


def test_a_member_is_reached_by_another_once_their_words_were_compared(ring: Ring) -> None:
    circle = ring.joined()
    with ring.one.at_work():
        reach = queries.reach(ring.seen(circle, ring.one))
    assert reach.reached == (ring.keeper.identifier,)
    assert reach.not_compared == ("River Desk",)
    with ring.one.at_work():
        actions.take_card(
            identifier=circle,
            organisation=ring.other.identifier,
            now=NOW,
            by=ring.one.coordinator,
        )
        compare(ring.one, ring.other.identifier)
        reach = queries.reach(ring.seen(circle, ring.one))
    assert set(reach.reached) == {ring.keeper.identifier, ring.other.identifier}


def test_who_declines_or_leaves_is_no_member_and_knows_of_none(ring: Ring) -> None:
    circle = ring.founded()
    ring.asked(circle, ring.one, ring.other)
    ring.answered(circle, ring.one, "declined")
    ring.answered(circle, ring.other, "joined")
    ring.answered(circle, ring.other, "left")
    assert ring.roster(circle, ring.keeper) == [
        ("Mountain House", "declined"),
        ("River Desk", "left"),
    ]
    assert ring.roster(circle, ring.other) == []
    with ring.keeper.at_work():
        assert queries.reach(ring.seen(circle, ring.keeper)).reached == ()


def test_who_is_taken_out_is_told_and_gets_nothing_more(ring: Ring) -> None:
    circle = ring.joined()
    with ring.keeper.at_work():
        actions.take_out(
            identifier=circle,
            organisation=ring.one.identifier,
            now=NOW,
            by=ring.keeper.coordinator,
        )
    ring.carried()
    assert ring.seen(circle, ring.one).standing == Standing.OUT
    assert ring.roster(circle, ring.one) == []
    assert ("Mountain House", "member") not in ring.roster(circle, ring.other)
    with ring.keeper.at_work():
        actions.describe(
            identifier=circle,
            wish=ring.wish(name="Another name"),
            now=NOW,
            by=ring.keeper.coordinator,
        )
    ring.carried()
    assert ring.seen(circle, ring.one).name == "Coast circle"
    assert ring.seen(circle, ring.other).name == "Another name"


def test_a_circle_that_ended_is_nobody(ring: Ring) -> None:
    circle = ring.joined()
    with ring.keeper.at_work():
        actions.end(identifier=circle, now=NOW, by=ring.keeper.coordinator)
    ring.carried()
    for side in (ring.keeper, ring.one):
        assert ring.seen(circle, side).standing == Standing.ENDED
        with side.at_work():
            assert queries.reach(ring.seen(circle, side)).reached == ()
    with ring.keeper.at_work(), pytest.raises(MistakenInput):
        actions.ask(
            identifier=circle,
            organisations=[ring.one.identifier],
            now=NOW,
            by=ring.keeper.coordinator,
        )


def test_nobody_but_its_keeper_speaks_for_a_circle(ring: Ring) -> None:
    circle = ring.joined()
    with ring.one.at_work():
        actions.take_card(
            identifier=circle, organisation=ring.other.identifier, now=NOW, by=ring.one.coordinator
        )
        compare(ring.one, ring.other.identifier)
        row = ring.seen(circle, ring.one)
        with pytest.raises(Refused):
            actions.end(identifier=circle, now=NOW, by=ring.one.coordinator)
        assert row.keeper == ring.keeper.identifier


def test_a_roster_that_was_closed_is_never_opened(ring: Ring) -> None:
    circle = ring.joined(Roster.SEALED)
    with ring.keeper.at_work(), pytest.raises(MistakenInput):
        actions.describe(
            identifier=circle,
            wish=ring.wish(Roster.MEMBERS),
            now=NOW,
            by=ring.keeper.coordinator,
        )


def test_who_is_not_compared_is_not_asked(ring: Ring) -> None:
    with ring.one.at_work():
        mine = actions.found(wish=ring.wish(), now=NOW, by=ring.one.coordinator)
        with pytest.raises(NotPinned):
            actions.ask(
                identifier=mine.identifier,
                organisations=[ring.other.identifier],
                now=NOW,
                by=ring.one.coordinator,
            )


@pytest.mark.parametrize("said", ["joined", "declined", "left", "anything"])
def test_an_answer_twice_or_out_of_turn_is_refused(ring: Ring, said: str) -> None:
    circle = ring.founded()
    with ring.one.at_work(), pytest.raises(NotThere):
        actions.answer(identifier=circle, said=said, now=NOW, by=ring.one.coordinator)
    ring.asked(circle, ring.one)
    ring.answered(circle, ring.one, "declined")
    with ring.one.at_work(), pytest.raises(NotThere):
        actions.answer(identifier=circle, said=said, now=NOW, by=ring.one.coordinator)


@pytest.mark.parametrize("who", ["officer", "security"])
def test_only_some_roles_keep_circles(ring: Ring, who: str) -> None:
    by = getattr(ring.keeper, who)
    circle = ring.founded()
    with ring.keeper.at_work():
        for refused in (
            lambda: actions.found(wish=ring.wish(), now=NOW, by=by),
            lambda: actions.describe(identifier=circle, wish=ring.wish(), now=NOW, by=by),
            lambda: actions.ask(identifier=circle, organisations=[], now=NOW, by=by),
            lambda: actions.end(identifier=circle, now=NOW, by=by),
            lambda: actions.answer(identifier=circle, said="joined", now=NOW, by=by),
        ):
            with pytest.raises(Refused):
                refused()


def test_a_keeper_that_tells_two_stories_shows(ring: Ring) -> None:
    circle = ring.joined()
    with ring.keeper.at_work():
        version = Version.objects.order_by("-number")[0]
        version.before = "0" * 64
        version.save()
        row = queries.by_identifier(circle)
        assert row is not None
        row.digest = "f" * 64
        row.save()
        actions.telling.tell_one(row, ring.one.identifier, Standing.MEMBER, NOW, None)
    ring.carried()
    assert ring.seen(circle, ring.one).forked
    with ring.one.at_work():
        assert queries.reach(ring.seen(circle, ring.one)).reached == ()


def test_all_of_it_is_in_the_logs_without_a_name(ring: Ring) -> None:
    ring.joined()
    for side in (ring.keeper, ring.one, ring.other):
        with side.at_work():
            assert audit.verify() == []
            said = " ".join(
                f"{row.action} {row.subject} {row.detail}" for row in Entry.objects.all()
            )
            assert "circle." in said
            assert "Coast" not in said
            assert ring.one.identifier not in said


def test_what_is_sent_to_a_circle_goes_to_each_member_apart(
    ring: Ring,
) -> None:
    circle = ring.joined()
    with ring.keeper.at_work():
        theirs = Browser("harbour-watch", ring.keeper.officer)
        page = theirs.get("/envelopes/new/", circle=circle)
        assert "To the circle Coast circle." in text_of(page)
        ticked = html.fromstring(page.text).xpath("//input[@name='recipients'][@checked]/@value")
        assert set(ticked) == {ring.one.identifier, ring.other.identifier}
        assert html.fromstring(page.text).xpath(
            "//input[@name='level'][@value='summary'][@checked]"
        )


def test_an_empty_circle_is_nobody_and_never_everybody(ring: Ring) -> None:
    circle = ring.founded()
    with ring.keeper.at_work():
        page = Browser("harbour-watch", ring.keeper.officer).get("/envelopes/new/", circle=circle)
    assert "goes to nobody" in text_of(page)
    assert html.fromstring(page.text).xpath("//input[@name='recipients']") == []


def test_who_is_in_a_sealed_circle_is_told_of_nobody_else(ring: Ring) -> None:
    ring.joined(Roster.SEALED)
    wish = Wish(
        level=Level.SUMMARY,
        recipients=(ring.one.identifier, ring.other.identifier),
        wanted=Wanted(text="An invented text."),
        use=Use.INTERNAL,
        purpose=Purpose.PROTECTION,
        expires=NOW + dt.timedelta(days=30),
        tell_others=True,
    )
    with ring.keeper.at_work():
        with pytest.raises(MistakenInput, match="sealed circle"):
            drafting.draft(wish=wish, now=NOW, by=ring.keeper.officer)
        drafting.draft(
            wish=dataclasses.replace(wish, recipients=(ring.one.identifier,)),
            now=NOW,
            by=ring.keeper.officer,
        )


def test_who_came_into_a_sealed_circle_since_is_not_told_of_the_other(ring: Ring) -> None:
    wish = Wish(
        Level.SUMMARY,
        (ring.one.identifier, ring.other.identifier),
        Wanted(text="A text."),
        Use.INTERNAL,
        Purpose.MONITORING,
        NOW + dt.timedelta(3),
        tell_others=True,
    )
    with ring.keeper.at_work():
        batch = drafting.draft(wish=wish, now=NOW, by=ring.keeper.officer)
    ring.joined(Roster.SEALED)
    with ring.keeper.at_work():
        for card in sent.of_batch(batch, by=ring.keeper.officer):
            sending.submit(identifier=card.identifier, now=NOW, by=ring.keeper.officer)
    ring.carried()
    with ring.one.at_work():
        (read,) = came.listed(by=ring.one.officer)
        assert read.also_to == []
