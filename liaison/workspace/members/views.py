"""Pages of members: home, language, joining, and the security officer's list."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame import desk
from liaison.workspace.frame.asked import Asked
from liaison.workspace.members import actions, forms, queries
from liaison.workspace.members.step_up import stepped_up
from liaison.workspace.policy.errors import NotThere


def home(request: Asked) -> HttpResponse:
    """Where a member begins: what waits for them."""
    waiting = desk.items(request.who, utc_now())
    return render(request, "members/home.html", {"waiting": waiting})


@login_not_required
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a password for the account that one was invited to."""
    invitation = queries.invitation(secret, now=utc_now())
    if invitation is None:
        raise NotThere
    form = forms.Join(request.POST or None)
    if form.is_valid():
        try:
            actions.join(secret=secret, password=form.cleaned_data["password"], now=utc_now())
        except MistakenInput as error:
            form.add_error("password", error.what)
        else:
            return redirect("account_login")
    return render(request, "members/join.html", {"form": form, "invitation": invitation})


def members(request: Asked) -> HttpResponse:
    """Who there is, and who was invited."""
    return render(request, "members/members.html", _listed(request, forms.Invite()))


@require_POST
def invited(request: Asked) -> HttpResponse:
    """Invite somebody; the address is shown once."""
    form = forms.Invite(request.POST)
    context = _listed(request, form)
    if form.is_valid():
        try:
            secret = actions.invite(**form.cleaned_data, now=utc_now(), by=request.who)
        except MistakenInput as error:
            form.add_error("username", error.what)
        else:
            address = request.build_absolute_uri(reverse("join", args=[secret]))
            return render(
                request,
                "members/invited.html",
                {"address": address, "name": form.cleaned_data["name"]},
            )
    return render(request, "members/members.html", context)


@require_POST
def uninvite(request: Asked, number: int) -> HttpResponse:
    """Withdraw an invitation."""
    actions.withdraw_invitation(number=number, now=utc_now(), by=request.who)
    return redirect("members")


@require_POST
def disable(request: Asked, number: int) -> HttpResponse:
    """End an account and its sessions."""
    actions.disable(number=number, now=utc_now(), by=request.who)
    return redirect("members")


@require_POST
def sign_out(request: Asked, number: int) -> HttpResponse:
    """End the sessions of a member, whose account stays."""
    actions.end_sessions(number=number, now=utc_now(), by=request.who)
    return redirect("members")


@stepped_up
def sessions(request: Asked) -> HttpResponse:
    """Where one is signed in; signing out there."""
    here = queries.mark(request.session.session_key or "")
    who, now = request.who, utc_now()
    if request.method == "POST":
        only = request.POST.get("only", "")
        actions.end_sessions(number=who.number, only=only, but=here, now=now, by=who)
        return redirect("sessions")
    context = {"sessions": queries.signed_in(who, now=now), "mark": here}
    return render(request, "members/sessions.html", context)


def _listed(request: Asked, form: forms.Invite) -> dict[str, object]:
    return {
        "form": form,
        "members": queries.everyone(by=request.who),
        "invitations": queries.invitations(by=request.who, now=utc_now()),
    }
