"""Tables of members and of invitations. They lie in the vault, like all else."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from liaison.workspace.policy.members import Role

ROLES = [(role.value, role.value) for role in Role]


class Member(AbstractBaseUser):
    """A person with an account. Never deleted: what they did stays theirs; see `is_active`."""

    username = models.CharField(max_length=40, unique=True, help_text="what they sign in with")
    name = models.CharField(max_length=80, help_text="what colleagues call them")
    role = models.CharField(max_length=20, choices=ROLES)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    disabled = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(
        default=0, help_text="to sign in, since the last success"
    )
    locked_until = models.DateTimeField(null=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        """What colleagues call them."""
        return self.name


class Invitation(models.Model):
    """A way in for one person, once. Its secret is in the address that they were given alone."""

    digest = models.BinaryField(max_length=32, unique=True, help_text="SHA-256 of the secret")
    username = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=ROLES)
    by = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="+", help_text="nobody: the administrator"
    )
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
