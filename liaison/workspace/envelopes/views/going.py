"""Pages of what goes out: lists, one envelope, what waits for a second member, reviews."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.clock import utc_now
from liaison.workspace.envelopes import forms, kinds, words
from liaison.workspace.envelopes.actions import sending
from liaison.workspace.envelopes.queries import sent
from liaison.workspace.envelopes.states import State
from liaison.workspace.frame.asked import Asked
from liaison.workspace.people import words as people_words
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import SENDING, Act, may
from liaison.workspace.policy.terms import Level


def sent_list(request: Asked) -> HttpResponse:
    """What was written here, the latest change first; `?before=`: earlier ones."""
    cards = sent.listed(by=request.who, before=request.GET.get("before", ""))
    context = {
        "cards": cards,
        "more": cards[-1].identifier if len(cards) == sent.PAGE else "",
        "words": words,
        "kind": kinds.title,
        "may_send": may(request.who, Act.SEND_NOTICE),
        "may_approve": may(request.who, Act.APPROVE_SENDING),
    }
    return render(request, "envelopes/sent.html", context)


def envelope(request: Asked, identifier: str) -> HttpResponse:
    """One of them: where it stands, what it holds for who may see that, and what can be done."""
    card = sent.one(identifier, by=request.who)
    if card.mine and card.state is State.DRAFT:
        return redirect("draft", card.batch)
    approving = (
        card.state is State.WAITING and not card.mine and may(request.who, Act.APPROVE_SENDING)
    )
    try:
        shown = sent.preview(identifier, by=request.who) if card.waits else None
    except NotThere:
        shown, approving = None, False
    return render(
        request,
        "envelopes/envelope.html",
        {
            "card": card,
            "preview": shown,
            "vital": sent.vital_reason(identifier, by=request.who) if approving else "",
            "approving": approving,
            "may_recall": card.state in sending.RECALLABLE
            and may(request.who, SENDING[Level(card.level)]),
            "kind": kinds.title,
            "words": words,
            "people_words": people_words,
        },
    )


@require_POST
def recall(request: Asked, identifier: str) -> HttpResponse:
    """Take it back."""
    sending.recall(identifier=identifier, now=utc_now(), by=request.who)
    messages.success(request, _("It is recalled. What they answer will stand here."))
    return redirect("envelope", identifier)


def to_approve(request: Asked) -> HttpResponse:
    """What waits for a second member, and what has to be looked at again."""
    context = {
        "waiting": sent.waiting(by=request.who),
        "reviews": sent.reviews(by=request.who),
        "form": forms.ReviewForm(),
        "now": utc_now(),
        "words": words,
        "kind": kinds.title,
    }
    return render(request, "envelopes/to_approve.html", context)


@require_POST
def approve(request: Asked, identifier: str) -> HttpResponse:
    """Agree: it goes."""
    sending.approve(identifier=identifier, now=utc_now(), by=request.who)
    messages.success(request, _("You agreed; it is sealed and on its way."))
    return redirect("to-approve")


@require_POST
def send_back(request: Asked, identifier: str) -> HttpResponse:
    """Do not agree."""
    sending.send_back(identifier=identifier, now=utc_now(), by=request.who)
    messages.success(request, _("It is a draft again, and its author sees that."))
    return redirect("to-approve")


@require_POST
def review(request: Asked, identifier: str) -> HttpResponse:
    """Say what came of looking again."""
    form = forms.ReviewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        sending.review(
            identifier=identifier,
            outcome=said["outcome"],
            remark=said["remark"],
            now=utc_now(),
            by=request.who,
        )
        messages.success(request, _("This is noted."))
    return redirect("to-approve")
