"""Our card goes to everybody who is pinned when our keys have changed; theirs is taken likewise."""

import datetime as dt

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes.actions.sealing import Said, say
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.kinds import Arrival
from liaison.workspace.peers import actions as peers
from liaison.workspace.peers import card, queries
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.policy.errors import NotThere

CARD = "card"


def announce(now: dt.datetime) -> None:
    """Send it. Within the transaction that changed the keys."""
    us = queries.known_as()
    text = card.write(us.card, us.signer)
    for peer in queries.pinned():
        say(Said(CARD, peer.identifier, body={"card": text}), now)


def came(arrival: Arrival) -> None:
    """Take the card of a sender. Raises NotTaken."""
    text = arrival.contents.body.get("card", "")
    try:
        peers.take_renewed_card(text=str(text), sender=arrival.sender)
    except (NoStatement, NotThere) as error:
        raise NotTaken(Code.UNREADABLE) from error
    except MistakenInput:
        return  # a later one came first
