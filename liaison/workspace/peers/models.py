"""Tables of our own keys and of other organisations. They lie in the vault, like all else."""

from django.db import models


class Standing(models.TextChoices):
    """How far another organisation's keys are trusted."""

    INTRODUCED = "introduced"  # a card came; nobody compared it
    PINNED = "pinned"  # compared: what is sent goes to these keys
    CHANGED = "changed"  # another card came for the same organisation: compare again
    BLOCKED = "blocked"  # nothing goes out, nothing comes in


class Organisation(models.Model):
    """Ourselves, as our card says. One row."""

    identifier = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=list)
    address = models.CharField(max_length=200, blank=True)
    certificate = models.BinaryField(max_length=32, blank=True)
    made = models.DateTimeField(help_text="when the card was last changed")


class OwnKeys(models.Model):
    """A pair to sign with and one to be sealed to. The present ones are not retired."""

    key = models.BinaryField(max_length=32, unique=True, help_text="public, Ed25519")
    secret = models.BinaryField(max_length=32)
    recipient = models.CharField(max_length=80)
    identity = models.CharField(max_length=120)
    made = models.DateTimeField()
    retired = models.DateTimeField(null=True)
    followed_by = models.BinaryField(
        max_length=64, blank=True, help_text="its signature of the key that took its place"
    )


class Peer(models.Model):
    """Another organisation, with the keys that count, and those that came after."""

    identifier = models.CharField(max_length=64, unique=True)
    names = models.JSONField(default=list)
    address = models.CharField(max_length=200, blank=True)
    certificate = models.BinaryField(max_length=32, blank=True)
    key = models.BinaryField(max_length=32)
    recipient = models.CharField(max_length=80)
    card = models.TextField(help_text="as it came: a circle passes it on")
    card_made = models.DateTimeField(help_text="when it made the card that counts")
    waiting = models.TextField(blank=True, help_text="a card with other keys, not compared")
    standing = models.CharField(max_length=12, choices=Standing)
    added = models.DateTimeField()
    added_by = models.PositiveBigIntegerField(null=True)
    compared = models.DateTimeField(null=True)
    compared_by = models.PositiveBigIntegerField(null=True)
    compared_how = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        """What it is called."""
        return str(self.names[0])
