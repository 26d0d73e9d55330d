"""What allauth asks of whoever uses it: who may sign in, and what is said to whom."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from liaison.kernel.clock import utc_now
from liaison.workspace.frame.failures import note
from liaison.workspace.members import actions, queries


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody makes an account without an invitation; no mail is sent; locked accounts wait."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see `members.actions.join`."""
        del request
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Always; for one's own passkeys and codes, unless one has just signed in."""
        if app != "allauth.mfa":
            return True
        records = get_authentication_records(context.request, context.request.user)
        fresh = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not records or time.time() - records[-1]["at"] > fresh

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:  # noqa: ANN401 (allauth's)
        """The member of this name and password, unless their account is locked."""
        member = queries.by_name(credentials.get("username", ""))
        locked = member.locked_until if member is not None else None
        if locked is not None and locked > utc_now():
            # As for a wrong password, and as late, whatever it is: nobody learns which it was.
            self.pre_authenticate(request, **credentials)
            get_user_model()().set_password(credentials.get("password"))
            self.authentication_failed(request, **credentials)
            return None
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return found

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 (allauth's)
        """Note in the log what is not even tried: too many tries came before it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(request, "access.too-often")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 (allauth's)
        """Count it."""
        super().authentication_failed(request, **credentials)
        actions.failed_to_sign_in(username=credentials.get("username", ""), now=utc_now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Never."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Passkeys are named for the organisation, and nothing is mailed."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (allauth's)
        """Never."""
