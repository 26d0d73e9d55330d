"""Pages on which an envelope is written, looked at as its recipient will, and let go."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.design.environment import comma
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes import forms, groups, limits, material, words
from liaison.workspace.envelopes.actions import drafting, sending
from liaison.workspace.envelopes.groups import Group
from liaison.workspace.envelopes.material import Source
from liaison.workspace.envelopes.queries import came, holding, sent
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.frame.asked import Asked
from liaison.workspace.frame.words import FACETS
from liaison.workspace.peers import queries as peers
from liaison.workspace.people import words as people_words
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import SENDING, Act, Who, check_may, may
from liaison.workspace.policy.terms import Level

_ABOUT = ("person", "note", "received")


@dataclass(frozen=True, slots=True)
class Matter:
    """What an envelope is written about, and what of it there is to tick."""

    about: About
    reference: str
    what: str
    source: Source
    levels: tuple[Level, ...]


def compose(request: Asked) -> HttpResponse:
    """Write an envelope; `?person=`, `?note=`, `?received=`: about what, `?draft=`: anew."""
    check_may(request.who, Act.SEND_NOTICE)
    now = utc_now()
    batch = request.GET.get("draft", "")
    matter, initial = _of_draft(batch, request.who) if batch else _begun(request, now)
    known = [(one.identifier, str(one.names[0])) for one in peers.pinned()]
    circle = groups.one(request.GET["circle"], request.who) if "circle" in request.GET else None
    if circle is not None:
        known = [one for one in known if one[0] in circle.reached]
        initial |= _usual(circle, matter.levels)
    form = forms.ComposeForm(
        request.POST or None,
        source=matter.source,
        levels=[one for one in matter.levels if may(request.who, SENDING[one])],
        recipients=known,
        initial=initial,
    )
    if form.is_valid():
        wish = form.wish(matter.about, matter.reference, matter.what)
        made = _drafted(form, wish, batch, now, request.who)
        if made:
            return redirect("draft", made)
    context = {
        "form": form,
        "matter": matter,
        "is_anybody": bool(known),
        "folded": form.FOLDED,
        "circle": circle,
        "circles": groups.everyone(request.who),
        "asked": {name: request.GET[name] for name in _ABOUT if name in request.GET},
    }
    return render(request, "envelopes/compose.html", context)


def _usual(circle: Group, levels: tuple[Level, ...]) -> dict[str, Any]:
    """What an envelope to a circle begins with: all whom it reaches, and what is usual in it."""
    level = circle.level if circle.level in levels else levels[0]
    return {"recipients": list(circle.reached), "level": level.value, "use": circle.use.value}


def draft(request: Asked, batch: str) -> HttpResponse:
    """What was written, exactly as its recipients will read it."""
    cards = [one for one in sent.of_batch(batch, by=request.who) if one.mine]
    if not cards:
        raise NotThere
    if cards[0].state is not State.DRAFT:
        return redirect("envelope", cards[0].identifier)
    now = utc_now()
    judged = {one.identifier: sent.judged(one.identifier, by=request.who, now=now) for one in cards}
    context = {
        "cards": cards,
        "batch": batch,
        "preview": sent.preview(cards[0].identifier, by=request.who),
        "gaps": _gaps_said({one.recipient_name: judged[one.identifier].uncovered for one in cards}),
        "second": any(one.second for one in judged.values()),
        "names_somebody": any(one.names_somebody for one in judged.values()),
        "words": words,
        "people_words": people_words,
    }
    return render(request, "envelopes/draft.html", context)


@require_POST
def send(request: Asked, batch: str) -> HttpResponse:
    """Let all of it go."""
    now = utc_now()
    cards = [one for one in sent.of_batch(batch, by=request.who) if one.mine]
    states = [
        sending.submit(identifier=one.identifier, now=now, by=request.who)
        for one in cards
        if one.state is State.DRAFT
    ]
    if not states:
        raise NotThere
    if State.WAITING in states:
        messages.success(request, _("It waits for a second member now."))
    else:
        messages.success(request, _("It is sealed and on its way."))
    return redirect("sent")


@require_POST
def discard(request: Asked, batch: str) -> HttpResponse:
    """Drop what was written."""
    drafting.discard(batch=batch, now=utc_now(), by=request.who)
    messages.success(request, _("It is discarded; nothing left this vault."))
    return redirect("sent")


def _drafted(form: forms.ComposeForm, wish: Wish, batch: str, now: dt.datetime, by: Who) -> str:
    """The batch that was written; "" where the form says what has to be mended."""
    gaps = holding.gaps(wish, now)
    if gaps and not wish.vital.strip():
        names = peers.names(set(gaps))
        said = _gaps_said({names[recipient]: facets for recipient, facets in gaps.items()})
        form.add_error("facets" if "facets" in form.fields else None, said)
        return ""
    try:
        if batch:
            return drafting.redraft(batch=batch, wish=wish, now=now, by=by)
        return drafting.draft(wish=wish, now=now, by=by)
    except MistakenInput as error:
        form.add_error(None, f"{error.what} {error.way_out}")
        return ""


def _gaps_said(gaps: Mapping[str, frozenset[Any]]) -> list[str]:
    """Which facets no consent covers, a sentence for each recipient."""
    return [
        _("No consent covers this for %(name)s, this purpose and this use: %(facets)s.")
        % {
            "name": name,
            "facets": f"{comma()} ".join(str(FACETS[facet]) for facet in sorted(facets)),
        }
        for name, facets in gaps.items()
        if facets
    ]


def _begun(request: Asked, now: dt.datetime) -> tuple[Matter, dict[str, Any]]:
    """What a new envelope begins with."""
    asked = request.GET
    last_day = (now + limits.USUAL).date()
    if "person" in asked:
        matter = _matter(About.PERSON, asked["person"], request.who)
    elif "note" in asked:
        matter = _matter(About.NOTE, asked["note"], request.who)
    elif "received" in asked:
        matter = _matter(About.RECEIVED, asked["received"], request.who)
    else:
        matter = _matter(About.NOTHING, "", request.who)
    return matter, {
        "level": matter.levels[0].value,
        "expires": last_day,
        "country": matter.source.country,
        "text": matter.source.text,
    }


def _matter(about: About, reference: str, by: Who) -> Matter:
    if about is About.PERSON:
        source = material.of_person(reference, by=by)
        return Matter(about, reference, source.what, source, tuple(Level))
    if about is About.NOTE:
        source = material.of_note(reference, by=by)
        return Matter(about, reference, source.what, source, (Level.SUMMARY, Level.FULL))
    if about is About.RECEIVED:
        card = came.one(reference, by=by)
        drafting.check_may_be_passed_on(card)
        source = Source("", str(card.subject.get("country", "")))
        level = Level(card.level)
        return Matter(about, reference, str(card.subject.get("what", "")), source, (level,))
    return Matter(about, "", "", Source("", ""), (Level.SUMMARY, Level.NOTICE))


def _of_draft(batch: str, by: Who) -> tuple[Matter, dict[str, Any]]:
    """What was written before, to be changed."""
    found = sent.draft_of(batch, by=by)
    if not found:
        raise NotThere
    first = found[0]
    matter = _matter(About(first.about), first.about_reference, by)
    return matter, {
        "level": first.level,
        "recipients": [one.recipient for one in found],
        "text": first.text,
        "facets": first.facets,
        "attached": first.files,
        "purpose": first.purpose,
        "use": first.use,
        "expires": (first.expires - dt.timedelta(days=1)).date(),
        "country": first.subject.get("country", ""),
        "period": first.subject.get("period", ""),
        "urgency": first.subject.get("urgency", ""),
        "may_forward": first.may_forward,
        "tell_others": first.tell_others,
        "vital": first.vital,
    }
