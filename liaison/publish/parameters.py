"""The parameters of an address, read strictly: what is not understood is named."""

import difflib
from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from liaison.publish.errors import MistakenQuery

_DIGITS = 20  # of a number that is worth reading
_SHOWN = 60  # characters of a value, enough to recognise it by


def allow_only(given: QueryDict, names: Collection[str]) -> None:
    """Raise MistakenQuery for the first parameter that is not one of `names`."""
    for name in given:
        if name not in names:
            raise MistakenQuery(
                _("This address has a parameter that is not known here: “%(name)s”.")
                % {"name": _short(name)},
                _nearest(name, names) or _("Take it out of the address."),
            )


def one_value(given: QueryDict, name: str) -> str:
    """The value of a parameter that may be given once; "" where it is not given."""
    values = [value for value in given.getlist(name) if value.strip()]
    if len(values) > 1:
        raise MistakenQuery(
            _("The parameter “%(name)s” is given more than once.") % {"name": name},
            _("Keep one of them."),
        )
    return values[0].strip() if values else ""


def one_of(name: str, value: str, valid: Collection[str]) -> str:
    """The value, if it is valid. Raises MistakenQuery, naming the nearest that is."""
    if value in valid:
        return value
    raise MistakenQuery(
        _("“%(value)s” is not a value of “%(name)s”.") % {"value": _short(value), "name": name},
        _nearest(value, valid),
    )


def whole_number(given: QueryDict, name: str, *, default: int, highest: int) -> int:
    """A number from 1 to `highest`."""
    value = one_value(given, name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) < _DIGITS and 1 <= int(value) <= highest:
        return int(value)
    raise MistakenQuery(
        _("“%(value)s” is not a value of “%(name)s”.") % {"value": _short(value), "name": name},
        _("It is a number from 1 to %(highest)s.") % {"highest": highest},
    )


def with_values(values: Mapping[str, str | Collection[str]]) -> str:
    """A query string of these parameters, in this order, without the empty ones."""
    return urlencode({name: value for name, value in values.items() if value}, doseq=True)


def _nearest(value: str, valid: Collection[str]) -> str:
    by_folded = {known.casefold(): known for known in valid}
    near = difflib.get_close_matches(value[:_SHOWN].casefold(), by_folded, n=1, cutoff=0.6)
    return _("Did you mean “%(nearest)s”?") % {"nearest": by_folded[near[0]]} if near else ""


def _short(value: str) -> str:
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
