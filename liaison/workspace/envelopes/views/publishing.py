"""Pages on which a record is written, shown whole, and handed to the public half."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes.actions import publishing
from liaison.workspace.envelopes.publication import Record
from liaison.workspace.envelopes.publishing_forms import ActivityForm, DocumentForm
from liaison.workspace.envelopes.queries import published
from liaison.workspace.frame.asked import Asked
from liaison.workspace.policy.members import Act, check_may


def publications(request: Asked) -> HttpResponse:
    """What was published, and what is prepared."""
    context = {"shown": published.listed(by=request.who)}
    return render(request, "envelopes/publications.html", context)


def prepare(request: Asked) -> HttpResponse:
    """Write a record; `?activity=1`: something that takes place."""
    check_may(request.who, Act.PUBLISH)
    is_activity = "activity" in request.GET
    kind = ActivityForm if is_activity else DocumentForm
    form = kind(request.POST or None)
    if form.is_valid():
        record = Record(is_activity, form.cleaned_data)
        try:
            made = publishing.prepare(record=record, now=utc_now(), by=request.who)
        except MistakenInput as error:
            form.add_error(None, f"{error.what} {error.way_out}")
        else:
            return redirect("publication", made)
    context = {"form": form, "is_activity": is_activity}
    return render(request, "envelopes/prepare.html", context)


def publication(request: Asked, identifier: str) -> HttpResponse:
    """A record, whole."""
    context = {"one": published.one(identifier, by=request.who)}
    return render(request, "envelopes/publication.html", context)


@require_POST
def publish(request: Asked, identifier: str) -> HttpResponse:
    """Hand it over."""
    publishing.publish(identifier=identifier, now=utc_now(), by=request.who)
    messages.success(request, _("It is handed to the public record, which takes it in soon."))
    return redirect("publication", identifier)


@require_POST
def drop(request: Asked, identifier: str) -> HttpResponse:
    """Forget it."""
    publishing.drop(identifier=identifier, by=request.who)
    return redirect("publications")
