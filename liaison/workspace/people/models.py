"""Tables of people, consents, notes and files.

What identifies somebody is sealed with that person's own key, beside the encryption of the whole
vault: see `sealing`. Numbers of rows never leave; addresses have references made by chance.
"""

from enum import StrEnum

from django.conf import settings
from django.db import models

from liaison.workspace.people.codes import GivenBy, How, NoteKind, PersonKind, Reason
from liaison.workspace.policy.terms import Facet, Use

_REFERENCE = 32  # hexadecimal digits


def _choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Person(models.Model):
    """Somebody, or a group. After an erasure the row stays, empty, and says when."""

    reference = models.CharField(max_length=_REFERENCE, unique=True)
    pseudonym = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=_choices(PersonKind))
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    narrow = models.BooleanField(default=False, help_text="for its readers alone")
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    name_digests = models.BinaryField(default=b"", help_text="its rows in the index of names")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """As lists ask for them."""

        indexes = [
            models.Index(
                fields=["-changed_at", "-id", "narrow"],
                name="people_latest",
                condition=models.Q(erased_at=None),
            ),
            models.Index(
                fields=["country", "-changed_at", "-id", "narrow"],
                name="people_of_country",
                condition=models.Q(erased_at=None),
            ),
        ]


class FacetText(models.Model):
    """One facet of a person: JSON, sealed with the person's key."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20, choices=_choices(Facet))
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(help_text="from 1; the next one is the next text")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """One text a facet."""

        constraints = [models.UniqueConstraint(fields=["person", "facet"], name="one_text_a_facet")]


class Consent(models.Model):
    """What somebody agreed to. Never edited: withdrawn, and given anew."""

    reference = models.CharField(max_length=_REFERENCE, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    facets = models.JSONField(help_text="codes")
    recipients = models.JSONField(help_text="identifiers of organisations")
    purposes = models.JSONField(help_text="codes")
    use = models.CharField(max_length=20, choices=_choices(Use))
    since = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_by = models.CharField(max_length=10, choices=_choices(GivenBy))
    proxy = models.BinaryField(default=b"", help_text="who spoke for the person, sealed")
    how = models.CharField(max_length=10, choices=_choices(How))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Note(models.Model):
    """Something that needs no person: a law, a practice, a pattern."""

    reference = models.CharField(max_length=_REFERENCE, unique=True)
    kind = models.CharField(max_length=10, choices=_choices(NoteKind))
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3")
    title = models.CharField(max_length=200)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        """As lists ask for them."""

        indexes = [models.Index(fields=["-changed_at", "-id"], name="notes_latest")]


class File(models.Model):
    """A sealed file of a person (in one facet) or of a note; what it is called is sealed, too."""

    reference = models.CharField(max_length=_REFERENCE, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="files")
    note = models.ForeignKey(Note, models.CASCADE, null=True, related_name="files")
    facet = models.CharField(max_length=20, choices=_choices(Facet))
    about = models.BinaryField(help_text="name, type, size and SHA-256, sealed")
    stored = models.CharField(max_length=_REFERENCE, unique=True, help_text="name in the folder")
    stored_sha256 = models.BinaryField(max_length=32, help_text="of what lies there")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")


class Erasure(models.Model):
    """That somebody is to be erased, by which two members, and what was removed."""

    reference = models.CharField(max_length=_REFERENCE, unique=True, help_text="of the person")
    reason = models.CharField(max_length=10, choices=_choices(Reason))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, help_text="nothing of the person is in the tables")
    swept_at = models.DateTimeField(null=True, help_text="nor in what the database kept beside")
    removed = models.JSONField(default=dict, help_text="how many of what")
