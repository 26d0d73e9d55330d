"""Dates typed as people write them in their language: 12 March 2026, 12.03.2026, ١٢ مارس ٢٠٢٦."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from liaison.design.speaking import page_language
from liaison.design.written import written_day
from liaison.kernel.partial_date import Precision
from liaison.understand.dates import dates_in
from liaison.understand.folding import folded
from liaison.vocabulary import load


class TypedDate(forms.DateField):
    """A day, in words or in numbers that can be read in one way alone."""

    widget = forms.TextInput(attrs={"class": "short", "autocomplete": "off", "dir": "auto"})

    def to_python(self, value: Any) -> dt.date | None:  # noqa: ANN401 (as Django's fields have it)
        """The day. Raises ValidationError for none, for more than one, and for 3/4/2026."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        found = [one for one in dates_in(folded(str(value)), load()) if _is_day(one.date.precision)]
        if len(found) != 1:
            raise forms.ValidationError(_("Write a day with its month and year: 12 March 2026."))
        if found[0].ambiguous:
            raise forms.ValidationError(
                _("This can be read in two ways: write the month in words.")
            )
        return found[0].date.first_day()

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 (the same)
        """What stands in the field: what was typed, or a day as the page's language writes it."""
        if isinstance(value, dt.date):
            return written_day(value, page_language())
        return value


def _is_day(precision: Precision) -> bool:
    return precision is Precision.DAY
