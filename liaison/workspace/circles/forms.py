"""What is typed to make a circle and to ask organisations into it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.workspace.circles.actions import Wish
from liaison.workspace.circles.statement import LONGEST_ABOUT, LONGEST_NAME, Roster
from liaison.workspace.circles.words import ROSTERS
from liaison.workspace.frame.words import LEVELS, USES
from liaison.workspace.policy.terms import Level, Use


class Describe(forms.Form):
    """What a circle is."""

    name = forms.CharField(label=_("Name of the circle"), max_length=LONGEST_NAME)
    about = forms.CharField(
        label=_("What it is for"),
        help_text=_("Whoever is asked to join reads this. Name nobody."),
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    roster = forms.ChoiceField(
        label=_("Who sees who is in it"),
        help_text=_("It can be closed later, never opened."),
        choices=[(code.value, said) for code, said in ROSTERS.items()],
        widget=forms.RadioSelect,
        initial=Roster.MEMBERS,
    )
    level = forms.ChoiceField(
        label=_("What is usually sent in it"),
        choices=[(code.value, said) for code, said in LEVELS.items()],
        initial=Level.NOTICE,
    )
    use = forms.ChoiceField(
        label=_("What its members may usually do with it"),
        choices=[(code.value, said) for code, said in USES.items()],
        initial=Use.KNOW_ONLY,
    )

    def wish(self) -> Wish:
        """What was typed."""
        said = self.cleaned_data
        return Wish(
            said["name"],
            said["about"],
            Roster(said["roster"]),
            Level(said["level"]),
            Use(said["use"]),
        )


class Ask(forms.Form):
    """Whom to ask."""

    organisations = forms.MultipleChoiceField(
        label=_("Organisations to ask"),
        help_text=_("Those whose keys you have compared."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, choices: list[tuple[str, str]], data: Any = None) -> None:  # noqa: ANN401 (as forms take it)
        super().__init__(data)
        self.fields["organisations"].choices = choices  # type: ignore[attr-defined] # of this field
