"""What Django and allauth tell of signing in and of passkeys, for the log."""

from typing import Any

from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members import actions


def connect() -> None:
    """Listen. Done once, when tables are known."""
    auth.user_logged_in.connect(_signed_in, dispatch_uid="signed in")
    auth.user_logged_out.connect(_signed_out, dispatch_uid="signed out")
    for signal, action in (
        (mfa.authenticator_added, "member.key-added"),
        (mfa.authenticator_removed, "member.key-removed"),
        (mfa.authenticator_reset, "member.key-reset"),
    ):
        signal.connect(_noting(action), dispatch_uid=action, weak=False)


def _signed_in(sender: Any, user: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    actions.signed_in(user)


def _signed_out(sender: Any, user: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
    del sender, rest
    if user is not None:
        log("member.signed-out", actor=reference("member", user.pk))


def _noting(action: str) -> Any:  # noqa: ANN401 (a receiver)
    def note(sender: Any, user: Any, authenticator: Any, **rest: Any) -> None:  # noqa: ANN401 (as signals are sent)
        del sender, rest
        log(
            action,
            actor=reference("member", user.pk),
            kind=str(authenticator.type).replace("_", "-"),
        )

    return note
