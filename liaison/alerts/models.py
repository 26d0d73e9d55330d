"""What readers follow, what is told of it, and what of each document was told already."""

from django.db import models

from liaison.alerts.rhythm import Rhythm


class SavedSelection(models.Model):
    """A selection that somebody follows: kept once, however many do.

    Its number is made of what is asked, so that it stands for the same in every process and home.
    """

    id = models.BigIntegerField(primary_key=True, help_text="liaison.alerts.saved.Saved.number")
    asked = models.JSONField(help_text="liaison.alerts.saved.Saved")
    anchored = models.CharField(
        max_length=64, blank=True, help_text="with which words its anchors were made; '': none"
    )
    sieve = models.JSONField(default=list, help_text="liaison.index.sieve.Sieve, made with them")

    class Meta:
        """Those whose anchors are of an older vocabulary are found at once."""

        indexes = [models.Index(fields=["anchored", "id"], name="saved_to_anchor")]


class Anchor(models.Model):
    """A key under which a selection is looked up: `liaison.index.saved.Matcher.prepared`."""

    key = models.BigIntegerField(help_text="the first 8 bytes of its digest")
    saved = models.ForeignKey(SavedSelection, on_delete=models.CASCADE, related_name="anchors")

    class Meta:
        """Looked up by key."""

        constraints = [models.UniqueConstraint(fields=["key", "saved"], name="anchor_once")]


class Subscription(models.Model):
    """A reader who follows a selection by mail.

    `sealed` holds the address, the reader's own key and a secret, encrypted to the mail worker's
    key: whoever has this table alone learns no address. The secret gives the words of the links in
    mails; only their digests are kept beside it.
    """

    saved = models.ForeignKey(
        SavedSelection, on_delete=models.CASCADE, related_name="subscriptions"
    )
    sealed = models.TextField(help_text="age, armoured")
    language = models.CharField(max_length=8)
    rhythm = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Rhythm])
    confirm_digest = models.CharField(max_length=64, unique=True)
    manage_digest = models.CharField(max_length=64, unique=True)
    mark = models.CharField(
        max_length=64, blank=True, help_text="keyed digest of the address that only mailing makes"
    )
    asked_at = models.DateTimeField()
    confirmation_sent_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(help_text="when the next mail may go out")
    told_up_to = models.BigIntegerField(default=0, help_text="the last notice that was told")
    failures = models.PositiveIntegerField(default=0, help_text="in a row")

    class Meta:
        """What is due; what belongs to one address; what was never confirmed."""

        indexes = [
            models.Index(fields=["due_at"], name="subscription_due"),
            models.Index(fields=["mark"], name="subscription_mark"),
            models.Index(fields=["confirmed_at", "asked_at"], name="subscription_asked"),
        ]


class Notice(models.Model):
    """Something to be told to all who follow a selection; kept as what was told.

    `identifier` is the document that it is about, `state` what stood in it (`ContentState`).
    """

    KINDS = (("new", "new"), ("changed", "changed"), ("withdrawn", "withdrawn"))

    saved = models.ForeignKey(SavedSelection, on_delete=models.CASCADE, related_name="notices")
    identifier = models.CharField(max_length=13, db_index=True)
    kind = models.CharField(max_length=9, choices=KINDS)
    state = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        """Nothing is told twice."""

        constraints = [
            models.UniqueConstraint(
                fields=["saved", "identifier", "kind", "state"], name="notice_once"
            ),
        ]


class ContentState(models.Model):
    """What a document said when it was last looked at for alerts: `liaison.alerts.states`."""

    identifier = models.CharField(max_length=13, unique=True)
    editions = models.JSONField(help_text="by key of the address: digests of bytes and of words")


class Owed(models.Model):
    """The outbox to alerts: a document whose entry in the index was brought up to date."""

    identifier = models.CharField(max_length=13)


class Request(models.Model):
    """That someone asked to subscribe an address, kept for a day so that nobody can flood it.

    `digest` is keyed with the secret of the home and the day.
    """

    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        """How many of an address, and of all."""

        indexes = [
            models.Index(fields=["digest", "asked_at"], name="request_of_address"),
            models.Index(fields=["asked_at"], name="request_at"),
        ]


class Mark(models.Model):
    """What mailing remembers of an address by a keyed digest that only mailing can make."""

    mark = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(null=True, help_text="when a confirmation was last asked of it")
    refused_at = models.DateTimeField(null=True, help_text="when its server refused it for good")
