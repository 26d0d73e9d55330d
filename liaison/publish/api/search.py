"""The data twin of the search page."""

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from liaison.index.protocol import Facet
from liaison.publish import search
from liaison.publish.api import shape
from liaison.publish.context import origin
from liaison.publish.question import read_question


def search_data(request: HttpRequest) -> JsonResponse:
    """`/en/search.json`: the selection of the page at the same address."""
    question = read_question(request.GET)
    found = search.answer(question, tuple(Facet))
    address = origin(request) + reverse("search-json")
    return shape.answer(
        {
            "total": found.total,
            "page": question.page,
            "previous": f"{address}?{found.previous}" if found.previous else None,
            "next": f"{address}?{found.next}" if found.next else None,
            "documents": [
                {
                    **shape.summary(request, line.row),
                    "passage": line.passage.text if line.passage else "",
                    "others": [row.identifier for row in line.others],
                }
                for line in found.lines
            ],
            "counts": {
                facet.value: [{"value": value, "count": count} for value, count in values]
                for facet, values in found.counts.items()
            },
        }
    )
