"""Where linking finds its candidates. All of it is made anew from the catalogue when it is lost."""

from django.db import models


class Filed(models.Model):
    """What linking knows of one document, packed. No name is in it but as keyed digests."""

    document = models.BigIntegerField(primary_key=True, help_text="row of the document")
    facts = models.BinaryField(help_text="JSON, compressed")

    def __str__(self) -> str:
        """Which document."""
        return str(self.document)


class FiledKey(models.Model):
    """A document under one of its keys: what shares a rare key may belong together.

    A key is the first 64 bits of a digest. Of a key that very many share only the first documents
    are kept: it says nothing any more, and looking it up must not cost more as the record grows.
    """

    key = models.BigIntegerField()
    document = models.BigIntegerField()

    class Meta:
        """Found by key, taken out by document."""

        indexes = [
            models.Index(fields=["key", "document"], name="filed_under"),
            models.Index(fields=["document"], name="filed_document"),
        ]

    def __str__(self) -> str:
        """Which document, under what."""
        return f"{self.key}: {self.document}"
