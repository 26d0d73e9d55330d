"""The kinds of envelopes that are of this part, and what it does when other parts change things."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from liaison.design.environment import day
from liaison.kernel.clock import utc_now
from liaison.workspace.envelopes import desk, wishes, words
from liaison.workspace.envelopes.actions import answering, cards
from liaison.workspace.envelopes.actions.erasing import person_erased
from liaison.workspace.envelopes.kinds import Kind, register
from liaison.workspace.envelopes.queries import sent
from liaison.workspace.frame import desk as desks
from liaison.workspace.peers import actions as peers
from liaison.workspace.peers import queries as peer_queries
from liaison.workspace.people import erasing, recipients, sections
from liaison.workspace.policy.members import Act, Who, may
from liaison.workspace.vault import making


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
    erasing.register(_person_erased)
    recipients.fill(_to_choose)
    sections.add(_of_person)
    desks.add(30, desk.tell)
    making.when_opened(answering.sweep_keys)


def _person_erased(identifier: str) -> Mapping[str, int]:
    """How many organisations were asked to delete what they have of somebody."""
    return {"envelopes": person_erased(identifier, utc_now())}


def _to_choose() -> list[tuple[str, str]]:
    """Organisations that something can be consented to go to."""
    return [(one.identifier, str(one.names[0])) for one in peer_queries.pinned()]


def _of_person(identifier: str, by: Who) -> sections.Section | None:
    """What went out of a person, and where to send more."""
    if not may(by, Act.READ_EXCHANGE):
        return None
    lines = [
        sections.Line(
            _now("%(day)s, to %(name)s: %(state)s")
            % {
                "day": day(card.state_at),
                "name": card.recipient_name,
                "state": words.state(card.state),
            },
            reverse("envelope", args=[card.identifier]),
        )
        for card in sent.of_person(identifier, by=by)
    ]
    if may(by, Act.SEND_NOTICE):
        address = f"{reverse('compose')}?person={identifier}"
        lines.append(sections.Line(_now("Send something of this person"), address))
    return sections.Section(_now("Envelopes"), lines)
