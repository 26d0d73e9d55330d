"""`liaison-vault demo`: three invented organisations on two nodes, with something to look at.

Everybody and everything in it is invented, and says so.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from mnemonic import Mnemonic

from liaison.kernel.errors import MistakenInput
from liaison.workspace.circles import actions as circles
from liaison.workspace.circles.statement import Roster
from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import drafting, sending
from liaison.workspace.envelopes.manifest import Subject
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.queries import sent
from liaison.workspace.envelopes.states import About
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.keeping import actions as keeping
from liaison.workspace.members import actions as members
from liaison.workspace.members import queries as known_members
from liaison.workspace.peers import actions as peers
from liaison.workspace.peers import queries as known_peers
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import GivenBy, How, NoteKind, PersonKind
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from liaison.workspace.vault import opened
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place

_WORDS = 5
_MONTH = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An invented organisation: its vault's name, what it is called, and on which node it is."""

    vault: str
    names: tuple[str, ...]
    node: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """How a member of the demo signs in: shown once, kept nowhere."""

    organisation: str
    role: Role
    username: str
    password: str = field(repr=False)
    secret: str = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Made:
    """A vault of the demo with who works in it."""

    organisation: Organisation
    vault: Vault
    passphrase: str = field(repr=False)
    recovery: str = field(repr=False)
    whos: dict[Role, Who]
    credentials: tuple[Credentials, ...]
    identifier: str


NODES = ("one", "two")
_ORGANISATIONS = (
    Organisation("harbour-watch", ("Harbour Watch", "Veille du port", "حراسة المرفأ"), "one"),
    Organisation("mountain-house", ("Mountain House", "Дом в горах"), "one"),
    Organisation("river-desk", ("River Desk", "Oficina del río"), "two"),
)
_MEMBERS = (
    (Role.SECURITY_OFFICER, "keeper", "Ilse Okoro"),
    (Role.OFFICER, "officer", "Amara Holt"),
    (Role.MANDATE_HOLDER, "holder", "Tomas Brandt"),
    (Role.COORDINATOR, "coordinator", "Noor Lindqvist"),
)


def place(folder: Path, organisation: Organisation) -> Place:
    """Where the vault of an organisation of the demo lies."""
    node = folder / organisation.node
    return Place(organisation.vault, node / "vaults", node / "keys")


def make(folder: Path, addresses: dict[str, str], now: dt.datetime) -> list[Made]:
    """All of it. `addresses`: of each node. Raises MistakenInput where the folder is there."""
    if folder.exists():
        raise MistakenInput(
            f"{folder} is there already", "delete it, or name another folder for the demo"
        )
    made = [_organisation(folder, one, addresses[one.node], now) for one in _ORGANISATIONS]
    try:
        harbour, mountain, river = made
        for one in made:
            for other in made:
                if one is not other:
                    _pin(one, other, now)
        _circle(harbour, (mountain, river), now)
        _carry(made, now)
        _join((mountain, river), now)
        _carry(made, now)
        _casework(harbour, (mountain, river), now)
        _carry(made, now)
    finally:
        for one in made:
            opened.forget(one.vault)
    return made


@contextmanager
def at_work(made: Made) -> Iterator[Made]:
    """What happens meanwhile happens in this vault."""
    with opened.working_in(made.vault):
        yield made


def passphrase() -> str:
    """Five words that belong nowhere together."""
    words = Mnemonic("english").wordlist
    return " ".join(secrets.choice(words) for _word in range(_WORDS))


def _organisation(folder: Path, organisation: Organisation, address: str, now: dt.datetime) -> Made:
    said = passphrase()
    made = keeping.create(place(folder, organisation), said)
    with opened.working_in(made.vault):
        found = [_member(organisation, *told, now) for told in _MEMBERS]
        whos = {told.role: who for told, who in found}
        details = peers.Details(list(organisation.names), address)
        card = peers.introduce_ourselves(details=details, now=now, by=whos[Role.SECURITY_OFFICER])
        credentials = tuple(told for told, _who in found)
    return Made(organisation, made.vault, said, made.recovery, whos, credentials, card.identifier)


def _member(
    organisation: Organisation, role: Role, username: str, name: str, now: dt.datetime
) -> tuple[Credentials, Who]:
    secret = members.invite(username=username, name=name, role=role, now=now, by=None)
    password = passphrase()
    member = members.join(secret=secret, password=password, now=now)
    shown = generate_totp_secret()
    TOTP.activate(member, shown)
    codes = tuple(RecoveryCodes.activate(member).get_unused_codes()[:3])
    told = Credentials(organisation.vault, role, username, password, shown, codes)
    return told, known_members.who(member)


