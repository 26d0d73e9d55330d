"""What is typed to set a vault up, to open it, and to change its keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.members.actions import tidy_username
from liaison.workspace.vault.key_file import SHORTEST
from liaison.workspace.vault.places import NAME

_FIVE_WORDS = _(
    "Twelve characters at least. Five words that belong nowhere together are better. "
    "Without it and without the recovery key nobody can ever open the vault."
)


def _secret(label: Any, help_text: Any = "", complete: str = "off") -> forms.CharField:  # noqa: ANN401 (words, translated later)
    widget = forms.PasswordInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label, help_text=help_text, widget=widget, strip=False)


class TwiceTyped(forms.Form):
    """A new passphrase, typed twice."""

    new_passphrase = _secret(_("Passphrase of the vault"), _FIVE_WORDS, "new-password")
    again = _secret(_("The same passphrase once more"), complete="new-password")

    def clean_new_passphrase(self) -> str:
        """Refuse what is guessed too soon."""
        typed: str = self.cleaned_data["new_passphrase"]
        if len(typed) < SHORTEST:
            raise forms.ValidationError(_("This is too short: twelve characters at least."))
        return typed

    def clean_again(self) -> str:
        """Refuse another one."""
        typed: str = self.cleaned_data["again"]
        if typed != self.cleaned_data.get("new_passphrase", typed):
            raise forms.ValidationError(_("This is not the same passphrase."))
        return typed


class SetUp(TwiceTyped):
    """A new vault and its first member."""

    vault = forms.CharField(
        label=_("Name of the vault"),
        help_text=_("Small letters, digits and hyphens: it stands in addresses and never changes."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Name of the security officer"),
        help_text=_("Who invites the others, reads the log and keeps the keys: perhaps you."),
        max_length=80,
    )
    username = forms.CharField(
        label=_("Name that they sign in with"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("vault", "new_passphrase", "again", "name", "username")

    def clean_vault(self) -> str:
        """Refuse what is no part of an address."""
        typed: str = self.cleaned_data["vault"]
        if NAME.fullmatch(typed) is None:
            raise forms.ValidationError(
                _("Take small letters, digits and hyphens alone, and begin with a letter or digit.")
            )
        return typed

    def clean_username(self) -> str:
        """Refuse what nobody could type twice in the same way."""
        try:
            return tidy_username(self.cleaned_data["username"])
        except MistakenInput as error:
            raise forms.ValidationError(
                _("Take 2 to 40 letters, digits, dots or hyphens, without spaces.")
            ) from error


class Printed(forms.Form):
    """Two groups of the recovery key, to show that it was printed."""

    def __init__(self, groups: list[str], asked: tuple[int, int], data: Any = None) -> None:  # noqa: ANN401 (as forms take it)
        super().__init__(data)
        self._groups = groups
        self._asked = asked
        for place in asked:
            self.fields[f"group_{place}"] = forms.CharField(
                label=_("Group %(number)s of the recovery key") % {"number": place},
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "dir": "ltr", "class": "short"}
                ),
            )

    def clean(self) -> None:
        """Refuse what is not on the paper."""
        for place in self._asked:
            name = f"group_{place}"
            typed = self.cleaned_data.get(name, "").strip().upper()
            if typed and typed != self._groups[place - 1]:
                self.add_error(name, _("This is another group than the one that was shown."))


class Open(forms.Form):
    """The passphrase of a vault that is closed."""

    passphrase = _secret(_("Passphrase of the vault"))


class Recover(TwiceTyped):
    """The recovery key and another passphrase."""

    recovery_key = forms.CharField(
        label=_("Recovery key"),
        help_text=_("14 groups of four letters and digits, as they were printed."),
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}
        ),
    )
    field_order = ("recovery_key", "new_passphrase", "again")


class Rekey(TwiceTyped):
    """The passphrase of now, and another one."""

    passphrase = _secret(_("Passphrase of the vault, as it is now"))
    field_order = ("passphrase", "new_passphrase", "again")
