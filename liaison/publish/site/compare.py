"""Rights side by side in two systems or more: the page, and the same as JSON and CSV."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.design.addresses import address
from liaison.index.protocol import Facet
from liaison.publish import compendium, labels, schema_org
from liaison.publish.api import shape
from liaison.publish.parameters import allow_only, one_of, with_values
from liaison.publish.taking.clean import harmless
from liaison.publish.taking.formats import BY_EXTENSION
from liaison.standards import Entry, Row

_ASKED = ("right", "system")
_FEWEST = 2  # systems that can be compared
_COLUMNS = (
    "right",
    "system",
    "provision",
    "label",
    "instrument",
    "symbol",
    "force",
    "speaks_to",
    "about",
    "about_language",
    "official_text",
    "certainty",
    "source",
    "checked",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Rights and systems by their codes, in the order of the compendium; none: all."""

    rights: Sequence[str]
    systems: Sequence[str]

    @property
    def query(self) -> str:
        """The query string that reads as this."""
        return with_values({"right": self.rights, "system": self.systems})

    def rows(self) -> Sequence[Row]:
        """The rights side by side."""
        return compendium.held().compare(self.rights, self.beside)

    @property
    def beside(self) -> Sequence[str]:
        """The systems that stand side by side."""
        return self.systems or [one.code for one in compendium.held().systems]


@dataclass(frozen=True, slots=True)
class Choice:
    """A right or system as the form offers it."""

    code: str
    name: str
    chosen: bool


def compare_page(request: HttpRequest) -> HttpResponse:
    """`/en/standards/compare`: the form, and rights side by side once systems are chosen."""
    asked = _read(request.GET)
    enough = len(asked.systems) >= _FEWEST
    name = _("Compare standards")
    query = f"?{asked.query}" if asked.query else ""
    return render(
        request,
        "publish/compare.html",
        {
            "described": schema_org.listing(
                request, name, [(_("Standards"), reverse("standards"))]
            ),
            "asked": asked,
            "rows": asked.rows() if enough else (),
            "too_few": bool(asked.rights or asked.systems) and not enough,
            "rights": _choices(Facet.RIGHT, asked.rights),
            "systems": _choices(None, asked.systems),
            "json": address("standards-compare-json") + query,
            "csv": address("standards-compare-csv") + query,
        },
    )


def compare_data(request: HttpRequest) -> JsonResponse:
    """`/en/standards/compare.json`: the same as data; all rights or systems where none is named."""
    asked = _read(request.GET)
    rows = [
        {
            "right": row.right.code,
            "systems": [
                {"system": system, "provisions": [_told(entry) for entry in entries]}
                for system, entries in zip(asked.beside, row.cells, strict=True)
            ],
        }
        for row in asked.rows()
    ]
    return shape.answer({"rights": rows}, marked=True)


def compare_table(request: HttpRequest) -> HttpResponse:
    """`/en/standards/compare.csv`: the same as a table; where nothing is entered, an empty row."""
    asked = _read(request.GET)
    out = io.StringIO()
    out.write("\ufeff")  # without it, Excel reads UTF-8 as something else
    table = csv.DictWriter(out, _COLUMNS, restval="")
    table.writeheader()
    table.writerows(_lines(asked))
    answer = HttpResponse(out.getvalue(), content_type=BY_EXTENSION["csv"].media_type)
    answer.headers["Content-Disposition"] = 'attachment; filename="liaison-standards.csv"'
    return answer


def _read(given: QueryDict) -> Asked:
    """What an address asks for. Raises MistakenQuery for a right or system that there is not."""
    allow_only(given, _ASKED)
    held = compendium.held()
    return Asked(
        _chosen(given, "right", [one.code for one in held.rights]),
        _chosen(given, "system", [one.code for one in held.systems]),
    )


def _chosen(given: QueryDict, name: str, valid: Sequence[str]) -> list[str]:
    asked = {value.strip() for value in given.getlist(name) if value.strip()}
    language = get_language() or "en"

    def called(code: str) -> str:
        return _name(name, code, language)

    for value in sorted(asked):
        one_of(name, value, valid, called, others=asked)
    return [code for code in valid if code in asked]


def _name(kind: str, code: str, language: str) -> str:
    if kind == "right":
        return labels.of(Facet.RIGHT, code, language).text
    return labels.organisation(code, language).text


def _choices(facet: Facet | None, chosen: Sequence[str]) -> list[Choice]:
    held = compendium.held()
    codes = [one.code for one in (held.systems if facet is None else held.rights)]
    kind, language = "right" if facet else "system", get_language() or "en"
    return [Choice(code, _name(kind, code, language), code in chosen) for code in codes]


def _lines(asked: Asked) -> Iterator[Mapping[str, str]]:
    for row in asked.rows():
        for system, entries in zip(asked.beside, row.cells, strict=True):
            placed = {"right": row.right.code, "system": system}
            for entry in entries:
                told = _told(entry)
                told["speaks_to"] = "; ".join(told["speaks_to"])
                yield placed | {name: harmless(value) for name, value in told.items()}
            if not entries:
                yield placed


def _told(entry: Entry) -> dict[str, Any]:
    """A provision in codes; `about` is in our words, and no text of the instrument."""
    instrument, about = entry.instrument, compendium.about(entry)
    return {
        "provision": entry.address,
        "label": entry.provision.label,
        "instrument": instrument.code,
        "symbol": instrument.symbol,
        "force": instrument.force,
        "speaks_to": list(entry.provision.addressees),
        "about": about.text if about else "",
        "about_language": about.language if about else "",
        "official_text": instrument.official_text,
        "certainty": instrument.evidence.certainty.value,
        "source": instrument.evidence.source,
        "checked": instrument.evidence.checked,
    }
