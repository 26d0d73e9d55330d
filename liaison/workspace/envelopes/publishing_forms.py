"""What is typed of a record to publish."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.design.speaking import page_language
from liaison.vocabulary import load
from liaison.workspace.frame.typed_dates import TypedDate
from liaison.workspace.people import words as people_words

_LINE = {"autocomplete": "off", "dir": "auto"}
_KINDS = (
    ("country_visit", _("Country visit")),
    ("trial", _("Trial")),
    ("trial_observation", _("Trial observation")),
    ("hearing", _("Hearing")),
    ("session", _("Session")),
    ("event", _("Event")),
    ("call_for_input", _("Call for input")),
)


def _line(label: Any, longest: int = 300, *, required: bool = False) -> forms.CharField:  # noqa: ANN401 (words, translated later)
    widget = forms.TextInput(attrs=dict(_LINE))
    return forms.CharField(label=label, required=required, max_length=longest, widget=widget)


def _text(label: Any, *, required: bool) -> forms.CharField:  # noqa: ANN401 (the same)
    widget = forms.Textarea(attrs={"rows": 12, **_LINE})
    return forms.CharField(label=label, required=required, max_length=50_000, widget=widget)


def _mechanisms() -> list[tuple[str, str]]:
    known = load()
    said = {code: known.label(code, page_language()).text for code in known.mechanisms}
    return [("", "—"), *sorted(said.items(), key=lambda one: one[1])]


def _languages() -> list[tuple[str, str]]:
    return [("", "—"), *((code, code) for code in sorted(load().languages))]


def _countries() -> list[tuple[str, str]]:
    return [("", "—"), *people_words.countries()]


class DocumentForm(forms.Form):
    """A text that is published."""

    title = _line(_("Title"), required=True)
    text = _text(_("Text"), required=True)
    date = TypedDate(label=_("Date of it"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    mechanism = forms.ChoiceField(label=_("Mechanism"), required=False, choices=_mechanisms)

    def clean_date(self) -> str:
        """As the record writes days."""
        day = self.cleaned_data["date"]
        return day.isoformat() if day else ""


class ActivityForm(forms.Form):
    """Something that takes place."""

    title = _line(_("Title"), required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=_KINDS)
    starts = TypedDate(label=_("First day"))
    ends = TypedDate(label=_("Last day"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False, choices=_countries)
    place = _line(_("Place"))
    mechanism = forms.ChoiceField(label=_("Mechanism"), required=False, choices=_mechanisms)
    description = _text(_("What it is about"), required=False)

    def clean_starts(self) -> str:
        """As the record writes days."""
        return str(self.cleaned_data["starts"].isoformat())

    def clean_ends(self) -> str:
        """As the record writes days."""
        day = self.cleaned_data["ends"]
        return day.isoformat() if day else ""
