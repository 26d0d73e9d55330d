"""`/api/v1/matters/IDENTIFIER`: the documents of one matter, for programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from liaison.publish.api import shape
from liaison.publish.matter import found
from liaison.publish.parameters import allow_only


def matter(request: HttpRequest, identifier: str) -> HttpResponse:
    """A matter and its documents, the oldest first. A merged one leads to what it is part of."""
    allow_only(request.GET, ())
    current, documents = found(identifier)
    if current != identifier:
        page = request.path.endswith(".json")  # the twin of a page stays in the page's language
        return redirect("matter-json" if page else "api-matter", current)
    return shape.answer(
        {
            "identifier": identifier,
            "documents": [shape.summary(request, row) for row in documents],
        }
    )
