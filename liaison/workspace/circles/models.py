"""Tables of circles, those that we keep and those that we are in."""

from enum import StrEnum

from django.db import models

from liaison.workspace.circles.statement import LONGEST_NAME, Roster, Standing
from liaison.workspace.policy.terms import Level, Use


def _choices(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Circle(models.Model):
    """A circle as it is known here."""

    identifier = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    about = models.TextField(blank=True)
    keeper = models.CharField(
        max_length=64, help_text="an organisation; ourselves where we keep it"
    )
    ours = models.BooleanField(help_text="we keep it")
    roster = models.CharField(max_length=10, choices=_choices(Roster))
    level = models.CharField(max_length=10, choices=_choices(Level), help_text="what is usual")
    use = models.CharField(max_length=20, choices=_choices(Use), help_text="what is usual")
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    standing = models.CharField(max_length=10, choices=_choices(Standing), help_text="ours in it")
    forked = models.BooleanField(
        default=False, help_text="its keeper told two stories of one version"
    )
    changed = models.DateTimeField()


class Membership(models.Model):
    """An organisation in a circle: all of them where we keep it, else those we were told of."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="memberships")
    organisation = models.CharField(max_length=64)
    name = models.CharField(max_length=LONGEST_NAME)
    standing = models.CharField(max_length=10, choices=_choices(Standing))
    since = models.DateTimeField()
    card = models.TextField(blank=True, help_text="as the keeper passed it on")

    class Meta:
        """Once in a circle."""

        constraints = [
            models.UniqueConstraint(fields=["circle", "organisation"], name="once_in_a_circle")
        ]


class Version(models.Model):
    """What a circle that we keep was at a moment. Nothing of it is ever changed."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    said = models.JSONField(help_text="name, about, roster, level, use")
    members = models.JSONField(help_text="identifiers")
    salt = models.BinaryField(max_length=16)
    before = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    made = models.DateTimeField()
    by = models.PositiveBigIntegerField(null=True, help_text="nobody: a member joined or left")

    class Meta:
        """One after the other."""

        constraints = [
            models.UniqueConstraint(fields=["circle", "number"], name="one_version_of_a_number")
        ]
