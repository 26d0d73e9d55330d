"""Pages of what came: the list with offers and requests, one of them, its files, answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.workspace.envelopes import forms, kinds, words
from liaison.workspace.envelopes.actions import answering
from liaison.workspace.envelopes.queries import came
from liaison.workspace.frame.asked import Asked
from liaison.workspace.peers import queries as peers
from liaison.workspace.people import words as people_words
from liaison.workspace.policy.members import Act, may


def received(request: Asked) -> HttpResponse:
    """What came, offers that wait first; `?before=`: earlier ones."""
    now = utc_now()
    before = request.GET.get("before", "")
    cards = came.listed(by=request.who, before=before)
    context = {
        "offers": came.offers(by=request.who, now=now) if not before else [],
        "cards": [card for card in cards if not card.open_at(now)],
        "more": cards[-1].reference if len(cards) == came.PAGE else "",
        "requests": came.requests(by=request.who),
        "refusals": came.refusals(by=request.who),
        "kind": kinds.title,
        "words": words,
    }
    return render(request, "envelopes/received.html", context)


def received_one(request: Asked, reference: str) -> HttpResponse:
    """One of them, under its sender's terms."""
    return _shown(request, reference, forms.AnswerForm())


@require_POST
def accept(request: Asked, reference: str) -> HttpResponse:
    """Ask for what was offered."""
    answering.accept(identifier=reference, now=utc_now(), by=request.who)
    messages.success(request, _("You accepted. What was offered comes as soon as it is sealed."))
    return redirect("received-one", reference)


@require_POST
def decline(request: Asked, reference: str) -> HttpResponse:
    """Do not want it."""
    answering.decline(identifier=reference, now=utc_now(), by=request.who)
    messages.success(request, _("You declined; its sender is told that and nothing else."))
    return redirect("received")


@require_POST
def delete(request: Asked, reference: str) -> HttpResponse:
    """Delete it for good."""
    answering.delete(identifier=reference, now=utc_now(), by=request.who)
    messages.success(request, _("It is deleted, here and in every backup."))
    return redirect("received")


@require_POST
def answer(request: Asked, reference: str, asked: str) -> HttpResponse:
    """Say what becomes of it as its sender asks to delete it."""
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, reference, form)
    said = form.cleaned_data
    answering.answer_request(
        request=asked,
        answer=said["answer"],
        reason=said["reason"],
        now=utc_now(),
        by=request.who,
    )
    messages.success(request, _("Its sender is told."))
    return redirect("received-one", reference)


def received_file(request: Asked, reference: str, number: int) -> HttpResponse:
    """A file that came along, to be kept outside: the log says so."""
    found = came.file(reference, number, by=request.who)
    return HttpResponse(
        found.content,
        content_type=found.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
            "Content-Security-Policy": "sandbox",
        },
    )


def _shown(request: Asked, reference: str, form: forms.AnswerForm) -> HttpResponse:
    read = came.read(reference, by=request.who)
    return render(
        request,
        "envelopes/received_one.html",
        {
            "read": read,
            "card": read.card,
            "open": read.card.open_at(utc_now()),
            "requests": came.requests_of(reference, by=request.who),
            "others": peers.names(set(read.card.also_to)),
            "form": form,
            "may_answer": may(request.who, Act.ANSWER),
            "kind": kinds.title,
            "words": words,
            "people_words": people_words,
        },
    )
