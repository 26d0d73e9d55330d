"""What members do with circles, and who may learn who is in one."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from liaison.workspace.circles import actions, queries
from liaison.workspace.circles.statement import Roster
from liaison.workspace.policy.terms import Level, Purpose, Use
from tests.workspace.histories.base import homes, picks
from tests.workspace.histories.exchange import Exchange
from tests.workspace.histories.judging import require
from tests.workspace.histories.world import Home

KEEPS = st.sampled_from([2, 2, 2, 5, 0, 6])
"""Mostly the coordinator, sometimes the mandate-holder or who may not."""


class Circles(Exchange):
    """Rules for circles: founded, told, joined, left, ended; and things sent to them."""

    @rule(name=homes, by=KEEPS, roster=st.sampled_from(list(Roster)))
    def a_circle_is_founded(self, name: str, by: int, roster: Roster) -> None:
        """Nobody is in it but its keeper."""
        home, who = self.home(name), self.who(self.home(name), by)
        if len(home.house.circles) > 2:
            return
        words = (self.word(), self.word())
        made = self.attempt(
            home,
            "circle founded",
            lambda: actions.found(
                wish=actions.Wish(*words, roster, Level.NOTICE, Use.KNOW_ONLY),
                now=self.now,
                by=who,
            ),
            allowed=home.house.may(who.number, "keep-circles"),
        )
        if made is not None:
            home.house.circles[made.identifier] = {
                "roster": roster.value, "in": {}, "ended": False, "words": set(words),
            }  # fmt: skip

    @rule(name=homes, roster=st.sampled_from(list(Roster)), to=st.integers(1, 3))
    def a_circle_gathers(self, name: str, roster: Roster, to: int) -> None:
        """Founded, told, joined: as far as it comes."""
        self.a_circle_is_founded(name, 2, roster)
        self.a_circle_is_kept(name, 2, 0, to, "ask", 1)
        for _time in range(2):
            self.everything_is_carried()
            for other in self.world.homes:
                self.a_circle_is_answered(other, 2, 0, "joined")
        self.everything_is_carried()

    @rule(
        name=homes, by=KEEPS, of=picks, to=st.integers(1, 3),
        what=st.sampled_from(["ask", "ask", "ask", "close", "take out", "end"]), really=picks,
    )  # fmt: skip
    def a_circle_is_kept(
        self, name: str, by: int, of: int, to: int, what: str, really: int
    ) -> None:
        """Others are asked into it or taken out, its roster is closed, it ends."""
        home, who = self.home(name), self.who(self.home(name), by)
        identifier = self.pick(list(home.house.circles), of)
        if identifier is None or (what == "end" and really):
            return
        circle = home.house.circles[identifier]
        allowed = home.house.may(who.number, "keep-circles") and not circle["ended"]
        if what == "ask":
            self._asked(home, identifier, self._recipients(home, to), who, allowed)
        elif what == "close":
            self._closed(home, identifier, who, allowed)
        elif what == "end":
            self.attempt(
                home,
                "circle ended",
                lambda: actions.end(identifier=identifier, now=self.now, by=who),
                allowed=allowed,
            )
            circle["ended"] = circle["ended"] or allowed
        else:
            out = self._recipients(home, to)[0]
            allowed = allowed and circle["in"].get(out) in ("asked", "member")
            before = dict(circle["in"])
            circle["in"].update({out: "out"} if allowed else {})
            self.attempt(
                home,
                "taken out of a circle",
                lambda: actions.take_out(
                    identifier=identifier, organisation=out, now=self.now, by=who
                ),
                allowed=allowed,
            )
            circle["in"] = circle["in"] if allowed else before

    def _asked(self, home: Home, identifier: str, whom: list[str], who: Any, allowed: bool) -> None:
        inside = home.house.circles[identifier]["in"]
        if allowed:
            inside.update({one: "asked" for one in whom if inside.get(one) != "member"})
        self.attempt(
            home,
            "asked into a circle",
            lambda: actions.ask(identifier=identifier, organisations=whom, now=self.now, by=who),
            allowed=allowed,
        )

    def _closed(self, home: Home, identifier: str, who: Any, allowed: bool) -> None:
        """A roster can be closed, and is never opened."""
        circle = home.house.circles[identifier]
        rosters = [one.value for one in Roster]
        wanted = Roster(rosters[self.steps % len(rosters)])
        opens = rosters.index(wanted.value) < rosters.index(circle["roster"])
        words = (self.word(), self.word())
        if allowed and not opens:
            circle["roster"] = wanted.value
            circle["words"] |= set(words)
        self.attempt(
            home,
            "circle described",
            lambda: actions.describe(
                identifier=identifier,
                wish=actions.Wish(*words, wanted, Level.NOTICE, Use.KNOW_ONLY),
                now=self.now,
                by=who,
            ),
            allowed=allowed and not opens,
        )

    @rule(
        name=homes,
        by=KEEPS,
        of=picks,
        said=st.sampled_from(["joined", "joined", "declined", "left"]),
    )
    def a_circle_is_answered(self, name: str, by: int, of: int, said: str) -> None:
        """By whoever was asked, or is in it."""
        home, who = self.home(name), self.who(self.home(name), by)
        identifier = self.pick(list(home.house.told), of)
        if identifier is None:
            return
        told = home.house.told[identifier]
        wanted = "member" if said == "left" else "asked"
        allowed = home.house.may(who.number, "keep-circles") and told["yours"] == wanted
        self.attempt(
            home,
            f"circle {said}",
            lambda: actions.answer(identifier=identifier, said=said, now=self.now, by=who),
            allowed=allowed,
        )
        if allowed:
            told["yours"] = {"joined": "member"}.get(said, said)

    @rule(
        name=homes,
        of=picks,
        what=st.sampled_from(["recall", "erase", "pass on"]),
        then=st.sampled_from(["deleted", "kept"]),
    )
    def what_was_sent_has_a_sequel(self, name: str, of: int, what: str, then: str) -> None:
        """Recalled, or its person erased, and the request answered; or passed on, as it came."""
        if what == "recall":
            self.something_is_taken_back(name, 0, of, "recall")
        elif what == "erase":
            self.an_erasure_is_asked_for(name, 0, of)
            self.an_erasure_is_answered(name, 0, 0, agreed=True)  # who asked may not
            self.an_erasure_is_answered(name, 1, 0, agreed=True)
        else:
            terms = (Purpose.PROTECTION, Use.INTERNAL)
            kind = ("full", "received")
            self.something_is_drafted(name, 0, of, 1 + of % 3, 0, kind, terms, 128 + of)
            self.a_draft_is_submitted(name, 0, 1)
            self.a_second_member_answers(name, 1, 0, agrees=True)
        self.check()
        self.everything_is_carried()
        for other in self.world.homes:
            self.a_request_is_answered(other, 0, 0, then)
        self.everything_is_carried()

    @rule(name=homes, of=picks, ways=st.integers(0, 255))
    def something_goes_to_a_circle(self, name: str, of: int, ways: int) -> None:
        """To those who are in it now; an empty circle is nobody."""
        home, who = self.home(name), self.who(self.home(name), 2)
        identifier = self.pick(list(home.house.circles), of)
        if identifier is None:
            return
        circle = home.house.circles[identifier]
        inside = {one for one, stands in circle["in"].items() if stands == "member"}
        with home.at_work():
            row = queries.by_identifier(identifier)
            reached = set(queries.reach(row).reached) if row is not None else set()
        require(reached == (set() if circle["ended"] else inside), "a circle reaches others")
        wish = self._wish(home, of, "summary", "nothing", ways | 1)
        wish.update(
            recipients=sorted(reached), purpose="monitoring", use="internal", author=who.number
        )
        self._draft(home, who, wish)
        for _one in reached:
            self.a_draft_is_submitted(name, 2, 1)
