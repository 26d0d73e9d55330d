"""What addresses of a filled home are made of, drawn at random."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from liaison import vocabulary
from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Finding, Matter
from liaison.kernel.finding import FindingKind
from liaison.measure.searching.documents import SOURCES
from liaison.publish.provenance import capture_name
from liaison.rehearsal.chance import Draw

_LARGEST = 20  # matters with most documents, documents that most cite
_ALIKE = 2  # captures that are compared


class Drawn:
    """Codes and identifiers, `each` at most of a kind; `rows` is how many documents there are."""

    def __init__(self, draw: Draw, rows: int, each: int) -> None:
        known = vocabulary.load()
        self.draw = draw
        self.rows = rows
        self.each = each
        self.documents = self._of(Document, rows, withdrawn=False)
        self.matters = self._of(Matter, Matter.objects.count())
        self.mechanisms = list(known.mechanisms)
        self.countries = list(known.countries)
        self.sources = [f"rehearsal-{number}" for number in range(SOURCES)]

    def _of(self, table: Any, end: int, **narrowed: bool) -> list[str]:  # noqa: ANN401 (a model)
        rows = {1 + self.draw.below(end) for _ in range(self.each)} if end else set()
        found = table.objects.filter(pk__in=rows, **narrowed).order_by("pk")
        return list(found.values_list("identifier", flat=True))

    def some(self, make: Callable[[], str]) -> list[str]:
        """As many as are wanted."""
        return [make() for _ in range(self.each)]

    def country(self) -> str:
        """As a part of a query."""
        return f"country={self.draw.pick(self.countries)}"

    def mechanism(self) -> str:
        """As a part of a query."""
        return f"mechanism={self.draw.pick(self.mechanisms)}"

    def year(self) -> int:
        """One in which something was published."""
        return self.draw.between(1996, 2024)

    def month(self) -> str:
        """As a part of a query."""
        return f"month={self.year()}-{self.draw.between(1, 12):02}"

    def cursor(self) -> str:
        """Somewhere in a list by rows."""
        return f"cursor={1 + self.draw.below(self.rows)}"

    def narrowed(self) -> str:
        """A selection of some hundred documents at most."""
        return f"{self.country()}&{self.mechanism()}&year={self.year()}"

    def happened(self) -> str:
        """A question of the competence guide."""
        violations = list(vocabulary.load().violation_types)
        told = self.draw.several(violations, 1 + self.draw.below(3))
        asked = {"happened_year": self.year(), "violation": told}
        return f"{self.country()}&{urlencode(asked, doseq=True)}"


def most_cited() -> list[str]:
    """The documents that bear what is cited most."""
    cited = Finding.objects.filter(kind=FindingKind.REFERENCE).values_list("value")
    values = cited.annotate(times=Count("pk")).order_by("-times").values_list("value", flat=True)
    rows = Document.objects.filter(symbol__in=list(values[:_LARGEST]), withdrawn=False)
    return list(rows.values_list("identifier", flat=True))


def recommending(count: int) -> list[str]:
    """Documents that are cut into recommendations."""
    rows = Finding.objects.filter(kind=FindingKind.RECOMMENDATION, value__endswith=".10")
    named = rows.filter(edition__document__withdrawn=False)
    return list(named.values_list("edition__document__identifier", flat=True)[:count])


def largest_matters() -> list[str]:
    """The matters of most documents."""
    rows = Document.objects.exclude(matter="").values_list("matter")
    largest = rows.annotate(documents=Count("pk")).order_by("-documents")
    return [matter for matter, _count in largest[:_LARGEST]]


def archived() -> list[str]:
    """The captures of which bytes lie in the archive."""
    return [capture_name(one) for one in _in_the_archive()]


def changed() -> Iterator[str]:
    """Two wordings of a document that lie in the archive, to be compared."""
    by_document: dict[str, list[str]] = {}
    for one in _in_the_archive():
        by_document.setdefault(one.address_key, []).append(capture_name(one))
    for key, names in by_document.items():
        if len(names) == _ALIKE:
            yield f"documents/{key}/captures?before={names[0]}&after={names[1]}"


def _in_the_archive() -> Iterable[Capture]:
    return Capture.objects.filter(warc__endswith=".gz").order_by("pk")
