"""What all rules of the machine share: who does something, and whether the rules let them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from liaison.kernel.errors import LiaisonError
from liaison.workspace.policy.members import Who
from tests.workspace.histories import judging, looking
from tests.workspace.histories.judging import Finding, require
from tests.workspace.histories.markers import found_in, found_on_disk
from tests.workspace.histories.world import NAMES, Home, world

T = TypeVar("T")
homes = st.sampled_from(NAMES)
whos = st.integers(0, 7)
picks = st.integers(0, 11)
tally: Counter[str] = Counter()
"""How often what happened, in all histories of this process."""

SCAN_EACH = 25
"""Steps after which all files are looked through once more; at the end of each history, too."""


class Histories(RuleBasedStateMachine):
    """A world, and what is checked after each step."""

    def __init__(self) -> None:
        super().__init__()
        self._opened = world(Random(7))  # noqa: S311 (of markers)
        self.world = self._opened.__enter__()
        self.steps = 0
        tally["histories"] += 1

    @invariant()
    def nothing_is_seen_beyond_the_rules(self) -> None:
        """One member of each organisation after another asks for everything."""
        self.steps += 1
        tally["steps"] += 1
        self.check()
        home = self.world.homes[NAMES[self.steps % len(NAMES)]]
        looking.whole(self.world, home)
        looking.look(self.world, home, self.who(home, self.steps // len(NAMES)))
        require(not found_in("\n".join(self.world.logged)), "a secret word was logged")
        self.world.logged.clear()
        if self.steps % SCAN_EACH == 0:
            self.scan()

    def teardown(self) -> None:
        """Look through all files a last time, and leave nothing."""
        try:
            self.scan()
        finally:
            self._opened.__exit__(None, None, None)

    def check(self) -> None:
        """What was sealed and taken since the last time, and where all of it stands."""
        judging.judge(self.world)
        for home in self.world.homes.values():
            looking.rows(self.world, home)

    def scan(self) -> None:
        """No secret word is in any file."""
        guilty = found_on_disk(self.world.folders())
        require(not guilty, f"secret words lie in {guilty}")
        tally["scans"] += 1

    # -- for the rules

    def home(self, name: str) -> Home:
        """An organisation."""
        return self.world.homes[name]

    def who(self, home: Home, number: int) -> Who:
        """A member as they are now."""
        who = home.whos[number % len(home.whos)]
        active = home.house.members[who.number][1]
        return Who(who.number, who.role, active=active)

    def pick(self, among: Sequence[T], number: int) -> T | None:
        """One of several; the latest first, so that things happen to the same ones."""
        return among[-1 - number % len(among)] if among else None

    def attempt(self, home: Home, what: str, do: Callable[[], T], *, allowed: bool) -> T | None:
        """Do it; it works where the rules allow it, and is refused where they do not."""
        with home.at_work():
            try:
                done = do()
            except LiaisonError as error:
                require(not allowed, f"{what}: refused and allowed ({error})")
                tally[f"{what}, refused"] += 1
                return None
        if not allowed:
            raise Finding(f"{what}: done and not allowed")
        tally[what] += 1
        return done

    @property
    def now(self) -> dt.datetime:
        """By the clock of all."""
        return self.world.now

    def word(self) -> str:
        """A new secret one."""
        return self.world.planted.new()

    def facets(self, among: Any, number: int) -> list[str]:
        """Some of these, by the bits of a number."""
        return [one for place, one in enumerate(sorted(among)) if number >> place & 1]
