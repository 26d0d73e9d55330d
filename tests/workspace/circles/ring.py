"""What three organisations do with a circle in the tests."""

import datetime as dt
from dataclasses import dataclass

from liaison.workspace.circles import actions, queries
from liaison.workspace.circles.actions import Wish
from liaison.workspace.circles.models import Circle
from liaison.workspace.circles.statement import Roster
from liaison.workspace.envelopes import courier
from liaison.workspace.policy.terms import Level, Use
from tests.workspace.exchanging import NOW, Side


@dataclass(frozen=True)
class Ring:
    """Three organisations, of which the first keeps the circle."""

    keeper: Side
    one: Side
    other: Side

    def wish(self, roster: Roster = Roster.MEMBERS, name: str = "Coast circle") -> Wish:
        """A circle whose members usually get summaries."""
        return Wish(name, "What happens at the coast.", roster, Level.SUMMARY, Use.INTERNAL)

    def founded(self, roster: Roster = Roster.MEMBERS) -> str:
        """A new circle with nobody in it."""
        with self.keeper.at_work():
            made = actions.found(wish=self.wish(roster), now=NOW, by=self.keeper.coordinator)
            return made.identifier

    def asked(self, circle: str, *sides: Side, now: dt.datetime = NOW) -> None:
        """These are asked, and know it."""
        with self.keeper.at_work():
            organisations = [side.identifier for side in sides]
            actions.ask(
                identifier=circle,
                organisations=organisations,
                now=now,
                by=self.keeper.coordinator,
            )
        self.carried(now)

    def answered(self, circle: str, side: Side, said: str, now: dt.datetime = NOW) -> None:
        """One of them answers, and everybody has heard."""
        with side.at_work():
            actions.answer(identifier=circle, said=said, now=now, by=side.coordinator)
        self.carried(now)

    def joined(self, roster: Roster = Roster.MEMBERS) -> str:
        """A circle that both have joined."""
        circle = self.founded(roster)
        self.asked(circle, self.one, self.other)
        for side in (self.one, self.other):
            self.answered(circle, side, "joined")
        return circle

    def carried(self, now: dt.datetime = NOW) -> None:
        """What is due, until nothing is."""
        for _time in range(3):
            for side in (self.keeper, self.one, self.other):
                courier.carry(side.vault, lambda: now)

    def seen(self, circle: str, side: Side) -> Circle:
        """The circle as it is known there."""
        with side.at_work():
            return queries.one(circle, by=side.coordinator)

    def roster(self, circle: str, side: Side) -> list[tuple[str, str]]:
        """Who is in it as far as is known there, with how they stand."""
        with side.at_work():
            row = queries.one(circle, by=side.coordinator)
            listed = queries.memberships(row, by=side.coordinator)
            return sorted((one.name, one.standing) for one in listed)
