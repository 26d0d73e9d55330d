"""Documents by the year of their publication, without gaps, as a chart where there are enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from markupsafe import Markup

from liaison.design.written import written_number
from liaison.publish import charts
from liaison.publish.charts import Column


@dataclass(frozen=True, slots=True)
class Years:
    """Every year from the first to the last with its documents; `chart` is "" for a few years."""

    rows: Sequence[tuple[int, int]]
    chart: Markup


def over_years(counts: Mapping[int, int]) -> Years:
    """How many documents there are of each year, drawn in the direction of the page."""
    language = get_language() or "en"
    known = [year for year, count in counts.items() if count]
    years = range(min(known), max(known) + 1) if known else range(0)
    rows = [(year, counts.get(year, 0)) for year in years]
    if len(known) < charts.FEWEST:
        return Years(rows, Markup(""))
    values = [Column(str(year), count, written_number(count, language)) for year, count in rows]
    title = _("Documents by year of publication")
    return Years(rows, charts.columns(values, title, rightwards=not get_language_bidi()))
