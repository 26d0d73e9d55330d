"""The kinds of envelopes that are of this part, and what it does when other parts change things."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liaison.kernel.clock import utc_now
from liaison.workspace.envelopes import wishes
from liaison.workspace.envelopes.actions import answering, cards
from liaison.workspace.envelopes.actions.erasing import person_erased
from liaison.workspace.envelopes.kinds import Kind, register
from liaison.workspace.peers import actions as peers
from liaison.workspace.people import erasing as people


def begin() -> None:
    """Once, when the program begins."""
    for kind in (
        Kind(wishes.PERSON, _("About a person")),
        Kind(wishes.NOTE, _("About a law or a practice")),
        Kind(wishes.MESSAGE, _("Message")),
        Kind(wishes.FORWARD, _("Passed on")),
        Kind(answering.ACCEPT, _("Acceptance"), answering.accepted_there, listed=False),
        Kind(answering.DECLINE, _("Refusal"), answering.declined_there, listed=False),
        Kind(answering.WITHDRAWN, _("Withdrawal"), answering.withdrawn_there, listed=False),
        Kind(answering.RECALL, _("Recall"), answering.asked_to_delete, listed=False),
        Kind(answering.ERASURE, _("Erasure asked for"), answering.asked_to_delete, listed=False),
        Kind(
            answering.RECALL_ANSWER, _("Answer to a recall"), answering.answered_there, listed=False
        ),
        Kind(
            answering.ERASURE_ANSWER,
            _("Answer on an erasure"),
            answering.answered_there,
            listed=False,
        ),
        Kind(cards.CARD, _("Card with new keys"), cards.came, listed=False),
    ):
        register(kind)
    peers.on_rotation(cards.announce)
    people.register(_person_erased)


def _person_erased(identifier: str) -> Mapping[str, int]:
    """How many organisations were asked to delete what they have of somebody."""
    return {"envelopes": person_erased(identifier, utc_now())}
