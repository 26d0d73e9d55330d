"""The words of this part's codes, in the language of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from liaison.workspace.envelopes.errors import Code
from liaison.workspace.envelopes.states import Answer, Place, Reason, Reviewed, State
from liaison.workspace.policy.terms import Level

STATES: Mapping[State, Promise] = {
    State.DRAFT: gettext_lazy("Draft"),
    State.WAITING: gettext_lazy("Waits for a second member"),
    State.QUEUED: gettext_lazy("On its way"),
    State.OFFERED: gettext_lazy("Offered; not answered yet"),
    State.ACCEPTED: gettext_lazy("Accepted; on its way"),
    State.DELIVERED: gettext_lazy("Delivered"),
    State.DECLINED: gettext_lazy("Declined"),
    State.EXPIRED: gettext_lazy("Expired"),
    State.REFUSED: gettext_lazy("Not taken"),
    State.STOPPED: gettext_lazy("Stopped"),
    State.RECALLED: gettext_lazy("Recalled"),
    State.DISCARDED: gettext_lazy("Discarded"),
}
PLACES: Mapping[Place, Promise] = {
    Place.OFFERED: gettext_lazy("Offered to us"),
    Place.ACCEPTED: gettext_lazy("Accepted; not here yet"),
    Place.KEPT: gettext_lazy("Here"),
    Place.DECLINED: gettext_lazy("Declined"),
    Place.EXPIRED: gettext_lazy("Expired"),
    Place.WITHDRAWN: gettext_lazy("Withdrawn by its sender"),
    Place.RECALLED: gettext_lazy("Recalled by its sender"),
    Place.DELETED: gettext_lazy("Deleted here"),
}
LEVELS: Mapping[Level, Promise] = {
    Level.NOTICE: gettext_lazy(
        "Notice: that there is something. Country, time, kind and urgency; it names nobody."
    ),
    Level.SUMMARY: gettext_lazy("Summary: a text that you write for them."),
    Level.FULL: gettext_lazy(
        "Full: what you tick. They see what it is about first, and get it when they accept."
    ),
}
ANSWERS: Mapping[Answer, Promise] = {
    Answer.DELETED: gettext_lazy("They say that it is deleted."),
    Answer.KEPT: gettext_lazy("They keep it."),
    Answer.NOT_HERE: gettext_lazy("They say that they do not have it."),
}
REASONS: Mapping[Reason, Promise] = {
    Reason.USED: gettext_lazy("It stands in something that was sent or published already"),
    Reason.DUTY: gettext_lazy("A law or a court asks for it"),
    Reason.OTHER_SOURCE: gettext_lazy("The same came from elsewhere"),
    Reason.IN_USE: gettext_lazy("Somebody's safety depends on it now"),
}
REVIEWED: Mapping[Reviewed, Promise] = {
    Reviewed.CONSENTED: gettext_lazy("The consent was given since"),
    Reviewed.RIGHT: gettext_lazy("It was right, and stays so"),
    Reviewed.RECALLED: gettext_lazy("It was recalled"),
}
PROBLEMS: Mapping[str, Promise] = {
    "sent-back": gettext_lazy("The second member did not agree: change it, or discard it."),
    "not-covered": gettext_lazy("No consent covers it any more. The recipient was told."),
    "not-there": gettext_lazy("What it was about is gone. The recipient was told."),
    "not-sealed": gettext_lazy("It could not be sealed as it is. The recipient was told."),
    "author-gone": gettext_lazy("Nobody who wrote it or agreed may send it any more."),
    "not-asked": gettext_lazy("They could not be asked to delete it: ask them by another way."),
    "by-file": gettext_lazy("They have no address: carry it in a file (liaison-vault envelope)."),
    "unreachable": gettext_lazy("Their server was not reached; it is tried again by itself."),
    "certificate": gettext_lazy(
        "Their server showed another certificate than their card says: ask them, by another way."
    ),
    "no-tor": gettext_lazy("Their address is an onion service, and Tor is not set up here."),
    "not-taken": gettext_lazy("Their server did not take it; it is tried again by itself."),
    "no-receipt": gettext_lazy("No receipt came back; it is tried again by itself."),
    "not-pinned": gettext_lazy("It waits until their words were compared."),
    "recalled": gettext_lazy("It was recalled before it left."),
}
REFUSALS: Mapping[Code, Promise] = {
    Code.NOT_FOR_US: gettext_lazy(
        "None of our keys opens it, or it was altered: give its sender your latest card."
    ),
    Code.TOO_LARGE: gettext_lazy("It is larger than what is taken: ask for it in parts."),
    Code.UNREADABLE: gettext_lazy("It is not in its form: ask for it once more."),
    Code.ALTERED: gettext_lazy("It is not as it was signed: ask for it by another way."),
    Code.NEWER_VERSION: gettext_lazy("It was made by a newer version of Liaison."),
    Code.UNKNOWN_KIND: gettext_lazy("It is of a kind that only a newer version knows."),
    Code.OTHER_RECIPIENT: gettext_lazy("It is for another organisation: tell its sender."),
    Code.UNKNOWN_SENDER: gettext_lazy("It is of nobody known here: take its sender's card first."),
    Code.NOT_PINNED: gettext_lazy(
        "Its sender's words were not compared, or the sender is blocked."
    ),
    Code.CHANGED_KEY: gettext_lazy(
        "It is signed by another key than its sender's: ask them by another way."
    ),
    Code.REPLAY: gettext_lazy("It was here already, in other bytes."),
    Code.EXPIRED: gettext_lazy("It came after it had expired: ask for it once more."),
    Code.CLOCK: gettext_lazy("It was made in the future, by the clock here: see to both clocks."),
    Code.NOT_ASKED_FOR: gettext_lazy("It answers nothing that is open here."),
    Code.ATTACHMENT: gettext_lazy("A file in it is of a type that is not taken."),
}
WHATS: Mapping[str, Promise] = {
    "": gettext_lazy("not said"),
    "person": gettext_lazy("A person"),
    "group": gettext_lazy("A group"),
    "law": gettext_lazy("A law"),
    "practice": gettext_lazy("A practice"),
    "pattern": gettext_lazy("A pattern"),
}


def state(code: str) -> str:
    """Of what goes out."""
    return str(STATES[State(code)])


def place(code: str) -> str:
    """Of what came."""
    return str(PLACES[Place(code)])


def answer(code: str) -> str:
    """What became of a request to delete."""
    return str(ANSWERS[Answer(code)])


def reason(code: str) -> str:
    """Why something is kept."""
    return str(REASONS.get(Reason(code), ""))


def problem(code: str) -> str:
    """What stands in the way, and what to do."""
    if code in PROBLEMS:
        return str(PROBLEMS[code])
    if code in REFUSALS:
        return str(REFUSALS[Code(code)])
    return str(PROBLEMS["not-taken"]) if code else ""


def what(code: str) -> str:
    """What something is about; the code itself for what a later version says."""
    return str(WHATS.get(code, code))
