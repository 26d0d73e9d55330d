"""Tables of envelopes.

What is sealed and on its way lies in the vault too: a state and what belongs to it change in one
transaction.
"""

from enum import StrEnum

from django.db import models

from liaison.workspace.envelopes.states import (
    About,
    Answer,
    Place,
    Reason,
    Reviewed,
    Stage,
    State,
)
from liaison.workspace.policy.terms import Level, Purpose, Use

_IDENTIFIER = 32
_ORGANISATION = 64


def _choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Envelope(models.Model):
    """Something for one recipient. What it says of a person is read when it is sealed."""

    identifier = models.CharField(max_length=_IDENTIFIER, unique=True)
    contents_identifier = models.CharField(
        max_length=_IDENTIFIER, unique=True, help_text="of what follows an offer"
    )
    batch = models.CharField(
        max_length=_IDENTIFIER, db_index=True, help_text="the same for those made together"
    )
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=_choices(Level))
    recipient = models.CharField(max_length=_ORGANISATION)
    use = models.CharField(max_length=20, choices=_choices(Use))
    purpose = models.CharField(max_length=20, choices=_choices(Purpose))
    may_forward = models.BooleanField(default=False)
    tell_others = models.BooleanField(default=False, help_text="who else gets it")
    expires = models.DateTimeField()
    subject = models.JSONField(default=dict, help_text="what, country, period, urgency")
    about = models.CharField(max_length=10, blank=True, choices=_choices(About))
    about_reference = models.CharField(max_length=_IDENTIFIER, blank=True, db_index=True)
    facets = models.JSONField(default=list, help_text="those that were ticked")
    files = models.JSONField(default=list, help_text="references of files")
    text = models.TextField(blank=True)
    body = models.JSONField(default=dict, help_text="what its kind says, of answers")
    in_reply_to = models.CharField(max_length=_IDENTIFIER, blank=True, db_index=True)
    vital = models.TextField(blank=True, help_text="why it goes without consent")
    author = models.PositiveBigIntegerField(null=True, help_text="nobody: it was made by itself")
    second = models.PositiveBigIntegerField(null=True, help_text="who agreed beside the author")
    made = models.DateTimeField()
    state = models.CharField(max_length=12, choices=_choices(State))
    state_at = models.DateTimeField()
    problem = models.CharField(max_length=40, blank=True, help_text="a code")
    answer = models.CharField(max_length=10, blank=True, choices=_choices(Answer))
    reason = models.CharField(max_length=20, blank=True, choices=_choices(Reason))
    answered = models.DateTimeField(null=True)

    class Meta:
        """As lists ask for them."""

        indexes = [
            models.Index(fields=["-state_at", "-id"], name="envelopes_latest"),
            models.Index(fields=["state", "expires"], name="envelopes_by_state"),
        ]


class Parcel(models.Model):
    """What is sealed, until its recipient says that it is there."""

    envelope = models.ForeignKey(Envelope, models.CASCADE, related_name="parcels")
    identifier = models.CharField(max_length=_IDENTIFIER, unique=True)
    stage = models.CharField(max_length=10, choices=_choices(Stage))
    sealed = models.BinaryField(help_text="empty afterwards")
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField()
    expires = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(null=True, db_index=True, help_text="none: it is done")
    problem = models.CharField(max_length=40, blank=True, help_text="of the last try")
    done = models.DateTimeField(null=True)


class Review(models.Model):
    """To look again at what went out for a vital interest, without consent."""

    envelope = models.OneToOneField(Envelope, models.CASCADE, related_name="review")
    due = models.DateTimeField()
    done = models.DateTimeField(null=True)
    done_by = models.PositiveBigIntegerField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=_choices(Reviewed))
    remark = models.TextField(blank=True)


class Received(models.Model):
    """What came from another organisation, under its terms.

    `contents` is JSON of body and facets, sealed under a key of its own in the key store: without
    that key nothing of it can be read again.
    """

    reference = models.CharField(max_length=_IDENTIFIER, unique=True)
    sender = models.CharField(max_length=_ORGANISATION)
    identifier = models.CharField(max_length=_IDENTIFIER, help_text="the sender gave it")
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=_choices(Level))
    use = models.CharField(max_length=20, choices=_choices(Use))
    purpose = models.CharField(max_length=20, choices=_choices(Purpose))
    may_forward = models.BooleanField()
    also_to = models.JSONField(default=list)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    arrived = models.DateTimeField()
    subject = models.JSONField(default=dict)
    offered = models.JSONField(null=True, help_text="facets; files with type and size")
    in_reply_to = models.CharField(max_length=_IDENTIFIER, blank=True)
    contents = models.BinaryField(help_text="empty: none are here")
    place = models.CharField(max_length=12, choices=_choices(Place))
    place_at = models.DateTimeField()
    decided_by = models.PositiveBigIntegerField(null=True)

    class Meta:
        """An identifier counts once for a sender."""

        constraints = [
            models.UniqueConstraint(fields=["sender", "identifier"], name="received_once")
        ]
        indexes = [models.Index(fields=["-arrived", "-id"], name="received_latest")]


class ReceivedFile(models.Model):
    """A file that came along, sealed under the same key."""

    received = models.ForeignKey(Received, models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.BinaryField(help_text="sealed")
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        """In the order of the envelope."""

        ordering = ["number"]


class Seen(models.Model):
    """Every envelope that was taken, so that none is taken twice. Never deleted."""

    sender = models.CharField(max_length=_ORGANISATION)
    identifier = models.CharField(max_length=_IDENTIFIER)
    sha256 = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """An identifier counts once for a sender."""

        constraints = [models.UniqueConstraint(fields=["sender", "identifier"], name="seen_once")]


class Request(models.Model):
    """A sender asks to delete what is here."""

    reference = models.CharField(max_length=_IDENTIFIER, unique=True)
    received = models.ForeignKey(Received, models.CASCADE, related_name="requests")
    identifier = models.CharField(max_length=_IDENTIFIER, help_text="of the envelope that asks")
    kind = models.CharField(max_length=20, help_text="recall or erasure-request")
    asked = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True, choices=_choices(Answer))
    reason = models.CharField(max_length=20, blank=True, choices=_choices(Reason))
    answered = models.DateTimeField(null=True)
    answered_by = models.PositiveBigIntegerField(null=True)


class Refusal(models.Model):
    """What was not taken, and why. Old ones go when there are many."""

    at = models.DateTimeField()
    sender = models.CharField(max_length=_ORGANISATION, blank=True, help_text="where it is known")
    code = models.CharField(max_length=20)


class Head(models.Model):
    """An entry that was the last of a log: of another's as they told us, or of ours as they do."""

    peer = models.CharField(max_length=_ORGANISATION)
    ours = models.BooleanField()
    number = models.PositiveBigIntegerField()
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """One digest a number, unless somebody rewrote a log: then two show it."""

        constraints = [
            models.UniqueConstraint(fields=["peer", "ours", "number", "digest"], name="head_once")
        ]


class Publication(models.Model):
    """A record for the public half: it is no secret once it is published."""

    reference = models.CharField(max_length=_IDENTIFIER, unique=True)
    is_activity = models.BooleanField()
    said = models.JSONField()
    author = models.PositiveBigIntegerField()
    made = models.DateTimeField()
    published = models.DateTimeField(null=True)
    published_by = models.PositiveBigIntegerField(null=True)
