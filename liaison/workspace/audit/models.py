"""The table of the log."""

from django.db import models


class Entry(models.Model):
    """One thing that was done. No personal data: who and what stand as keyed references.

    `digest` is the SHA-256 of all the rest and of the digest before: see `chain`.
    """

    number = models.PositiveBigIntegerField(primary_key=True, help_text="from 1, without a gap")
    at = models.CharField(max_length=27, db_index=True, help_text="UTC, to the microsecond")
    actor = models.CharField(max_length=32, blank=True, help_text="reference of a member")
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=32, blank=True, help_text="reference of what it concerns")
    detail = models.CharField(max_length=200, blank=True, help_text="codes and counts, no words")
    before = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        """In the order in which it happened."""

        ordering = ["number"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        """What was done."""
        return f"{self.number}: {self.action}"
