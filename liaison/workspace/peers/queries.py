"""Reading our own keys and other organisations, in the vault at hand."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.members import queries as members
from liaison.workspace.peers import card, fingerprint
from liaison.workspace.peers.card import Card, Rotation
from liaison.workspace.peers.errors import NotPinned
from liaison.workspace.peers.models import Organisation, OwnKeys, Peer, Standing
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, may
from liaison.workspace.vault import doors, opened
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.pairs import Identity, Signer

PINNED = Standing.PINNED


@dataclass(frozen=True, slots=True)
class Ourselves:
    """Who we are to others, with the secrets that go with it."""

    card: Card
    signer: Signer
    identities: tuple[Identity, ...]
    """The present one first, then those that open what is still on its way."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two people read to one another; `digest` stands for it in a form."""

    words: tuple[str, ...]
    digits: tuple[str, ...]


def ourselves() -> Ourselves | None:
    """We ourselves, if the keys were made."""
    row = Organisation.objects.first()
    if row is None:
        return None
    pairs = list(OwnKeys.objects.order_by("made", "pk"))
    present = next(pair for pair in pairs if pair.retired is None)
    signer = Signer(bytes(present.secret))
    told = Card(
        row.identifier,
        signer.public,
        present.recipient,
        tuple(row.names),
        row.address,
        bytes(row.certificate),
        tuple(
            Rotation(bytes(pair.key), bytes(pair.followed_by))
            for pair in pairs
            if pair.retired is not None
        ),
        row.made,
    )
    return Ourselves(told, signer, tuple(Identity(pair.identity) for pair in reversed(pairs)))


def vault_of(identifier: str) -> Vault | None:
    """The vault of an organisation, if this process has it open. For who carries envelopes."""
    for vault in opened.everyone():
        with doors.entered(vault.place.name) as here:
            if here is not None and Organisation.objects.filter(identifier=identifier).exists():
                return here
    return None


def known_as() -> Ourselves:
    """The same. Raises MistakenInput where the keys were not made yet."""
    found = ourselves()
    if found is None:
        raise MistakenInput(
            _("This organisation has no keys to send with yet."),
            _("Ask your security officer to make them, on the page of organisations."),
        )
    return found


def our_card(*, by: Who) -> str:
    """Our card as others get it. Raises NotThere before there is one, Refused."""
    _check_reads(by)
    found = ourselves()
    if found is None:
        raise NotThere
    return card.write(found.card, found.signer)


def everyone(*, by: Who) -> list[Peer]:
    """All other organisations by name. Raises Refused."""
    _check_reads(by)
    return sorted(Peer.objects.all(), key=lambda peer: (str(peer.names[0]).casefold(), peer.pk))


def one(identifier: str, *, by: Who) -> Peer:
    """Raises NotThere, Refused."""
    _check_reads(by)
    found = by_identifier(identifier)
    if found is None:
        raise NotThere
    return found


def by_identifier(identifier: str) -> Peer | None:
    """For other parts; whoever asks for a member takes `one`."""
    return Peer.objects.filter(identifier=identifier).first()


def pinned() -> list[Peer]:
    """Those that something can be sent to, by name."""
    found = Peer.objects.filter(standing=Standing.PINNED)
    return sorted(found, key=lambda peer: (str(peer.names[0]).casefold(), peer.pk))


def check_pinned(identifier: str) -> Peer:
    """The organisation, if something may be sent to it. Raises NotPinned."""
    found = by_identifier(identifier)
    if found is None or found.standing != Standing.PINNED:
        raise NotPinned(
            _("Nothing can be sent to this organisation now."),
            _("Compare its words first, on its page."),
        )
    return found


def names(identifiers: set[str]) -> dict[str, str]:
    """What these organisations are called, as far as they are known here."""
    found = Peer.objects.filter(identifier__in=identifiers).values_list("identifier", "names")
    return {identifier: str(told[0]) for identifier, told in found}


def namesake(peer: Peer) -> bool:
    """Whether another organisation has a name of this one: one of the two may be false."""
    called = {str(name).casefold() for name in peer.names}
    others = Peer.objects.exclude(pk=peer.pk).values_list("names", flat=True)
    return any(called & {str(name).casefold() for name in told} for told in others)


def compared_by(peer: Peer) -> str:
    """Who compared its words, by the name that colleagues use."""
    number = peer.compared_by
    return members.names({number}).get(number, "") if number is not None else ""


def to_compare(peer: Peer, language: str) -> Compared:
    """What is read aloud to pin it: of the keys that came last. Raises MistakenInput."""
    us = known_as().card
    key, recipient = offered_keys(peer)
    found = fingerprint.numbers(
        fingerprint.Party(us.identifier, us.key, us.recipient),
        fingerprint.Party(peer.identifier, key, recipient),
    )
    return Compared(fingerprint.words(found, language), fingerprint.digits(found))


def offered_keys(peer: Peer) -> tuple[bytes, str]:
    """The keys that a comparison is about."""
    if not peer.waiting:
        return bytes(peer.key), peer.recipient
    waiting = card.read(peer.waiting)
    return waiting.key, waiting.recipient


def _check_reads(by: Who) -> None:
    if not may(by, Act.READ_EXCHANGE):
        check_may(by, Act.KEEP_PEERS)
