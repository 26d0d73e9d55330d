"""What members type."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liaison.workspace.frame.words import ROLES
from liaison.workspace.members import actions
from liaison.workspace.policy.members import Role


class Join(forms.Form):
    """The password of a new account."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "Twelve characters at least. Several words that belong nowhere together are better."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    again = forms.CharField(
        label=_("The same password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_again(self) -> str:
        """Refuse another one."""
        typed: str = self.cleaned_data["again"]
        if typed != self.cleaned_data.get("password", typed):
            raise forms.ValidationError(_("This is not the same password."))
        return typed


class Invite(forms.Form):
    """Whom to invite, and what for."""

    name = forms.CharField(
        label=_("Name"), help_text=_("What colleagues call them."), max_length=80
    )
    username = forms.CharField(
        label=_("Name to sign in with"),
        help_text=_("Letters, digits, dots and hyphens. It need not be a real name."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    role = forms.TypedChoiceField(
        label=_("Role"), coerce=Role, choices=[(code.value, said) for code, said in ROLES.items()]
    )


class _Plain:
    """A form of allauth's with our labels, and without words in its fields."""

    labels: Mapping[str, Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as forms take them)
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined] # a form's
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class SignIn(_Plain, LoginForm):  # type: ignore[misc] # allauth has no types
    """Name and password."""

    labels = {"login": _("Name to sign in with"), "password": _("Password")}

    def clean_login(self) -> str:
        """As names are kept: one account has one name, however it is typed."""
        typed: str = super().clean_login()
        return actions.folded_username(typed)


class Again(_Plain, ReauthenticateForm):  # type: ignore[misc] # allauth has no types
    """The password once more."""

    labels = {"password": _("Password")}


class _Noted:
    """A form of allauth's that leaves in the log what it refuses."""

    def clean_credential(self) -> Any:  # noqa: ANN401 (allauth's)
        """The passkey that answered."""
        try:
            return super().clean_credential()  # type: ignore[misc] # a form's
        except forms.ValidationError:
            user = self.user  # type: ignore[attr-defined] # a form's
            number = user.pk if user is not None else None
            actions.failed_second_step(number=number, kind="webauthn")
            raise


class Passkey(_Noted, AuthenticateWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey after the password."""


class PasskeyAlone(_Noted, LoginWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey that says by itself whose it is."""


class PasskeyAgain(_Noted, ReauthenticateWebAuthnForm):  # type: ignore[misc] # allauth has no types
    """A passkey once more."""


class Code(_Plain, AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """A code of an app, or a recovery code."""

    labels = {"code": _("Code")}


class CodeAgain(_Plain, ReauthenticateByCodeForm):  # type: ignore[misc] # allauth has no types
    """A code once more."""

    labels = {"code": _("Code")}


class UseApp(_Plain, ActivateTOTPForm):  # type: ignore[misc] # allauth has no types
    """The first code of an app."""

    labels = {"code": _("Code that the app shows")}


class ChangePassword(_Plain, ChangePasswordForm):  # type: ignore[misc] # allauth has no types
    """Another password."""

    labels = {
        "oldpassword": _("Password of now"),
        "password1": _("New password"),
        "password2": _("The same password once more"),
    }
