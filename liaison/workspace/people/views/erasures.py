"""Pages of erasures: asked for, waiting for a second member, done and proven."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.workspace.frame.asked import Asked
from liaison.workspace.people import actions, forms, queries, words
from liaison.workspace.policy.members import Act, check_may


def ask(request: Asked, identifier: str) -> HttpResponse:
    """Ask for somebody to be erased; what will happen is said before."""
    check_may(request.who, Act.ASK_ERASURE)
    card = queries.card(identifier, by=request.who)
    form = forms.ErasureForm(request.POST or None)
    if form.is_valid():
        actions.ask_erasure(
            identifier=identifier,
            reason=form.cleaned_data["reason"],
            now=utc_now(),
            by=request.who,
        )
        messages.success(request, _("It waits for another member to agree."))
        return redirect("erasures")
    return render(request, "people/erase.html", {"form": form, "person": card})


def waiting(request: Asked) -> HttpResponse:
    """What was asked for and nobody has agreed to yet."""
    asked = queries.waiting(by=request.who)
    return render(request, "people/erasures.html", {"waiting": asked, "words": words})


def proof(request: Asked, identifier: str) -> HttpResponse:
    """That somebody was erased."""
    read = queries.erasure(identifier, by=request.who)
    return render(request, "people/erased.html", {"proof": read, "words": words})


@require_POST
def approve(request: Asked, identifier: str) -> HttpResponse:
    """Agree: it is done at once."""
    actions.approve_erasure(identifier=identifier, now=utc_now(), by=request.who)
    return redirect("erasure", identifier)


@require_POST
def decline(request: Asked, identifier: str) -> HttpResponse:
    """Take a request back, or refuse it."""
    actions.decline_erasure(identifier=identifier, by=request.who)
    messages.success(request, _("Nobody is erased."))
    return redirect("erasures")
