"""Pages of notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.frame.asked import Asked
from liaison.workspace.members import queries as members
from liaison.workspace.people import actions, forms, queries, words
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.people.queries import NotesWanted
from liaison.workspace.people.views.telling import tell
from liaison.workspace.policy.members import Act, check_may, may


def notes(request: Asked) -> HttpResponse:
    """All notes, the latest first."""
    narrow = forms.NarrowNotes(request.GET)
    said = narrow.cleaned_data if narrow.is_valid() else {}
    wanted = NotesWanted(
        said.get("text", ""),
        said.get("country", ""),
        NoteKind(said["kind"]) if said.get("kind") else None,
        request.GET.get("after", ""),
    )
    context = {
        "narrow": narrow,
        "wanted": wanted,
        "listed": queries.notes(wanted, by=request.who),
        "words": words,
        "may_write": may(request.who, Act.WRITE_NOTES),
    }
    return render(request, "people/notes.html", context)


def note(request: Asked, identifier: str) -> HttpResponse:
    """One note."""
    read = queries.note(identifier, by=request.who)
    context = {
        "note": read,
        "author": members.names({read.created_by}).get(read.created_by, ""),
        "files": queries.of_note(identifier, by=request.who),
        "file_form": forms.FileForm(),
        "words": words,
        "may_write": may(request.who, Act.WRITE_NOTES),
    }
    return render(request, "people/note.html", context)


def new(request: Asked) -> HttpResponse:
    """Write a note."""
    check_may(request.who, Act.WRITE_NOTES)
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.write_note(
                kind=NoteKind(said["kind"]),
                country=said["country"],
                title=said["title"],
                text=said["text"],
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("note", made)
    return render(request, "people/write_note.html", {"form": form, "note": None})


def change(request: Asked, identifier: str) -> HttpResponse:
    """Change a note."""
    check_may(request.who, Act.WRITE_NOTES)
    read = queries.note(identifier, by=request.who)
    first = {
        "kind": read.card.kind.value,
        "country": read.card.country,
        "title": read.card.title,
        "text": read.text,
        "version": read.version,
    }
    form = forms.NoteForm(request.POST or None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_note(
                identifier=identifier,
                kind=NoteKind(said["kind"]),
                country=said["country"],
                title=said["title"],
                text=said["text"],
                version=said["version"],
                now=utc_now(),
                by=request.who,
            )
        except MistakenInput as error:
            tell(form, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("note", identifier)
    return render(request, "people/write_note.html", {"form": form, "note": read.card})


def delete(request: Asked, identifier: str) -> HttpResponse:
    """Delete a note with its files, once that was said."""
    check_may(request.who, Act.WRITE_NOTES)
    read = queries.note(identifier, by=request.who)
    if request.method == "POST":
        actions.delete_note(identifier=identifier, by=request.who)
        messages.success(request, _("The note is gone."))
        return redirect("notes")
    return render(request, "people/delete_note.html", {"note": read.card})
