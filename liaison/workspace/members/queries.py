"""Reading members and invitations of the vault at hand."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from liaison.workspace.members.models import Invitation, Member
from liaison.workspace.policy.members import Act, Role, Who, check_may

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
BEGAN, SEEN = "began", "seen"  # in a session: when one signed in, when the last request was


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser in which a member is signed in. `mark` tells it from others, and opens nothing."""

    mark: str
    began: dt.datetime | None
    seen: dt.datetime | None


def who(member: Member) -> Who:
    """A member as the rules see one."""
    return Who(member.pk, Role(member.role), active=member.is_active)


def who_is(number: int) -> Who | None:
    """The member of this number, as the rules see one."""
    member = Member.objects.filter(pk=number).first()
    return who(member) if member is not None else None


def by_name(username: str) -> Member | None:
    """The member who signs in with this name."""
    return Member.objects.filter(username=username).first()


def has_second_step(member: Member) -> bool:
    """Whether they have a passkey, or an app that shows codes."""
    found: bool = Authenticator.objects.filter(user=member, type__in=SECOND_STEPS).exists()
    return found


def everyone(*, by: Who) -> list[Member]:
    """All members, for whom keeps them. Raises Refused."""
    check_may(by, Act.KEEP_MEMBERS)
    return list(Member.objects.order_by("name", "pk"))


def names(numbers: set[int]) -> dict[int, str]:
    """What colleagues call these members."""
    return dict(Member.objects.filter(pk__in=numbers).values_list("pk", "name"))


def colleagues(of: Who) -> list[Member]:
    """The other members who are active."""
    return list(Member.objects.filter(is_active=True).exclude(pk=of.number).order_by("name", "pk"))


def invitations(*, by: Who, now: dt.datetime) -> list[Invitation]:
    """Those that can still be used. Raises Refused."""
    check_may(by, Act.KEEP_MEMBERS)
    waiting = Invitation.objects.filter(used=None, withdrawn=None, until__gt=now)
    return list(waiting.order_by("until", "pk"))


def invitation(secret: str, *, now: dt.datetime) -> Invitation | None:
    """The one that this secret opens, if it still does."""
    digest = hashlib.sha256(secret.encode()).digest()
    return Invitation.objects.filter(
        digest=digest, used=None, withdrawn=None, until__gt=now
    ).first()


def sessions_of(number: int, *, now: dt.datetime) -> Iterator[tuple[Session, dict[str, object]]]:
    """The sessions of a member: there are few, and none says in the clear whose it is."""
    for session in Session.objects.filter(expire_date__gt=now):
        told = session.get_decoded()
        if told.get(SESSION_KEY) == str(number):
            yield session, told


def signed_in(of: Who, *, now: dt.datetime) -> list[SignedIn]:
    """Where a member is signed in, the last seen first."""
    found = [
        SignedIn(mark(session.session_key), _moment(told.get(BEGAN)), _moment(told.get(SEEN)))
        for session, told in sessions_of(of.number, now=now)
    ]
    return sorted(found, key=lambda one: (one.seen is None, one.seen), reverse=True)


def mark(session_key: str) -> str:
    """What stands for a session on a page."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:32]


def _moment(seconds: object) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if isinstance(seconds, float) else None
