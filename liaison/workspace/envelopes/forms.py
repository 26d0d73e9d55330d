"""What is typed of envelopes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from liaison.workspace.envelopes import limits
from liaison.workspace.envelopes.manifest import PERIOD, Subject
from liaison.workspace.envelopes.material import Source, Wanted
from liaison.workspace.envelopes.states import About, Answer, Reason, Reviewed
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.envelopes.words import LEVELS, REASONS, REVIEWED
from liaison.workspace.frame.typed_dates import TypedDate
from liaison.workspace.frame.words import FACETS, PURPOSES, URGENCIES, USES
from liaison.workspace.people import words as people_words
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use

_OUT = {"autocomplete": "off", "dir": "auto"}


def _coded(said: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(code.value, word) for code, word in said.items()]


class ComposeForm(forms.Form):
    """What is sent, to whom and under which terms. The first fields are enough for most."""

    level = forms.TypedChoiceField(label=_("How much"), coerce=Level, widget=forms.RadioSelect)
    recipients = forms.MultipleChoiceField(
        label=_("To whom"),
        help_text=_("Each gets an envelope of its own, and learns of no other."),
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Your text for them"),
        help_text=_("Names nobody. In a notice it is one line at most."),
        required=False,
        max_length=limits.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, **_OUT}),
    )
    facets = forms.MultipleChoiceField(
        label=_("What of the person"), required=False, widget=forms.CheckboxSelectMultiple
    )
    attached = forms.MultipleChoiceField(
        label=_("Files"),
        help_text=_("What they say beside what they show is taken away on the way out."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.TypedChoiceField(
        label=_("What for"), coerce=Purpose, choices=_coded(PURPOSES), widget=forms.RadioSelect
    )
    use = forms.TypedChoiceField(
        label=_("What they may do with it"),
        coerce=Use,
        choices=_coded(USES),
        initial=Use.INTERNAL.value,
        widget=forms.RadioSelect,
    )
    # Folded away: what stands there already is right for most.
    expires = TypedDate(
        label=_("Until when"), help_text=_("The last day on which they can accept or get it.")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    period = forms.CharField(
        label=_("When it happened"),
        help_text=_("A year, or a year and a month: 2026, or 2026-03."),
        required=False,
        max_length=15,
        widget=forms.TextInput(attrs={"class": "short", "dir": "ltr", "autocomplete": "off"}),
    )
    urgency = forms.TypedChoiceField(
        label=_("Urgency"),
        coerce=Urgency,
        choices=_coded(URGENCIES),
        initial=Urgency.C.value,
        widget=forms.RadioSelect,
    )
    may_forward = forms.BooleanField(
        label=_("They may pass it on, under the same terms or stricter ones"), required=False
    )
    tell_others = forms.BooleanField(label=_("Tell each of them who else gets it"), required=False)
    vital = forms.CharField(
        label=_("Why it has to go without consent"),
        help_text=_(
            "Only where a life, liberty or body is at stake and the person cannot be asked. "
            "Another member has to agree, and within 72 hours it is looked at again."
        ),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, **_OUT}),
    )
    FOLDED = ("expires", "country", "period", "urgency", "may_forward", "tell_others", "vital")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        source: Source,
        levels: Iterable[Level],
        recipients: Iterable[tuple[str, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self._choose("level", [(one.value, LEVELS[one]) for one in levels])
        self._choose("recipients", list(recipients))
        self._choose("country", [("", "—"), *people_words.countries()])
        self._choose("facets", [(one.value, FACETS[one]) for one in FACETS if one in source.facets])
        self._choose(
            "attached",
            [(one.reference, f"{one.name} ({FACETS[one.facet]})") for one in source.files],
        )
        for name, there in (("facets", source.facets), ("attached", source.files)):
            if not there:
                del self.fields[name]

    def clean_period(self) -> str:
        """A year, or a year and a month."""
        said: str = self.cleaned_data["period"].strip()
        if not PERIOD.fullmatch(said):
            raise forms.ValidationError(_("Write 2026, or 2026-03."))
        return said

    def wish(self, about: About, reference: str, what: str) -> Wish:
        """As actions take it: until the end of the last day."""
        said = self.cleaned_data
        full = said["level"] is Level.FULL
        wanted = Wanted(
            about,
            reference,
            frozenset(map(Facet, said.get("facets", ()))) if full else frozenset(),
            tuple(said.get("attached", ())) if full else (),
            said["text"],
        )
        day = dt.datetime.combine(said["expires"], dt.time(), dt.UTC)
        return Wish(
            said["level"],
            tuple(said["recipients"]),
            wanted,
            said["use"],
            said["purpose"],
            day + dt.timedelta(days=1),
            Subject(what, said["country"], said["period"], said["urgency"]),
            said["may_forward"],
            said["tell_others"],
            said["vital"],
        )

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = choices


class AnswerForm(forms.Form):
    """Whether something is deleted as its sender asks."""

    answer = forms.TypedChoiceField(
        label=_("Your answer"),
        coerce=Answer,
        choices=[
            (Answer.DELETED.value, _("Delete it here, now and for good")),
            (Answer.KEPT.value, _("Keep it, and say why")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.TypedChoiceField(
        label=_("Why it is kept"),
        required=False,
        coerce=Reason,
        empty_value=Reason.NONE,
        choices=[("", "—"), *_coded(REASONS)],
    )

    def clean(self) -> dict[str, Any]:
        """A reason where it is kept, and none where it is not."""
        said = super().clean() or {}
        if said.get("answer") is Answer.KEPT and not said.get("reason"):
            self.add_error("reason", _now("Say why it is kept: its sender is told."))
        if said.get("answer") is Answer.DELETED:
            said["reason"] = Reason.NONE
        return said


class ReviewForm(forms.Form):
    """What came of looking again."""

    outcome = forms.TypedChoiceField(
        label=_("What is to be said of it now"),
        coerce=Reviewed,
        choices=_coded(REVIEWED),
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, **_OUT}),
    )
