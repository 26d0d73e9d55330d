"""What is typed of people, consents, files and notes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from liaison.workspace.frame.typed_dates import TypedDate
from liaison.workspace.frame.words import FACETS, PURPOSES, USES
from liaison.workspace.people import recipients, words
from liaison.workspace.people.actions import Record
from liaison.workspace.people.codes import WRITTEN, GivenBy, How, NameKind, Reason, Sex
from liaison.workspace.people.contents import LONGEST_TEXT
from liaison.workspace.people.naming import LONGEST
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.terms import Facet, Purpose, Use

EMPTY_ROWS = 3
"""Rows for further names."""

_NATIONALITIES = 2
_OUT = {"autocomplete": "off", "dir": "auto"}
_HELP: Mapping[Facet, Any] = {
    Facet.IDENTITY: _("What else tells who it is: documents, occupation, where they live."),
    Facet.CONTACT: _("How to reach them safely, and when not to."),
    Facet.FAMILY: _("Who belongs to them, and who should be told."),
    Facet.HEALTH: _("What somebody who helps has to know."),
    Facet.NARRATIVE: _("What happened, without names where that is possible."),
    Facet.SOURCE: _("Who told it, and how they can be harmed by it."),
    Facet.STRATEGY: _("What is planned, and what must not happen."),
}


def _countries() -> list[tuple[str, str]]:
    return [("", "—"), *words.countries()]


class CountrySelect(forms.Select):
    """A field for a country. Django's would run a template for each of 250 options."""

    def render(  # type: ignore[override] # as safe to show as Django's own
        self,
        name: str,
        value: Any,  # noqa: ANN401 (as Django's widgets have it)
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401 (the same)
    ) -> Markup:
        """The field with its options."""
        del renderer
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        said = Markup("").join(
            Markup(' {}="{}"').format(one, its) for one, its in given.items() if its is not False
        )
        return Markup("<select{}>{}</select>").format(said, words.country_options(value or ""))


def _coded(said: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(code.value, word) for code, word in said.items()]


def _text(label: Any, help_text: Any = "", longest: int = LONGEST_TEXT) -> forms.CharField:  # noqa: ANN401 (words, translated later)
    widget = forms.Textarea(attrs={"rows": 6, **_OUT})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=longest, widget=widget
    )


def _country(label: Any, help_text: Any = "") -> forms.ChoiceField:  # noqa: ANN401 (the same)
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=_countries,
        widget=CountrySelect,
    )


class NarrowPeople(forms.Form):
    """What a list of people is narrowed to."""

    text = forms.CharField(label=_("Pseudonym"), required=False, max_length=80)
    country = _country(_("Country"))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *_coded(words.KINDS)]
    )


class SearchName(forms.Form):
    """A name in any script."""

    name = forms.CharField(
        label=_("Name"), max_length=LONGEST, widget=forms.TextInput(attrs=dict(_OUT))
    )


class PersonForm(forms.Form):
    """A person with the facets that whoever writes may see; each with the version it is of."""

    pseudonym = forms.CharField(
        label=_("Pseudonym"),
        help_text=_("What colleagues call the person. It must say nothing of who it is."),
        max_length=80,
        widget=forms.TextInput(attrs=dict(_OUT)),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=_coded(words.KINDS), initial="person")
    country = _country(_("Country"), _("Where it happens."))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        seen: frozenset[Facet],
        contents: Mapping[Facet, Mapping[str, Any]],
        versions: Mapping[Facet, int],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.written = tuple(facet for facet in WRITTEN if facet in seen)
        names = contents.get(Facet.IDENTITY, {}).get("names", [])
        self.rows = max(len(names) + EMPTY_ROWS, _rows_of(self.data))
        if Facet.IDENTITY in self.written:
            self._add_identity(contents.get(Facet.IDENTITY, {}), names)
        for facet in self.written:
            field = _text(FACETS[facet], _HELP[facet])
            field.initial = contents.get(facet, {}).get("text", "")
            self.fields[facet.value] = field
            self.fields[f"{facet.value}-version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=versions.get(facet, 0), min_value=0
            )

    def _add_identity(self, identity: Mapping[str, Any], names: list[Mapping[str, str]]) -> None:
        for row in range(self.rows):
            said = names[row] if row < len(names) else {}
            self.fields[f"name-{row}"] = forms.CharField(
                label=_("Name"),
                required=False,
                max_length=LONGEST,
                initial=said.get("text", ""),
                widget=forms.TextInput(attrs=dict(_OUT)),
            )
            self.fields[f"name-{row}-kind"] = forms.ChoiceField(
                label=_("Kind of name"),
                choices=_coded(words.NAMES),
                initial=said.get("kind", NameKind.LEGAL if row == 0 else NameKind.SPELLING),
            )
        self.fields["birth_year"] = forms.IntegerField(
            label=_("Year of birth"),
            required=False,
            initial=identity.get("birth_year"),
            widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        )
        self.fields["sex"] = forms.ChoiceField(
            label=_("Sex"),
            help_text=_("As the person says."),
            required=False,
            choices=_coded(words.SEXES),
            initial=identity.get("sex", ""),
        )
        of = [*identity.get("nationalities", []), *[""] * _NATIONALITIES]
        for row in range(_NATIONALITIES):
            field = _country(_("Nationality") if row == 0 else _("Another nationality"))
            field.initial = of[row]
            self.fields[f"nationality-{row}"] = field

    def names_of(self, facet: Facet) -> list[str]:
        """The fields that a facet is typed in."""
        own = [facet.value]
        if facet is Facet.IDENTITY:
            own += [name for name in self.fields if name.startswith(("name-", "nationality-"))]
            own += ["birth_year", "sex"]
        return own

    def contents(self) -> dict[Facet, dict[str, Any]]:
        """What was typed, facet by facet."""
        said = self.cleaned_data
        typed: dict[Facet, dict[str, Any]] = {
            facet: {"text": said[facet.value]} for facet in self.written
        }
        if Facet.IDENTITY in typed:
            typed[Facet.IDENTITY] |= {
                "names": [
                    {"text": said[f"name-{row}"], "kind": said[f"name-{row}-kind"]}
                    for row in range(self.rows)
                    if said[f"name-{row}"]
                ],
                "birth_year": said["birth_year"],
                "sex": said["sex"] or Sex.UNKNOWN,
                "nationalities": [said[f"nationality-{row}"] for row in range(_NATIONALITIES)],
            }
        return typed

    def versions(self) -> dict[Facet, int]:
        """Of which text each of them is a change."""
        return {facet: self.cleaned_data[f"{facet.value}-version"] for facet in self.written}


