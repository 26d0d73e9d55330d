"""Pages of circles."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.circles import actions, forms, queries
from liaison.workspace.circles.statement import Roster, Standing
from liaison.workspace.circles.words import ROSTERS, STANDINGS
from liaison.workspace.frame.asked import Asked
from liaison.workspace.policy.members import Act, check_may, may


def circles(request: Asked) -> HttpResponse:
    """All that we keep or are in."""
    rows = [(row, STANDINGS[Standing(row.standing)]) for row in queries.everyone(by=request.who)]
    keeps = may(request.who, Act.KEEP_CIRCLES)
    return render(request, "circles/circles.html", {"rows": rows, "keeps": keeps})


def circle(request: Asked, identifier: str) -> HttpResponse:
    """One, with who is in it."""
    seen = queries.seen(identifier, by=request.who)
    return _shown(request, seen, forms.Ask(seen.askable))


def new(request: Asked) -> HttpResponse:
    """Make one."""
    check_may(request.who, Act.KEEP_CIRCLES)
    form = forms.Describe(request.POST or None)
    if form.is_valid():
        try:
            made = actions.found(wish=form.wish(), now=utc_now(), by=request.who)
        except MistakenInput as error:
            form.add_error(None, str(error))
        else:
            return redirect("circle", made.identifier)
    return render(request, "circles/describe.html", {"form": form, "circle": None})


def change(request: Asked, identifier: str) -> HttpResponse:
    """Change one that we keep."""
    check_may(request.who, Act.KEEP_CIRCLES)
    row = queries.one(identifier, by=request.who)
    names = ("name", "about", "roster", "level", "use")
    form = forms.Describe(
        request.POST or None, initial={name: getattr(row, name) for name in names}
    )
    if form.is_valid():
        try:
            actions.describe(identifier=identifier, wish=form.wish(), now=utc_now(), by=request.who)
        except MistakenInput as error:
            form.add_error("roster", str(error))
        else:
            return redirect("circle", identifier)
    return render(request, "circles/describe.html", {"form": form, "circle": row})


@require_POST
def ask(request: Asked, identifier: str) -> HttpResponse:
    """Ask organisations into it."""
    check_may(request.who, Act.KEEP_CIRCLES)
    seen = queries.seen(identifier, by=request.who)
    form = forms.Ask(seen.askable, request.POST)
    if not form.is_valid():
        return _shown(request, seen, form)
    actions.ask(
        identifier=identifier,
        organisations=form.cleaned_data["organisations"],
        now=utc_now(),
        by=request.who,
    )
    return redirect("circle", identifier)


@require_POST
def take_out(request: Asked, identifier: str) -> HttpResponse:
    """Take a member off the list."""
    organisation = request.POST.get("organisation", "")
    actions.take_out(
        identifier=identifier, organisation=organisation, now=utc_now(), by=request.who
    )
    return redirect("circle", identifier)


@require_POST
def end(request: Asked, identifier: str) -> HttpResponse:
    """End it."""
    actions.end(identifier=identifier, now=utc_now(), by=request.who)
    return redirect("circle", identifier)


@require_POST
def answer(request: Asked, identifier: str) -> HttpResponse:
    """Join, decline or leave."""
    said = request.POST.get("answer", "")
    actions.answer(identifier=identifier, said=said, now=utc_now(), by=request.who)
    return redirect("circle", identifier)


@require_POST
def take_card(request: Asked, identifier: str) -> HttpResponse:
    """Add a member by the card that the keeper passed on."""
    organisation = request.POST.get("organisation", "")
    actions.take_card(
        identifier=identifier, organisation=organisation, now=utc_now(), by=request.who
    )
    return redirect("peer", organisation)


def _shown(request: Asked, seen: queries.Seen, form: forms.Ask) -> HttpResponse:
    row = seen.circle
    rows = [(one, STANDINGS[Standing(one.standing)], pinned) for one, pinned in seen.members]
    context = {
        "circle": row,
        "keeper": seen.keeper,
        "standing": STANDINGS[Standing(row.standing)],
        "roster": ROSTERS[Roster(row.roster)],
        "rows": rows,
        "form": form,
        "keeps": may(request.who, Act.KEEP_CIRCLES),
        "reach": queries.reach(row),
        "sends": may(request.who, Act.SEND_NOTICE),
        "keeps_peers": may(request.who, Act.KEEP_PEERS),
    }
    return render(request, "circles/circle.html", context)
