"""The whole machine: time, members who leave, keys that are renewed, backups that come back."""

import copy
import datetime as dt
import shutil
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from liaison.workspace.members import actions as members
from liaison.workspace.peers import actions as peers
from liaison.workspace.policy.terms import Use
from liaison.workspace.vault import backup, making, opened, rekeying
from tests.workspace.histories.base import homes, picks, tally, whos
from tests.workspace.histories.circles import Circles
from tests.workspace.histories.rules import House
from tests.workspace.histories.world import Home
from tests.workspace.keys_for_tests import PASSPHRASE

seldom = st.integers(0, 5)


class Machine(Circles):
    """Every rule."""

    def __init__(self) -> None:
        super().__init__()
        self.backups: dict[str, tuple[Path, House, Path]] = {}

    @initialize(some=st.lists(st.integers(0, 127), min_size=3, max_size=3))
    def somebody_is_here_already(self, some: list[int]) -> None:
        """Or every history would take long to come to anything."""
        for name, bits in zip(self.world.homes, some, strict=True):
            self.somebody_is_written_down(name, 0, bits | 8, 0)
            self.a_file_is_attached(name, 0, 0, "narrative")
            use = Use.QUOTE if bits & 1 else Use.INTERNAL
            self.a_consent_is_given(
                name, 0, 0, bits << 3 | 16 | 1023 * (bits & 1), 7, 31, use, 90 if bits & 2 else 1
            )

    @rule(
        step=st.sampled_from(
            [
                dt.timedelta(seconds=1),
                dt.timedelta(minutes=10),
                dt.timedelta(hours=2),
                dt.timedelta(hours=23),
                dt.timedelta(days=6),
            ]
        )
    )
    def time_passes(self, step: dt.timedelta) -> None:
        """A little, or much."""
        self.world.now += step

    @rule(name=homes, which=picks, before=st.booleans())
    def an_edge_comes(self, name: str, which: int, before: bool) -> None:
        """The very end of a consent, an offer or an envelope, or the second before it."""
        house = self.home(name).house
        ends = [row["expires"] for row in (*house.sent.values(), *house.came.values())]
        for person in house.people.values():
            ends += [consent["until"] for consent in person.consents.values()]
        end = self.pick(sorted(set(ends)), which)
        if end is not None:
            wanted = end - dt.timedelta(seconds=1) if before else end
            self.world.now = max(self.world.now, wanted)

    @rule(name=homes, by=whos, whom=whos, really=seldom)
    def a_member_is_disabled(self, name: str, by: int, whom: int, really: int) -> None:
        """Seldom; the last security officer stays."""
        home, house = self.home(name), self.home(name).house
        who, number = self.who(home, by), home.whos[whom % len(home.whos)].number
        if really and house.may(who.number, "keep-members"):
            return
        role, active = house.members[number]
        others = [
            one
            for one, (other, there) in house.members.items()
            if other == "security-officer" and there and one != number
        ]
        allowed = house.may(who.number, "keep-members") and active
        allowed = allowed and (role != "security-officer" or bool(others))
        self.attempt(
            home,
            "member disabled",
            lambda: members.disable(number=number, now=self.now, by=who),
            allowed=allowed,
        )
        if allowed:
            house.members[number] = (role, False)

    @rule(name=homes, really=seldom)
    def keys_are_renewed(self, name: str, really: int) -> None:
        """Those that others pinned; cards are sent. Backups of before are of no use then."""
        if really == 0:
            home = self.home(name)
            self.world.now += dt.timedelta(seconds=1)
            with home.at_work():
                peers.rotate_keys(now=self.now, by=None)
            self.backups.pop(name, None)
            tally["keys renewed"] += 1

    @rule(name=homes, really=seldom)
    def a_vault_is_given_another_key(self, name: str, really: int) -> None:
        """Everything in it is written anew."""
        if really == 0:
            home = self.home(name)
            made = rekeying.rekey(home.vault, home.vault.place.key_file, PASSPHRASE)
            home.vault = made.vault
            self.backups.pop(name, None)
            tally["vault rekeyed"] += 1

    @rule(name=homes, really=seldom)
    def a_backup_is_made(self, name: str, really: int) -> None:
        """Of the vault alone: keys of persons are never in it."""
        home = self.home(name)
        if really < 2:
            file = self.world.root / "backups" / f"{name}-{self.steps}-{really}.tar"
            if not file.exists():
                backup.backup(home.vault, file, self.world.clock)
                self.backups[name] = (file, copy.deepcopy(home.house), file)
                tally["backup made"] += 1

    @rule(name=homes, really=seldom)
    def a_backup_comes_back(self, name: str, really: int) -> None:
        """Who was erased since stays erased; what came since is gone; the log is shorter."""
        if really > 1 or name not in self.backups:
            return
        home = self.home(name)
        file, before, _ = self.backups[name]
        vault = home.vault
        opened.forget(vault)
        shutil.rmtree(vault.place.folder)
        backup.restore(file, vault.place, vault.generation, vault.key)
        opened.register(vault)
        with home.at_work():
            made_later = set(home.house.gone)
        after, home.house = home.house, copy.deepcopy(before)
        home.house.restored = True
        making.settle(vault)
        for reference in made_later - before.gone:
            if reference in home.house.people:
                self.gone(home, reference)
        self._keyless(home, after)
        tally["backup came back"] += 1

    def _keyless(self, home: Home, after: House) -> None:
        """What was deleted since the backup was made cannot be read again, whatever came back."""
        for name, row in home.house.came.items():
            if row["place"] == "kept" and after.came.get(name, row)["place"] == "deleted":
                row.update(place="deleted", asked=set())
