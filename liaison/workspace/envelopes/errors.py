"""Why an envelope is not taken. What is said tells nothing of what is in it."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.kernel.errors import MistakenInput


class Code(StrEnum):
    """Stands in receipts and in the log."""

    NOT_FOR_US = "not-for-us"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    ALTERED = "altered"
    NEWER_VERSION = "newer-version"
    UNKNOWN_KIND = "unknown-kind"
    OTHER_RECIPIENT = "other-recipient"
    UNKNOWN_SENDER = "unknown-sender"
    NOT_PINNED = "not-pinned"
    CHANGED_KEY = "changed-key"
    REPLAY = "replay"
    EXPIRED = "expired"
    CLOCK = "clock"
    NOT_ASKED_FOR = "not-asked-for"
    ATTACHMENT = "attachment"


SAID: Mapping[Code, tuple[str, str]] = {
    Code.NOT_FOR_US: (
        "none of our keys opens this envelope",
        "give the sender your latest card, and ask for it once more",
    ),
    Code.TOO_LARGE: ("this envelope is larger than what is taken", "ask for it in parts"),
    Code.UNREADABLE: ("this envelope is not in its form", "ask for it once more"),
    Code.ALTERED: (
        "this envelope is not as it was signed",
        "ask for it once more, by another way",
    ),
    Code.NEWER_VERSION: (
        "this envelope was made by a newer version of Liaison",
        "bring this one up to date",
    ),
    Code.UNKNOWN_KIND: (
        "this envelope is of a kind that this version does not know",
        "bring this one up to date",
    ),
    Code.OTHER_RECIPIENT: ("this envelope is for another organisation", "tell the sender"),
    Code.UNKNOWN_SENDER: ("this envelope is of nobody known here", "add its sender's card first"),
    Code.NOT_PINNED: (
        "the keys of this envelope's sender were not compared",
        "compare the words with them, then ask for it once more",
    ),
    Code.CHANGED_KEY: (
        "this envelope is signed by another key than its sender's",
        "ask them for their latest card, by another way",
    ),
    Code.REPLAY: ("this envelope is here already", "nothing has to be done"),
    Code.EXPIRED: ("this envelope came after it had expired", "ask for it once more"),
    Code.CLOCK: (
        "this envelope was made in the future by the clock here",
        "see that both clocks are right",
    ),
    Code.NOT_ASKED_FOR: ("this envelope answers nothing that is open here", "tell the sender"),
    Code.ATTACHMENT: (
        "a file in this envelope is of a type that is not taken",
        "ask for it in another form",
    ),
}


class NotTaken(MistakenInput):
    """An envelope that was refused; `code` says why."""

    def __init__(self, code: Code) -> None:
        self.code = code
        super().__init__(*SAID[code])
