"""Pages of people: the list, a search by name, one person, writing, readers, taking along."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.design.speaking import page_language
from liaison.design.written import comma
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame.asked import Asked
from liaison.workspace.members import queries as members
from liaison.workspace.members.step_up import stepped_up
from liaison.workspace.people import actions, forms, queries, recipients, sections, words
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.people.queries import MOST_COUNTED, Wanted
from liaison.workspace.people.views.telling import tell
from liaison.workspace.policy.members import Act, check_may, facets, may
from liaison.workspace.policy.terms import Facet

_NO_IDENTITY: Mapping[str, Any] = {
    "names": [],
    "birth_year": None,
    "sex": "",
    "nationalities": [],
    "text": "",
}


def people(request: Asked) -> HttpResponse:
    """Those that whoever asks may know of."""
    narrow = forms.NarrowPeople(request.GET)
    said = narrow.cleaned_data if narrow.is_valid() else {}
    wanted = Wanted(
        said.get("text", ""),
        said.get("country", ""),
        PersonKind(said["kind"]) if said.get("kind") else None,
        request.GET.get("after", ""),
    )
    listed = queries.listed(wanted, by=request.who)
    context = {"narrow": narrow, "listed": listed, "wanted": wanted, "most": MOST_COUNTED}
    return render(request, "people/list.html", context | _search(request, forms.SearchName()))


@require_POST
def search(request: Asked) -> HttpResponse:
    """Whose name is like this one: a name stands in no address."""
    queries.check_sees_names(by=request.who)
    form = forms.SearchName(request.POST)
    nearest = None
    if form.is_valid():
        try:
            nearest = queries.by_name(form.cleaned_data["name"], by=request.who)
        except MistakenInput as error:
            tell(form, error, "name")
    context = _search(request, form) | {"nearest": nearest}
    return render(request, "people/found.html", context)


def person(request: Asked, identifier: str) -> HttpResponse:
    """One person, as far as the role sees."""
    by = request.who
    dossier = queries.read(identifier, by=by)
    context = {
        "person": dossier,
        "identity": {**_NO_IDENTITY, **dossier.contents.get(Facet.IDENTITY, {})},
        "texts": {one: said["text"] for one, said in dossier.contents.items() if "text" in said},
        "readers": members.names(set(dossier.readers)),
        "author": members.names({dossier.created_by}).get(dossier.created_by, ""),
        "consents": queries.consents_of(identifier, by=by),
        "organisations": recipients.names(),
        "files": queries.of_person(identifier, by=by),
        "sections": sections.of(identifier, by),
        "is_asked": queries.is_asked(identifier),
        "now": utc_now(),
        "last_day": lambda until: until - dt.timedelta(seconds=1),
        "names_of": _names,
        "words": words,
        "may_write": may(by, Act.WRITE_PEOPLE),
        "may_export": may(by, Act.EXPORT),
        "may_erase": may(by, Act.ASK_ERASURE),
        "file_form": forms.FileForm(seen=facets(by)),
    }
    return render(request, "people/person.html", context)


def new(request: Asked) -> HttpResponse:
    """Write somebody down."""
    check_may(request.who, Act.WRITE_PEOPLE)
    form = forms.PersonForm(
        request.POST or None, seen=facets(request.who), contents={}, versions={}
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.create_person(
                pseudonym=said["pseudonym"],
                kind=PersonKind(said["kind"]),
                country=said["country"],
                content=form.contents(),
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("person", made)
    return render(request, "people/write.html", {"form": form, "person": None})


def change(request: Asked, identifier: str) -> HttpResponse:
    """Change what is known of somebody."""
    check_may(request.who, Act.WRITE_PEOPLE)
    dossier = queries.read(identifier, by=request.who)
    first = {
        "pseudonym": dossier.card.pseudonym,
        "kind": dossier.card.kind.value,
        "country": dossier.card.country,
    }
    form = forms.PersonForm(
        request.POST or None,
        seen=facets(request.who),
        contents=dossier.contents,
        versions=dossier.versions,
        initial=first,
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.update_person(
                identifier=identifier,
                pseudonym=said["pseudonym"],
                kind=PersonKind(said["kind"]),
                country=said["country"],
                content=_changed(form, dossier),
                versions=form.versions(),
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("person", identifier)
    return render(request, "people/write.html", {"form": form, "person": dossier.card})


def readers(request: Asked, identifier: str) -> HttpResponse:
    """Say for whom somebody is."""
    check_may(request.who, Act.WRITE_PEOPLE)
    dossier = queries.read(identifier, by=request.who)
    others = [
        (one.pk, str(one))
        for one in members.colleagues(request.who)
        if may(members.who(one), Act.READ_PEOPLE)
    ]
    form = forms.ReadersForm(
        request.POST or None, members=others, initial={"readers": sorted(dossier.readers)}
    )
    if form.is_valid():
        actions.set_readers(
            identifier=identifier,
            readers=form.cleaned_data["readers"],
            now=utc_now(),
            by=request.who,
        )
        messages.success(request, _("Kept."))
        return redirect("person", identifier)
    return render(request, "people/readers.html", {"form": form, "person": dossier.card})


@stepped_up
def export(request: Asked, identifier: str) -> HttpResponse:
    """All of one person that whoever asks may see, as a file of JSON."""
    check_may(request.who, Act.EXPORT)
    card = queries.card(identifier, by=request.who)
    if request.method != "POST":
        return render(request, "people/export.html", {"person": card})
    said = queries.exported(identifier, by=request.who)
    answer = HttpResponse(
        json.dumps(said, ensure_ascii=False, indent=1), content_type="application/json"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="person-{identifier[:8]}.json"'
    return answer


def _names(identifiers: Iterable[str], known: Mapping[str, str]) -> str:
    """Organisations by name; one that is not known any more by the beginning of its identifier."""
    said = sorted(known.get(one, f"{one[:12]}…") for one in identifiers)
    return f"{comma(page_language())} ".join(said)


def _search(request: Asked, form: forms.SearchName) -> dict[str, Any]:
    return {
        "search": form if Facet.IDENTITY in facets(request.who) else None,
        "words": words,
        "may_write": may(request.who, Act.WRITE_PEOPLE),
    }


def _changed(form: forms.PersonForm, dossier: queries.Dossier) -> dict[Facet, dict[str, Any]]:
    """The facets that were typed otherwise than they were shown: the others stay as they are.

    What somebody else changed meanwhile counts as typed, so that it is told.
    """
    versions = form.versions()
    return {
        facet: typed
        for facet, typed in form.contents().items()
        if set(form.names_of(facet)) & set(form.changed_data)
        and (typed != dossier.contents.get(facet) or versions[facet] != dossier.versions.get(facet))
    }
