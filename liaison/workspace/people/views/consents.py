"""Pages of consents: one is given, one is withdrawn; none is edited."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame.asked import Asked
from liaison.workspace.people import actions, forms, queries, recipients
from liaison.workspace.people.views.telling import tell
from liaison.workspace.policy.members import Act, check_may


def give(request: Asked, identifier: str) -> HttpResponse:
    """Record what somebody agreed to."""
    check_may(request.who, Act.WRITE_PEOPLE)
    card = queries.card(identifier, by=request.who)
    now = utc_now()
    form = forms.ConsentForm(request.POST or None, initial={"since": now.date()})
    if form.is_valid():
        try:
            actions.give_consent(
                identifier=identifier,
                terms=form.terms(now),
                record=form.record(),
                now=now,
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error)
        else:
            messages.success(request, _("The consent is recorded. Read it once more below."))
            return redirect("person", identifier)
    context = {"form": form, "person": card, "is_anybody": bool(recipients.choices())}
    return render(request, "people/consent.html", context)


@require_POST
def withdraw(request: Asked, consent: str) -> HttpResponse:
    """End a consent now."""
    identifier = actions.withdraw_consent(consent=consent, now=utc_now(), by=request.who)
    messages.success(request, _("The consent is withdrawn. Nothing leaves by it any more."))
    return redirect("person", identifier)