def _pin(one: Made, other: Made, now: dt.datetime) -> None:
    with at_work(other):
        card = known_peers.our_card(by=other.whos[Role.COORDINATOR])
    by = one.whos[Role.COORDINATOR]
    with at_work(one):
        peers.take_card(text=card, now=now, by=by)
        found = known_peers.to_compare(known_peers.one(other.identifier, by=by), "en")
        peers.compare(
            identifier=other.identifier, digits=found.digits, how="in-person", now=now, by=by
        )


def _circle(keeper: Made, asked: tuple[Made, ...], now: dt.datetime) -> None:
    wish = circles.Wish(
        "Coast circle (invented)",
        "What happens to those who speak about the harbour.",
        Roster.MEMBERS,
        Level.SUMMARY,
        Use.INTERNAL,
    )
    by = keeper.whos[Role.COORDINATOR]
    with at_work(keeper):
        circle = circles.found(wish=wish, now=now, by=by)
        circles.ask(
            identifier=circle.identifier,
            organisations=[one.identifier for one in asked],
            now=now,
            by=by,
        )


def _join(asked: tuple[Made, ...], now: dt.datetime) -> None:
    from liaison.workspace.circles import queries

    for one in asked:
        by = one.whos[Role.COORDINATOR]
        with at_work(one):
            for circle in queries.everyone(by=by):
                circles.answer(identifier=circle.identifier, said="joined", now=now, by=by)


def _casework(sender: Made, recipients: tuple[Made, ...], now: dt.datetime) -> None:
    by = sender.whos[Role.OFFICER]
    with at_work(sender):
        person = _person(sender, recipients, now)
        people.write_note(
            kind=NoteKind.LAW,
            country="TUN",
            title="Invented bill on associations",
            text="A second reading is announced. It would ask every association for a licence.",
            now=now,
            by=by,
        )
        for level, text in (
            (Level.NOTICE, "Somebody was stopped at a harbour. More on request."),
            (Level.SUMMARY, "A defender was held for a night and let go without a charge."),
        ):
            _send(_wish(level, Wanted(About.PERSON, person, text=text), recipients, now), now, by)
        wanted = Wanted(About.PERSON, person, frozenset({Facet.NARRATIVE}))
        _send(_wish(Level.FULL, wanted, recipients, now), now, by)


def _wish(level: Level, wanted: Wanted, to: tuple[Made, ...], now: dt.datetime) -> Wish:
    return Wish(
        level=level,
        recipients=[one.identifier for one in to],
        wanted=wanted,
        use=Use.INTERNAL,
        purpose=Purpose.PROTECTION,
        expires=now + _MONTH,
        subject=Subject("person", "TUN", f"{now:%Y-%m}", Urgency.B),
    )


def _person(sender: Made, recipients: tuple[Made, ...], now: dt.datetime) -> str:
    by = sender.whos[Role.OFFICER]
    person = people.create_person(
        pseudonym="Heron",
        kind=PersonKind.PERSON,
        country="TUN",
        content={
            Facet.IDENTITY: {
                "names": [
                    {"text": "Samira Ben Invented", "kind": "legal"},
                    {"text": "سميرة بن مخترعة", "kind": "spelling"},
                ]
            },
            Facet.NARRATIVE: {
                "text": "Stopped at the harbour, asked about a meeting, held overnight."
            },
            Facet.CONTACT: {"text": "Through the cooperative; never by telephone."},
        },
        now=now,
        by=by,
    )
    terms = Consent(
        frozenset({Facet.NARRATIVE}),
        frozenset(one.identifier for one in recipients),
        frozenset({Purpose.PROTECTION}),
        Use.INTERNAL,
        now - dt.timedelta(days=1),
        now + 6 * _MONTH,
    )
    people.give_consent(
        identifier=person,
        terms=terms,
        record=people.Record(GivenBy.SELF, How.ORAL),
        now=now,
        by=by,
    )
    return person


def _send(wish: Wish, now: dt.datetime, by: Who) -> None:
    batch = drafting.draft(wish=wish, now=now, by=by)
    for one in sent.of_batch(batch, by=by):
        sending.submit(identifier=one.identifier, now=now, by=by)


def _carry(made: list[Made], now: dt.datetime) -> None:
    for _time in range(3):
        for one in made:
            courier.carry(one.vault, lambda: now)
