"""Pages of our organisation and of others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.design.speaking import page_language
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame.asked import Asked
from liaison.workspace.peers import actions, forms, queries, words
from liaison.workspace.peers.errors import NewerStatement, NoStatement
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, check_may, may


def peers(request: Asked) -> HttpResponse:
    """Our card, and every other organisation that gave us its own."""
    return render(request, "peers/list.html", _listed(request, forms.CardForm()))


def our_card(request: Asked) -> HttpResponse:
    """Our card as a file, to be given to others."""
    answer = HttpResponse(queries.our_card(by=request.who), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="card.json"'
    return answer


@require_POST
def add(request: Asked) -> HttpResponse:
    """Take a card."""
    check_may(request.who, Act.KEEP_PEERS)
    form = forms.CardForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            peer = actions.take_card(text=form.cleaned_data["text"], now=utc_now(), by=request.who)
        except NewerStatement:
            form.add_error(
                None, _("This card was made by a newer version: bring this one up to date.")
            )
        except NoStatement:
            form.add_error(
                None, _("This is no card, or it was altered on its way: ask for another.")
            )
        except MistakenInput as error:
            form.add_error(None, f"{error.what} {error.way_out}")
        else:
            return redirect("peer", peer.identifier)
    return render(request, "peers/list.html", _listed(request, form))


def peer(request: Asked, identifier: str) -> HttpResponse:
    """One organisation, with the words to compare."""
    found = queries.one(identifier, by=request.who)
    known = queries.ourselves() is not None
    compared = queries.to_compare(found, page_language()) if known else None
    form = forms.CompareForm(initial={"digits": " ".join(compared.digits) if compared else ""})
    return render(request, "peers/peer.html", _shown(request, identifier, form))


@require_POST
def compare(request: Asked, identifier: str) -> HttpResponse:
    """The words were the same."""
    check_may(request.who, Act.KEEP_PEERS)
    form = forms.CompareForm(request.POST)
    if form.is_valid():
        try:
            actions.compare(
                identifier=identifier,
                digits=form.cleaned_data["digits"].split(),
                how=form.cleaned_data["how"],
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            form.add_error(None, f"{error.what} {error.way_out}")
        else:
            messages.success(
                request, _("From now on, envelopes go there and are taken from there.")
            )
            return redirect("peer", identifier)
    return render(request, "peers/peer.html", _shown(request, identifier, form))


@require_POST
def block(request: Asked, identifier: str) -> HttpResponse:
    """Nothing goes there any more."""
    actions.block(identifier=identifier, by=request.who)
    return redirect("peer", identifier)


@require_POST
def unblock(request: Asked, identifier: str) -> HttpResponse:
    """Take that back."""
    actions.unblock(identifier=identifier, by=request.who)
    return redirect("peer", identifier)


def ourselves(request: Asked) -> HttpResponse:
    """What others need to know of us."""
    check_may(request.who, Act.KEEP_KEYS)
    known = queries.ourselves()
    initial = (
        {
            "names": "\n".join(known.card.names),
            "address": known.card.address,
            "certificate": known.card.certificate.hex(),
        }
        if known is not None
        else None
    )
    form = forms.OurselvesForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.introduce_ourselves(details=form.details(), now=utc_now(), by=request.who)
        messages.success(request, _("This is kept. Give the new card to the others."))
        return redirect("peers")
    return render(request, "peers/ourselves.html", {"form": form, "known": known})


@require_POST
def rotate(request: Asked) -> HttpResponse:
    """Make other keys."""
    actions.rotate_keys(now=utc_now(), by=request.who)
    messages.success(request, _("There are new keys. Everybody whose words were compared is told."))
    return redirect("peers")


def _listed(request: Asked, form: forms.CardForm) -> dict[str, object]:
    known = queries.ourselves()
    try:
        text = queries.our_card(by=request.who)
    except NotThere:
        text = ""
    return {
        "peers": queries.everyone(by=request.who),
        "known": known.card if known is not None else None,
        "card_text": text,
        "form": form,
        "standing": words.standing,
        "may_keep": may(request.who, Act.KEEP_PEERS),
        "may_key": may(request.who, Act.KEEP_KEYS),
    }


def _shown(request: Asked, identifier: str, form: forms.CompareForm) -> dict[str, object]:
    found = queries.one(identifier, by=request.who)
    known = queries.ourselves() is not None
    return {
        "peer": found,
        "compared": queries.to_compare(found, page_language()) if known else None,
        "namesake": queries.namesake(found),
        "form": form,
        "standing": words.standing,
        "compared_by": queries.compared_by(found),
        "may_keep": may(request.who, Act.KEEP_PEERS),
    }
