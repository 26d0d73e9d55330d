"""Where an envelope stands, on either side. The codes stand in rows and never change their meaning.

Of what goes out:

    draft → waiting → queued → delivered
                    ↘ queued → offered → accepted → delivered        (level full)
    waiting → draft, where the second member sends it back
    queued → refused, where the recipient does not take it; → expired, where nobody answers in time
    offered → declined, expired, stopped (a consent no longer covers it)
    draft, waiting → discarded; queued, offered, accepted, delivered → recalled
"""

from enum import StrEnum


class State(StrEnum):
    """Of what goes out."""

    DRAFT = "draft"
    WAITING = "waiting"  # for a second member
    QUEUED = "queued"  # sealed, on its way
    OFFERED = "offered"  # the recipient has the card
    ACCEPTED = "accepted"  # the recipient wants it; what it holds is sealed next
    DELIVERED = "delivered"  # the recipient has it
    DECLINED = "declined"
    EXPIRED = "expired"
    REFUSED = "refused"  # by the recipient's vault; `problem` says why
    STOPPED = "stopped"  # accepted, but a consent no longer covers it; `problem` says what
    RECALLED = "recalled"
    DISCARDED = "discarded"


class Place(StrEnum):
    """Of what came in."""

    OFFERED = "offered"  # its card is here
    ACCEPTED = "accepted"  # its contents were asked for
    KEPT = "kept"  # its contents are here
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"  # the sender may not send it any more
    RECALLED = "recalled"  # taken back before its contents were here
    DELETED = "deleted"  # its contents were here and are gone


class Answer(StrEnum):
    """To a request to delete something."""

    DELETED = "deleted"
    KEPT = "kept"
    NOT_HERE = "not-here"


class Reason(StrEnum):
    """Why something is kept though its sender asked to delete it."""

    NONE = ""
    USED = "used"  # it stands in what was sent or published already
    DUTY = "duty"  # a law or a court asks for it
    OTHER_SOURCE = "other-source"  # the same is here from elsewhere
    IN_USE = "in-use"  # somebody's safety hangs on it now


class Reviewed(StrEnum):
    """What came of looking again at what went out without consent."""

    CONSENTED = "consented"  # the consent was given since
    RIGHT = "right"  # it was right, and stays so
    RECALLED = "recalled"  # it was taken back


class Stage(StrEnum):
    """Of a parcel of an envelope."""

    WHOLE = "whole"
    OFFER = "offer"
    CONTENTS = "contents"


class About(StrEnum):
    """What an envelope is about."""

    NOTHING = ""
    PERSON = "person"
    NOTE = "note"
    RECEIVED = "received"  # it is passed on
