"""Two invented organisations that exchange envelopes, each with a vault of its own."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.workspace.members import queries as members
from liaison.workspace.members.models import Member
from liaison.workspace.peers import actions, card
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from tests.workspace.keys_for_tests import PASSPHRASE, QUICK

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Side:
    """One organisation: its vault, and a member of each role that the tests need."""

    vault: Vault
    identifier: str
    officer: Who
    second: Who
    coordinator: Who
    security: Who

    @contextlib.contextmanager
    def at_work(self) -> Iterator["Side"]:
        """What happens meanwhile happens in its vault."""
        with opened.working_in(self.vault):
            yield self

    def card(self) -> str:
        """Its card, as it gives it to others."""
        with self.at_work():
            return peers.our_card(by=self.officer)


def side(place: Place, name: str, address: str = "") -> Side:
    """An organisation with keys. `opened.forget` its vault afterwards."""
    vault = making.create(place, PASSPHRASE, QUICK).vault
    with opened.working_in(vault):
        whos = [_member(role, number) for number, role in enumerate(_ROLES)]
        details = actions.Details([name], address)
        told = actions.introduce_ourselves(details=details, now=NOW, by=whos[-1])
        return Side(vault, told.identifier, *whos)


def pin(one: Side, other: Side) -> None:
    """Both add the other's card and compare the words."""
    for here, there in ((one, other), (other, one)):
        text = there.card()
        with here.at_work():
            actions.take_card(text=text, now=NOW, by=here.coordinator)
            compare(here, there.identifier)


def compare(here: Side, identifier: str) -> None:
    """As when the words were the same on both sides."""
    found = peers.to_compare(peers.one(identifier, by=here.coordinator), "en")
    actions.compare(
        identifier=identifier, digits=found.digits, how="telephone", now=NOW, by=here.coordinator
    )


def renewed(one: Side) -> str:
    """Its card after a change of keys."""
    with one.at_work():
        told = actions.rotate_keys(now=NOW + dt.timedelta(1), by=one.security)
        return card.write(told, peers.known_as().signer)


_ROLES = (Role.OFFICER, Role.OFFICER, Role.COORDINATOR, Role.SECURITY_OFFICER)


def _member(role: Role, number: int) -> Who:
    member = Member(username=f"{role}-{number}", name=f"{role} {number}", role=role)
    member.set_unusable_password()
    member.save()
    return members.who(member)
