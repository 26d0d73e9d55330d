"""The parameters of an address, read strictly: what is not understood is named."""

import difflib
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from liaison.publish import wording
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.sentences import isolated

_DIGITS = 20  # of a number that is worth reading
_SHOWN = 60  # characters of a value, enough to recognise it by


def allow_only(given: QueryDict, names: Collection[str]) -> None:
    """Raise MistakenQuery for the first parameter that is not one of `names`."""
    for name in given:
        if name not in names:
            near = _nearest(name, names)
            meant = {name: (), near: given.getlist(name)}
            raise MistakenQuery(
                _("This address has a parameter that is not known here: “%(name)s”.")
                % {"name": _short(name)},
                did_you_mean(near) if near else _("Take it out of the address."),
                offers=[*([Offer(meant, did_you_mean(near))] if near else []), Offer({name: ()})],
                parameter=name,
                nearest=near,
            )


def one_value(given: QueryDict, name: str) -> str:
    """The value of a parameter that may be given once; "" where it is not given."""
    values = [value for value in given.getlist(name) if value.strip()]
    if len(values) > 1:
        raise MistakenQuery(
            _("The parameter “%(name)s” is given more than once.") % {"name": name},
            _("Keep one of them."),
            said=_("“%(name)s” is given more than once.")
            % {"name": isolated(wording.parameter(name))},
            offers=[Offer({name: values[:1]}, _("Keep the first of them"))],
            parameter=name,
        )
    return values[0].strip() if values else ""


def one_of(
    name: str,
    value: str,
    valid: Collection[str],
    called: Callable[[str], str] = str,
    also: Callable[[str], str] = str,
    others: Collection[str] = (),
) -> str:
    """The value, if it is valid. Raises MistakenQuery, naming the nearest that is.

    `called` gives the name by which readers know a value, and `also` another that they may have
    typed; `others` are the values that were given beside this one, and stay.
    """
    if value in valid:
        return value
    kept = [other for other in others if other in valid]
    near = _nearest(value, valid, called, also)
    offers = [Offer({name: kept})]
    if near:
        offers.insert(0, Offer({name: [*kept, near]}, did_you_mean(called(near))))
    raise MistakenQuery(
        _not_a_value(value, name),
        did_you_mean(near) if near else "",
        said=_not_a_value(value, wording.parameter(name)),
        offers=offers,
        parameter=name,
        nearest=near,
    )


def whole_number(given: QueryDict, name: str, *, default: int, highest: int) -> int:
    """A number from 1 to `highest`."""
    value = one_value(given, name)
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) < _DIGITS and 1 <= int(value) <= highest:
        return int(value)
    way_out = _("It is a number from 1 to %(highest)s.") % {"highest": highest}
    raise MistakenQuery(
        _not_a_value(value, name),
        way_out,
        said=f"{_not_a_value(value, wording.parameter(name))} {way_out}",
        offers=[Offer({name: ()})],
        parameter=name,
    )


def with_values(values: Mapping[str, str | Collection[str]]) -> str:
    """A query string of these parameters, in this order, without the empty ones."""
    return "&".join(with_value(name, value) for name, value in values.items() if value)


def with_value(name: str, value: str | Collection[str]) -> str:
    """One parameter of a query string, as often as it has values. Its name is a plain word."""
    if isinstance(value, str):
        return f"{name}={quote_plus(value)}"
    return "&".join([f"{name}={quote_plus(one)}" for one in value])


def _nearest(value: str, valid: Collection[str], *names: Callable[[str], str]) -> str:
    """The valid value that is spelt most alike, or one of whose names is; "" where none is near."""
    spelt = {name(known).casefold(): known for name in names for known in valid}
    spelt |= {known.casefold(): known for known in valid}
    near = difflib.get_close_matches(value[:_SHOWN].casefold(), spelt, n=1, cutoff=0.6)
    return spelt[near[0]] if near else ""


def did_you_mean(name: str) -> str:
    """The question after what is near to something mistaken."""
    return _("Did you mean “%(nearest)s”?") % {"nearest": isolated(name)}


def _not_a_value(value: str, name: str) -> str:
    said = {"value": _short(value), "name": isolated(name)}
    return _("“%(value)s” is not a value of “%(name)s”.") % said


def _short(value: str) -> str:
    return isolated(value if len(value) <= _SHOWN else value[:_SHOWN] + "…")
