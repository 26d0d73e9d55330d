"""What is known of each source's addresses, so that a round asks only for what it must."""

from django.db import models

from liaison.kernel.item import Role


class Address(models.Model):
    """An address that a source listed or a page pointed to."""

    source_id = models.CharField(max_length=80)
    address = models.TextField()
    address_key = models.CharField(max_length=13)
    document_address = models.TextField()
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])
    stated = models.JSONField(default=dict)
    inline = models.BooleanField(default=False, help_text="the listing's entry is the document")

    first_listed = models.DateTimeField()
    last_checked = models.DateTimeField(null=True)
    next_check = models.DateTimeField(null=True, help_text="none: never again")
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the bytes last captured")
    tries = models.PositiveSmallIntegerField(default=0, help_text="failures since it last worked")
    failure = models.CharField(max_length=20, blank=True)
    failure_detail = models.TextField(blank=True)

    class Meta:
        """A source names an address once."""

        constraints = [
            models.UniqueConstraint(fields=["source_id", "address_key"], name="address_once")
        ]
        indexes = [
            models.Index(fields=["source_id", "next_check"], name="address_due"),
            models.Index(fields=["source_id", "failure"], name="address_failed"),
        ]

    def __str__(self) -> str:
        """The address."""
        return self.address


class ListPage(models.Model):
    """A feed, sitemap or listing page, as it last answered."""

    source_id = models.CharField(max_length=80)
    address = models.TextField()
    address_key = models.CharField(max_length=13)
    last_checked = models.DateTimeField(null=True, help_text="none: still to be read")
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    listed = models.PositiveIntegerField(default=0, help_text="items it named")

    class Meta:
        """A source names a page once."""

        constraints = [
            models.UniqueConstraint(fields=["source_id", "address_key"], name="list_page_once")
        ]

    def __str__(self) -> str:
        """The address."""
        return self.address


class Round(models.Model):
    """One harvest of one source, and how it went."""

    source_id = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    listed = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    cut_short = models.BooleanField(default=False, help_text="more was due than there was time for")
    failure = models.CharField(
        max_length=20, blank=True, help_text="class, if the source as a whole failed"
    )
    failure_detail = models.TextField(blank=True)

    class Meta:
        """The latest of a source."""

        indexes = [models.Index(fields=["source_id", "-id"], name="round_latest")]

    def __str__(self) -> str:
        """Which source, when."""
        return f"{self.source_id} at {self.started_at:%Y-%m-%dT%H:%M:%SZ}"
