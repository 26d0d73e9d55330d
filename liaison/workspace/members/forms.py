"""What members type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.workspace.frame.words import ROLES
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