def _rows_of(data: Iterable[str]) -> int:
    """How many rows of names were sent: what a page showed, it takes back."""
    sent = [name for name in data if name.startswith("name-") and name.endswith("-kind")]
    return min(len(sent), 30)


class ReadersForm(forms.Form):
    """Whom a person is for."""

    readers = forms.TypedMultipleChoiceField(
        label=_("Members"),
        help_text=_("Ticked: they and you alone know of this person. None: everybody here does."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        members: Iterable[tuple[int, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["readers"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = list(members)


class ConsentForm(forms.Form):
    """What somebody agrees to: what, to whom, what for, how far, until when, and who said so."""

    facets = forms.MultipleChoiceField(
        label=_("What may be passed on"),
        choices=_coded(FACETS),
        widget=forms.CheckboxSelectMultiple,
    )
    recipients = forms.MultipleChoiceField(
        label=_("To whom"),
        choices=recipients.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    purposes = forms.MultipleChoiceField(
        label=_("What for"), choices=_coded(PURPOSES), widget=forms.CheckboxSelectMultiple
    )
    use = forms.ChoiceField(
        label=_("What they may do with it, at most"),
        choices=_coded(USES),
        widget=forms.RadioSelect,
    )
    since = TypedDate(label=_("Given on"), help_text=_("12 March 2026, say."))
    until = TypedDate(
        label=_("Until"), help_text=_("The last day. Within three years: then ask again.")
    )
    given_by = forms.ChoiceField(
        label=_("Given by"), choices=_coded(words.GIVERS), widget=forms.RadioSelect
    )
    proxy = forms.CharField(
        label=_("Name of who spoke for the person"),
        help_text=_("If it was not the person. It is sealed with what identifies the person."),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs=dict(_OUT)),
    )
    how = forms.ChoiceField(label=_("How"), choices=_coded(words.WAYS), widget=forms.RadioSelect)

    def terms(self, now: dt.datetime) -> Consent:
        """As the rules take it: from the beginning of its first day to the end of its last."""
        said = self.cleaned_data
        since = dt.datetime.combine(said["since"], dt.time(), dt.UTC)
        until = dt.datetime.combine(said["until"], dt.time(), dt.UTC) + dt.timedelta(days=1)
        today = now.date() == said["since"]
        return Consent(
            facets=frozenset(map(Facet, said["facets"])),
            recipients=frozenset(said["recipients"]),
            purposes=frozenset(map(Purpose, said["purposes"])),
            use=Use(said["use"]),
            since=min(since, now) if today else since,
            until=until,
        )

    def record(self) -> Record:
        """How it was given."""
        said = self.cleaned_data
        return Record(GivenBy(said["given_by"]), How(said["how"]), said["proxy"])


class FileForm(forms.Form):
    """A file of a person or a note."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, DOCX, ODT, JPEG, PNG, plain text, MP3, M4A or MP4, up to 25 MB."),
    )
    facet = forms.ChoiceField(
        label=_("Belongs to"),
        help_text=_("Whoever sees this part of the person sees the file, and nobody else."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[Any]] | None" = None,
        *,
        seen: frozenset[Facet] | None = None,
    ) -> None:
        super().__init__(data, files)
        if seen is None:
            del self.fields["facet"]
            return
        field = self.fields["facet"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(one.value, FACETS[one]) for one in FACETS if one in seen]
        field.initial = Facet.DOCUMENTS.value


class ErasureForm(forms.Form):
    """Why somebody is to be erased."""

    reason = forms.TypedChoiceField(
        label=_("Why"), coerce=Reason, choices=_coded(words.REASONS), widget=forms.RadioSelect
    )


class NarrowNotes(forms.Form):
    """What a list of notes is narrowed to."""

    text = forms.CharField(label=_("Words"), required=False, max_length=200)
    country = _country(_("Country"))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *_coded(words.NOTES)]
    )


class NoteForm(forms.Form):
    """A note; `version`: of which text it is a change."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_coded(words.NOTES))
    country = _country(_("Country"))
    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs=dict(_OUT))
    )
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Of nobody in particular: what concerns a person belongs to that person."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, **_OUT}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1, min_value=1)
