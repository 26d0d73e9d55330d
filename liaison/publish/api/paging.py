"""Pages of a list: how many, from where on, which fields; and the answer that leads on.

Lists go by row numbers, the latest arrived first. What arrives meanwhile stands above the cursor:
whoever follows `next` meets everything that was there at the start exactly once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from liaison.publish.api import shape
from liaison.publish.context import origin
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.parameters import one_of, one_value, whole_number

LARGEST_PAGE = 200
_PAGE = 50
HIGHEST_ROW = 2**63 - 1
_WINDOW = 20_000  # rows that one page looks through at most
_MOST_FIELDS = 60
PAGED = ("limit", "cursor", "fields")

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a list is asked for. `before` is None on its first page; no `fields`: all."""

    limit: int
    before: int | None
    fields: tuple[str, ...]


def read_page(given: QueryDict, item: type, *, by_row: bool = True) -> Wanted:
    """The page that an address asks for; `item` is the shape of what is listed.

    Where it is not listed `by_row`, the caller reads the cursor.
    """
    refuse_empty(given)
    before = whole_number(given, "cursor", default=0, highest=HIGHEST_ROW) if by_row else 0
    return Wanted(
        whole_number(given, "limit", default=_PAGE, highest=LARGEST_PAGE),
        before or None,
        read_fields(given, item),
    )


def read_fields(given: QueryDict, item: type) -> tuple[str, ...]:
    """The fields that are wanted, in the order of the shape. Raises MistakenQuery for others."""
    said = one_value(given, "fields")
    if not said:
        return ()
    known = get_type_hints(item)
    named = {name.strip() for name in said.split(",")[:_MOST_FIELDS]}
    for name in sorted(named):
        one_of("fields", name, known)
    return tuple(name for name in known if name in named)


def refuse_empty(given: QueryDict) -> None:
    """Raise MistakenQuery for a parameter without a value: a program's mistake finds everything."""
    for name, values in given.lists():
        if name != "q" and not all(value.strip() for value in values):
            raise MistakenQuery(
                _("The parameter “%(name)s” has no value.") % {"name": name},
                _("Give it one, or leave it out."),
                offers=[Offer({name: [value for value in values if value.strip()]})],
                parameter=name,
            )


def window(
    rows: QuerySet[Row], wanted: Wanted, *, every: bool = False, within: int = _WINDOW
) -> tuple[list[Row], int | None]:
    """A page of these rows, and where the next begins; None at the end.

    At most `within` rows of the table are looked through, however rare what is asked for is: a
    page may hold fewer than asked for, even nothing, and lead on. `every`: an index names few rows,
    and all are looked through.
    """
    asked = rows.order_by("-pk")
    if wanted.before is not None:
        asked = asked.filter(pk__lt=wanted.before)
    last = None if every else _end_of_window(rows.model, wanted.before, within)
    if last is not None:
        asked = asked.filter(pk__gte=last)
    found = list(asked[: wanted.limit + 1])
    if len(found) > wanted.limit:
        return found[: wanted.limit], found[wanted.limit - 1].pk
    return found, last


def _end_of_window(table: type[Model], before: int | None, within: int) -> int | None:
    rows = table._default_manager.order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    last: int | None = rows.values_list("pk", flat=True)[within - 1 : within].first()
    return last


def stretch(codes: Sequence[str], wanted: Wanted) -> tuple[Sequence[str], int | None]:
    """The same of a list that stands in a file, by place."""
    start = wanted.before or 0
    end = start + wanted.limit
    return codes[start:end], end if end < len(codes) else None


def cut(item: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """An item with these fields alone; with all where none is named."""
    return {name: value for name, value in item.items() if not fields or name in fields}


def answer(
    request: HttpRequest,
    name: str,
    items: Iterable[Mapping[str, Any]],
    onward: int | str | None,
    wanted: Wanted,
    **more: int,
) -> JsonResponse:
    """A page of a list, with the address of the next one: the same with another cursor."""
    given = request.GET.copy()
    given["cursor"] = str(onward)
    address = f"{origin(request)}{request.path}?{given.urlencode()}"
    return shape.answer(
        {
            name: [cut(item, wanted.fields) for item in items],
            **more,
            "next": address if onward is not None else None,
        }
    )


def holding(value: str) -> str:
    """A code as it stands in the text of a JSON list."""
    return f'"{value}"'
