"""Two invented organisations that exchange envelopes, each with a vault of its own."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import answering, drafting, sending
from liaison.workspace.envelopes.manifest import Subject
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.queries import came, sent
from liaison.workspace.envelopes.states import About
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.members import queries as members
from liaison.workspace.members.models import Member
from liaison.workspace.peers import actions, card
from liaison.workspace.peers import queries as peers
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import GivenBy, How, PersonKind
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from liaison.workspace.vault import key_file, making, opened
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


def copied(made: Side, folder: Path) -> Side:
    """The same organisation in another folder, open."""
    old = made.vault.place
    place = Place(old.name, folder / "vaults", folder / "keys")
    shutil.copytree(old.folder, place.folder)
    shutil.copytree(old.key_folder, place.key_folder)
    file = key_file.read(place.key_file)
    return replace(made, vault=making.open_with(place, file, made.vault.key))


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


PERSON: dict[Facet, dict[str, Any]] = {
    Facet.IDENTITY: {"names": [{"text": "Amina Zarqaa-Marker", "kind": "legal"}]},
    Facet.NARRATIVE: {"text": "narrative-marker: stopped at the harbour"},
    Facet.HEALTH: {"text": "health-marker"},
    Facet.CONTACT: {"text": "contact-marker"},
}


@dataclass(frozen=True)
class Case:
    """What is sent in the tests: of one person, from one organisation to another."""

    one: Side
    other: Side
    person: str
    consent: str
    file: str

    def wish(self, level: Level = Level.FULL, **changed: Any) -> Wish:
        """Two facets and the file, or a text, for a month."""
        full = level is Level.FULL
        wanted = Wanted(
            About.PERSON,
            self.person,
            frozenset({Facet.NARRATIVE}) if full else frozenset(),
            (self.file,) if full else (),
            "" if level is Level.NOTICE else "A text for the recipient.",
        )
        said: dict[str, Any] = {
            "level": level,
            "recipients": (self.other.identifier,),
            "wanted": wanted,
            "use": Use.INTERNAL,
            "purpose": Purpose.PROTECTION,
            "expires": NOW + dt.timedelta(30),
            "subject": Subject("person", "TUN", "2026-02", Urgency.B),
        }
        return Wish(**{**said, **changed})

    def ticked(self, *facets: Facet) -> Wanted:
        """These facets and nothing else."""
        return Wanted(About.PERSON, self.person, frozenset(facets))

    def drafted(self, wish: Wish | None = None, by: Who | None = None) -> str:
        """The identifier of a draft."""
        with self.one.at_work():
            batch = drafting.draft(wish=wish or self.wish(), now=NOW, by=by or self.one.officer)
            return sent.of_batch(batch, by=self.one.officer)[0].identifier

    def send(self, wish: Wish | None = None) -> str:
        """The same, on its way."""
        identifier = self.drafted(wish)
        with self.one.at_work():
            sending.submit(identifier=identifier, now=NOW, by=self.one.officer)
        return identifier

    def carried(self, now: dt.datetime = NOW) -> None:
        """What is due on both sides, until nothing is."""
        for _ in range(3):
            for side_ in (self.one, self.other):
                courier.carry(side_.vault, lambda: now)

    def state(self, identifier: str) -> sent.Card:
        """Where it stands at the sender's."""
        with self.one.at_work():
            return sent.one(identifier, by=self.one.officer)

    def inbox(self) -> list[came.Card]:
        """What the recipient has."""
        with self.other.at_work():
            return came.listed(by=self.other.officer)

    def read(self) -> came.Read:
        """The first of it."""
        with self.other.at_work():
            return came.read(self.inbox()[0].reference, by=self.other.officer)

    def accepted(self, now: dt.datetime = NOW) -> None:
        """The recipient takes the first of it."""
        with self.other.at_work():
            answering.accept(identifier=self.inbox()[0].reference, now=now, by=self.other.officer)


def case_at(one: Side, other: Side) -> Case:
    """A person with facets, a consent for two of them, and a file in the narrative."""
    with one.at_work():
        person = people.create_person(
            pseudonym="Heron",
            kind=PersonKind.PERSON,
            country="TUN",
            content=PERSON,
            now=NOW,
            by=one.officer,
        )
        consent = consented(one, other, person, Facet.NARRATIVE, Facet.IDENTITY)
        file = people.attach_to_person(
            identifier=person,
            facet=Facet.NARRATIVE,
            name="letter.txt",
            content=b"file-marker: an invented letter\n",
            now=NOW,
            by=one.officer,
        )
    return Case(one, other, person, consent, file)


def consented(one: Side, other: Side, person: str, *facets: Facet) -> str:
    """A consent to pass these on to the other organisation, for a year."""
    terms = Consent(
        frozenset(facets),
        frozenset({other.identifier}),
        frozenset({Purpose.PROTECTION}),
        Use.QUOTE,
        NOW - dt.timedelta(1),
        NOW + dt.timedelta(365),
    )
    record = people.Record(GivenBy.SELF, How.ORAL)
    return people.give_consent(
        identifier=person, terms=terms, record=record, now=NOW, by=one.officer
    )
