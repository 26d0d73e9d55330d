"""Files: attached, given back as they came, removed. None is shown within a page."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame.asked import Asked
from liaison.workspace.people import actions, forms, queries
from liaison.workspace.people.views.telling import tell
from liaison.workspace.policy.members import facets
from liaison.workspace.policy.terms import Facet


def attach_to_person(request: Asked, identifier: str) -> HttpResponse:
    """Keep a file of a person."""
    card = queries.card(identifier, by=request.who)
    form = forms.FileForm(request.POST or None, request.FILES or None, seen=facets(request.who))
    if form.is_valid():
        try:
            actions.attach_to_person(
                identifier=identifier,
                facet=Facet(form.cleaned_data["facet"]),
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error, "file")
        else:
            messages.success(request, _("The file is kept."))
            return redirect("person", identifier)
    return render(request, "people/attach.html", {"form": form, "person": card, "note": None})


def attach_to_note(request: Asked, identifier: str) -> HttpResponse:
    """Keep a file with a note."""
    read = queries.note(identifier, by=request.who)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            actions.attach_to_note(
                identifier=identifier,
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error, "file")
        else:
            messages.success(request, _("The file is kept."))
            return redirect("note", identifier)
    return render(request, "people/attach.html", {"form": form, "person": None, "note": read.card})


def download(request: Asked, identifier: str) -> HttpResponse:
    """A file as it came, to be kept by the reader: a browser shows none of it by itself."""
    file = queries.file_bytes(identifier, by=request.who)
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return answer


@require_POST
def remove(request: Asked, identifier: str) -> HttpResponse:
    """Delete a file."""
    person, note = actions.remove_file(identifier=identifier, by=request.who)
    messages.success(request, _("The file is gone."))
    return redirect("person", person) if person else redirect("note", note)
