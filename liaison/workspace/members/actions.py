"""Writing members and invitations of the vault at hand; each with its entry in the log."""

import datetime as dt
import hashlib
import re
import secrets
import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members import queries
from liaison.workspace.members.models import Invitation, Member
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Act, Role, Who, check_may
from liaison.workspace.vault import opened

LASTS = dt.timedelta(days=3)
"""How long an invitation can be used."""

TRIES = 10
"""How often in a row signing in may fail before an account is locked."""

LOCKED = dt.timedelta(minutes=15)
_USERNAME = re.compile(r"\w[\w.-]{1,39}")


def invite(*, username: str, name: str, role: Role, now: dt.datetime, by: Who | None) -> str:
    """The secret of an invitation: it stands in an address, and is kept nowhere.

    `by`: None for the administrator, who has the vault's key. Raises Refused, MistakenInput.
    """
    if by is not None:
        check_may(by, Act.KEEP_MEMBERS)
    username = tidy_username(username)
    if not name.strip():
        raise MistakenInput("the invitation names nobody", "say what colleagues call them")
    secret = secrets.token_urlsafe(32)
    with transaction.atomic(using=opened.current().alias):
        if Member.objects.filter(username=username).exists():
            raise MistakenInput(f"{username} has an account already", "take another name")
        made = Invitation.objects.create(
            digest=hashlib.sha256(secret.encode()).digest(),
            username=username,
            name=name.strip(),
            role=role,
            by_id=by.number if by else None,
            until=now + LASTS,
        )
        log("member.invited", actor=of(by), subject=reference("invitation", made.pk), role=role)
    return secret


def withdraw_invitation(*, number: int, now: dt.datetime, by: Who) -> None:
    """It opens nothing any more. Raises Refused, NotThere."""
    check_may(by, Act.KEEP_MEMBERS)
    with transaction.atomic(using=opened.current().alias):
        waiting = Invitation.objects.filter(pk=number, used=None, withdrawn=None)
        if not waiting.update(withdrawn=now):
            raise NotThere
        log("member.uninvited", actor=of(by), subject=reference("invitation", number))


def join(*, secret: str, password: str, now: dt.datetime) -> Member:
    """The account of who was invited. Raises NotThere, and MistakenInput for a weak password."""
    with transaction.atomic(using=opened.current().alias):
        invitation = queries.invitation(secret, now=now)
        if invitation is None:
            raise NotThere
        if Member.objects.filter(username=invitation.username).exists():
            raise MistakenInput("this name has an account already", "ask for another invitation")
        member = Member(username=invitation.username, name=invitation.name, role=invitation.role)
        try:
            validate_password(password, member)
        except ValidationError as error:
            raise MistakenInput(" ".join(error.messages), "choose another password") from error
        member.set_password(password)
        member.save()
        invitation.used = now
        invitation.save(update_fields=["used"])
        log("member.joined", actor=reference("member", member.pk), role=member.role)
    return member


def disable(*, number: int, now: dt.datetime, by: Who | None) -> None:
    """End an account and all its sessions at once. Raises Refused, NotThere.

    The last active security officer is kept: nobody could read the log or invite any more.
    """
    if by is not None:
        check_may(by, Act.KEEP_MEMBERS)
    with transaction.atomic(using=opened.current().alias):
        member = Member.objects.filter(pk=number, is_active=True).first()
        if member is None:
            raise NotThere
        others = Member.objects.filter(role=Role.SECURITY_OFFICER, is_active=True)
        if member.role == Role.SECURITY_OFFICER and not others.exclude(pk=number).exists():
            raise Refused("this is the only security officer", "invite another one first")
        member.is_active, member.disabled = False, now
        member.save(update_fields=["is_active", "disabled"])
        _end_sessions(member.pk, now=now)
        Invitation.objects.filter(by=member, used=None, withdrawn=None).update(withdrawn=now)
        log("member.disabled", actor=of(by), subject=reference("member", number))


def end_sessions(*, number: int, only: str = "", but: str = "", now: dt.datetime, by: Who) -> int:
    """Sign a member out: everywhere, or in one browser `only`, or in all `but` one.

    Everybody ends their own, a security officer those of anybody. Gives back how many there were.
    Raises Refused.
    """
    if by.number != number:
        check_may(by, Act.KEEP_MEMBERS)
    with transaction.atomic(using=opened.current().alias):
        ended = _end_sessions(number, only=only, but=but, now=now)
        log(
            "member.sessions-ended",
            actor=of(by),
            subject=reference("member", number),
            sessions=ended,
        )
    return ended


def signed_in(member: Member, *, now: dt.datetime) -> None:
    """Note that somebody signed in, and clear away what is left of sessions that are over."""
    with transaction.atomic(using=opened.current().alias):
        Member.objects.filter(pk=member.pk).update(failures=0, locked_until=None)
        Session.objects.filter(expire_date__lt=now).delete()
        log("member.signed-in", actor=reference("member", member.pk))


def failed_to_sign_in(*, username: str, now: dt.datetime) -> None:
    """Count it; after TRIES in a row the account is locked for a while, and the log says so."""
    with transaction.atomic(using=opened.current().alias):
        member = Member.objects.filter(username=username).first()
        if member is None:
            log("member.unknown")
            return
        if member.locked_until is not None and member.locked_until > now:
            log("member.failed", subject=reference("member", member.pk), locked="yes")
            return
        member.failures += 1
        if member.failures >= TRIES:
            member.failures, member.locked_until = 0, now + LOCKED
            log("member.locked", subject=reference("member", member.pk))
        else:
            log("member.failed", subject=reference("member", member.pk))
        member.save(update_fields=["failures", "locked_until"])


def failed_second_step(*, number: int | None, kind: str) -> None:
    """Note that a code or a passkey was wrong; `number`: of the account, where one is known."""
    log(
        "member.failed",
        subject=reference("member", number) if number is not None else "",
        kind=kind.replace("_", "-"),
    )


def of(who: Who | None) -> str:
    """A member as the log names one; nobody's is that of the administrator."""
    return reference("member", who.number) if who else ""


def tidy_username(typed: str) -> str:
    """As it is kept. Raises MistakenInput for what nobody could type twice in the same way."""
    tidy = folded_username(typed)
    if not _USERNAME.fullmatch(tidy):
        raise MistakenInput(
            f"{typed!r:.60} is no name to sign in with", "take 2 to 40 letters, digits, . or -"
        )
    return tidy


def folded_username(typed: str) -> str:
    """However it is typed: the same signs for the same name."""
    return unicodedata.normalize("NFKC", typed.strip()).casefold()


def _end_sessions(number: int, *, only: str = "", but: str = "", now: dt.datetime) -> int:
    ended = 0
    for session, _told in list(queries.sessions_of(number, now=now)):
        mark = queries.mark(session.session_key)
        if mark != but and only in ("", mark):
            session.delete()
            ended += 1
    return ended
