"""One row a capture: what was fetched, when, and where its bytes lie."""

from django.db import models

from liaison.kernel.item import Role


class Capture(models.Model):
    """The bytes that one address gave at one moment, or word that they had not changed."""

    source_id = models.CharField(max_length=80)
    address = models.TextField()
    address_key = models.CharField(max_length=13, help_text="identifier of the address")
    document_address = models.TextField(help_text="address of the document it belongs to")
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])
    stated = models.JSONField(default=dict, help_text="title, date and language from the listing")

    fetched_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(
        help_text="HTTP status; 0 for what came from no server"
    )
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, help_text="of the payload, in hex")
    size = models.PositiveBigIntegerField(help_text="of the payload, in bytes")

    warc = models.CharField(max_length=120, help_text="file under archive/")
    offset = models.PositiveBigIntegerField(help_text="of the record's gzip member, in bytes")
    length = models.PositiveBigIntegerField(help_text="of the record's gzip member, in bytes")
    same_as = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, help_text="the capture whose bytes these are"
    )

    current = models.BooleanField(default=True, help_text="no later capture of the address differs")
    reading_version = models.PositiveIntegerField(default=0, help_text="extractor that read it")
    reading_failure = models.CharField(max_length=20, blank=True)
    reading_failure_detail = models.TextField(blank=True)

    class Meta:
        """Indexes for what is asked of many rows: what is to read, what is known."""

        indexes = [
            models.Index(fields=["current", "reading_version", "id"], name="capture_to_read"),
            models.Index(fields=["address_key", "-id"], name="capture_of_address"),
            models.Index(fields=["warc", "offset"], name="capture_in_warc"),
            models.Index(fields=["sha256"], name="capture_same_bytes"),
        ]

    def __str__(self) -> str:
        """Where and when."""
        return f"{self.address} at {self.fetched_at:%Y-%m-%dT%H:%M:%SZ}"
