"""What Django and allauth tell of signing in and of passkeys, for the log."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members import actions


def connect() -> None:
    """Listen. Done once, when tables are known."""
    auth.user_logged_in.connect(_signed_in, dispatch_uid="signed in")
    auth.user_logged_out.connect(_signed_out, dispatch_uid="signed out")
    account.authentication_step_completed.connect(_stepped, dispatch_uid="stepped")
    account.password_changed.connect(_password_changed, dispatch_uid="password changed")
    mfa.authentication_failed.connect(_failed, dispatch_uid="failed")
    for signal, action in (
        (mfa.authenticator_added, "member.key-added"),
        (mfa.authenticator_removed, "member.key-removed"),
        (mfa.authenticator_reset, "member.key-reset"),
    ):
        signal.connect(_noting(action), dispatch_uid=action, weak=False)


def _signed_in(sender: Any, user: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    actions.signed_in(user, now=utc_now())


def _signed_out(sender: Any, user: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    if user is not None:
        log("member.signed-out", actor=reference("member", user.pk))


def _stepped(sender: Any, request: Any, user: Any, method: str, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    """One step of signing in, or of showing once more who one is: that makes a new session key."""
    del sender
    again = bool(rest.get("reauthenticated"))
    kind = str(rest.get("type") or method).replace("_", "-")
    log("member.stepped-up" if again else "member.step", actor=_reference(user), kind=kind)
    if again:
        request.session.cycle_key()


def _password_changed(sender: Any, user: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    log("member.password-changed", actor=_reference(user))


def _failed(sender: Any, user: Any, authenticator: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    actions.failed_second_step(number=user.pk, kind=str(authenticator.type))


def _reference(user: Any) -> str:  # noqa: ANN401 (as signals are sent)
    return reference("member", user.pk)


def _noting(action: str) -> Any:  # noqa: ANN401 (a receiver)
    def note(sender: Any, user: Any, authenticator: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
        del sender, rest
        log(
            action,
            actor=reference("member", user.pk),
            kind=str(authenticator.type).replace("_", "-"),
        )

    return note
