"""What is typed of our organisation and of others."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from liaison.workspace.peers import card
from liaison.workspace.peers.actions import Details
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.peers.statement import from_hex
from liaison.workspace.peers.words import WAYS

_MOST_NAMES = 5


class OurselvesForm(forms.Form):
    """What others need to know of us."""

    names = forms.CharField(
        label=_("What the organisation is called"),
        help_text=_(
            "One name a line, five at most, in whatever scripts. The first is the usual one."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=700,
    )
    address = forms.CharField(
        label=_("Address of this server"),
        help_text=_(
            "https://… or an onion address, as others reach it. Without one, envelopes are carried "
            "in files."
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "inputmode": "url"}),
    )
    certificate = forms.CharField(
        label=_("SHA-256 of the certificate of this server"),
        help_text=_("If no authority vouches for it: 64 digits. Others then trust this one alone."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_names(self) -> list[str]:
        """One a line."""
        lines = [line for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(lines) > _MOST_NAMES:
            raise forms.ValidationError(_("These are more than five names."))
        try:
            return [card.tidy_name(line) for line in lines]
        except NoStatement as error:
            raise forms.ValidationError(
                _("A name is too long, or has signs that nobody sees.")
            ) from error

    def clean_address(self) -> str:
        """As it is kept."""
        try:
            return card.tidy_address(self.cleaned_data["address"].strip())
        except NoStatement as error:
            raise forms.ValidationError(
                _("Write https://… or http://….onion, without anything after it.")
            ) from error

    def clean_certificate(self) -> bytes:
        """Its bytes."""
        digits = self.cleaned_data["certificate"].replace(":", "").replace(" ", "").lower()
        try:
            return from_hex(digits, 32) if digits else b""
        except NoStatement as error:
            raise forms.ValidationError(_("These are not 64 digits from 0 to f.")) from error

    def details(self) -> Details:
        """As actions take it."""
        said = self.cleaned_data
        return Details(said["names"], said["address"], said["certificate"])


class CardForm(forms.Form):
    """A card that another organisation gave us."""

    file = forms.FileField(label=_("Card, as a file"), required=False)
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        """One of the two."""
        said = super().clean() or {}
        text = said.get("text", "")
        if said.get("file"):
            text = said["file"].read(40_000).decode("utf-8", "replace")
        if not str(text).strip():
            raise forms.ValidationError(_now("Choose a file, or paste the text of a card."))
        return {**said, "text": text}


class CompareForm(forms.Form):
    """That the words were the same."""

    digits = forms.CharField(widget=forms.HiddenInput, max_length=100)
    how = forms.ChoiceField(
        label=_("How did you compare them?"),
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
    )
    same = forms.BooleanField(
        label=_("The other side read exactly the same words, or the same numbers, in this order.")
    )
